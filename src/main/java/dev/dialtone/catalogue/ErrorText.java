package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Entry;

/**
 * What a client prints when a connection fails.
 *
 * @param runtime the language or client that prints it
 * @param failure what has happened
 * @param text the text, with {@code {host}}, {@code {ip}} and {@code {port}} for what varies
 */
public record ErrorText(String runtime, Failure failure, String text) {
  /** How a connection fails. */
  public enum Failure {
    /** Nobody listens at the address. */
    REFUSED,
    /** The name does not resolve. */
    NAME_UNKNOWN,
    /** No answer comes: no common network, or a filter. */
    TIMEOUT,
    /** There is no way to the network. */
    UNREACHABLE,
    /** The server answers that it is still starting, or closes the connection. */
    NOT_READY,
    /** The server turns the client away: user, password, host rule. */
    REJECTED,
    /** The socket file is not there. */
    NO_SOCKET
  }

  /** Reads an entry of {@code errors.yaml}. */
  public static ErrorText of(Entry entry) {
    ErrorText error =
        new ErrorText(
            entry.text("runtime"),
            entry.choice("failure", Failure.values(), Failure.REFUSED),
            entry.text("text"));
    if (!entry.has("failure")) {
      entry.complain("`failure` is missing");
    }
    int open = error.text().indexOf('{');
    while (open >= 0) {
      int close = error.text().indexOf('}', open);
      String name = close < 0 ? "" : error.text().substring(open + 1, close);
      if (!name.equals("host") && !name.equals("ip") && !name.equals("port")) {
        entry.complain("text", "has {" + name + "}, which is not {host}, {ip} or {port}");
      }
      open = error.text().indexOf('{', open + 1);
    }
    entry.done();
    return error;
  }

  /** Whether the text tells the port. */
  public boolean namesPort() {
    return text.contains("{port}");
  }

  /** Whether the text repeats the host as it was dialled. */
  public boolean namesHost() {
    return text.contains("{host}");
  }

  /** The text with its placeholders filled in. */
  public String fill(String host, String ip, int port) {
    return text.replace("{host}", host)
        .replace("{ip}", ip)
        .replace("{port}", Integer.toString(port));
  }
}
