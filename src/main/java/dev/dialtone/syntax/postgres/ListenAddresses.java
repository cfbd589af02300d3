package dev.dialtone.syntax.postgres;

import dev.dialtone.source.Problem;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * The value of {@code listen_addresses}: names and addresses with commas between them.
 *
 * <p>{@code *} stands for all addresses; {@code 0.0.0.0} for all IPv4 ones and {@code ::} for all
 * IPv6 ones, each without the other; {@code localhost} for what it resolves to.
 *
 * @param names the names and addresses, quotes taken off; none means that the server accepts
 *     connections on unix sockets only
 * @param problems what makes the server refuse to start
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-connection.html">PostgreSQL,
 *     Connections and Authentication</a>
 */
public record ListenAddresses(List<Text> names, List<Problem> problems) {
  public ListenAddresses {
    names = List.copyOf(names);
    problems = List.copyOf(problems);
  }

  /** Reads the value, from a file or from a command line, without its outer quotes. */
  public static ListenAddresses parse(Text value) {
    String chars = value.chars();
    List<Text> names = new ArrayList<>();
    int at = skipSpace(chars, 0);
    boolean more = at < chars.length();
    while (more) {
      int from = at;
      if (at < chars.length() && chars.charAt(at) == '"') {
        int close = chars.indexOf('"', at + 1);
        at = close < 0 ? chars.length() : close + 1;
        from = close < 0 ? chars.length() : from + 1;
        names.add(value.slice(from, Math.max(from, at - 1)));
      } else {
        while (at < chars.length() && chars.charAt(at) != ',' && !isSpace(chars.charAt(at))) {
          at++;
        }
        names.add(value.slice(from, at));
      }
      boolean empty = names.get(names.size() - 1).isEmpty();
      at = skipSpace(chars, at);
      more = at < chars.length();
      if (empty || (more && chars.charAt(at) != ',')) {
        int end = Math.min(at + 1, chars.length());
        Text place = more ? value.slice(at, end) : value;
        return new ListenAddresses(
            List.of(),
            List.of(Problem.syntax(place.span(), "the list of addresses ends or breaks off here")));
      }
      at = skipSpace(chars, at + 1);
    }
    return new ListenAddresses(names, List.of());
  }

  private static int skipSpace(String chars, int from) {
    int at = from;
    while (at < chars.length() && isSpace(chars.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }
}
