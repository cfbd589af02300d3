package dev.dialtone.format.pgbouncer;

import dev.dialtone.format.FilledIn;
import dev.dialtone.format.Interfaces;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.Port;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.Value;
import dev.dialtone.model.facts.Endpoints;
import dev.dialtone.model.facts.Endpoints.Bind;
import dev.dialtone.model.facts.Endpoints.Role;
import dev.dialtone.model.facts.Endpoints.Target;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.ini.IniFile;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code pgbouncer.ini}: its own socket, and the server of each of its databases.
 *
 * @see <a href="https://www.pgbouncer.org/config.html">PgBouncer, config</a>
 */
public final class PgbouncerReader {
  private static final int DEFAULT_PORT = 6432;
  private static final int POSTGRES_PORT = 5432;
  private static final String REMEDY = "listen_addr = *";

  private PgbouncerReader() {}

  /** Where the server listens and whom it dials. */
  public static Reading<Endpoints> read(SourceFile file) {
    List<Target> targets = new ArrayList<>();
    List<Text> includes = new ArrayList<>();
    List<Text> address = new ArrayList<>();
    List<Text> port = new ArrayList<>();
    List<Text> first = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    List<Text> section = new ArrayList<>();
    for (IniFile.Line line : IniFile.read(file)) {
      boolean own = line.section().is("pgbouncer");
      boolean include = line.line().chars().startsWith("%include");
      boolean begins =
          own && section.stream().noneMatch(text -> text.span().equals(line.section().span()));
      if (include || begins) {
        // Where the section begins once more, be it in another file, everything is as by default.
        address.clear();
        port.clear();
      }
      if (own) {
        set(section, line.section());
      }
      Text value = FilledIn.holes(line.value());
      if (include) {
        includes.add(line.line().slice("%include".length()).strip());
      } else if (line.section().is("databases") && line.assigned()) {
        targets.addAll(database(value));
      } else if (own && line.assigned()) {
        first.add(line.name());
        switch (line.name().chars()) {
          case "listen_addr" -> set(address, value);
          case "listen_port" -> {
            set(port, value);
            if (value.chars().startsWith("'")) {
              problems.add(
                  Problem.rejected(
                      value.span(), "PgBouncer does not start: it takes quotes for a part of it"));
            }
          }
          default -> {
            // It says nothing of sockets.
          }
        }
      }
    }
    List<Bind> binds = new ArrayList<>();
    if (!first.isEmpty()) {
      binds.add(bind(first.get(0), address, port, includes.isEmpty()));
    }
    boolean complete = includes.isEmpty() && problems.isEmpty();
    return new Reading<>(new Endpoints(binds, targets, includes, complete), problems);
  }

  private static void set(List<Text> setting, Text value) {
    setting.clear();
    setting.add(value);
  }

  /** Without an address there is nothing but a socket in the file system. */
  private static Bind bind(Text first, List<Text> address, List<Text> port, boolean all) {
    Text place = port.isEmpty() ? address.isEmpty() ? first : address.get(0) : port.get(0);
    Value<Port> unsaid =
        all || address.isEmpty()
            ? new Value.Known<>(new Port(DEFAULT_PORT), place)
            : new Value.Unknown<>(place, "an included file may say it");
    Value<Port> number = port.isEmpty() ? unsaid : Port.parse(port.get(0));
    if (address.isEmpty() || address.get(0).isEmpty()) {
      BindScope scope = all ? BindScope.OFF : BindScope.UNKNOWN;
      return new Bind(number, scope, first, all, Protocol.TCP, REMEDY);
    }
    List<BindScope> scopes = new ArrayList<>();
    for (Text part : address.get(0).split(c -> c == ',')) {
      Text host = part.strip();
      scopes.add(host.is("::") ? BindScope.ALL_IPV6 : Interfaces.scope(host));
    }
    return new Bind(number, BindScope.together(scopes), address.get(0), true, Protocol.TCP, REMEDY);
  }

  /** The servers of {@code host=a,b port=5432 dbname=...}; a path is a socket. */
  private static List<Target> database(Text value) {
    List<Text> hosts = new ArrayList<>();
    List<Text> ports = new ArrayList<>();
    for (Text word : words(value)) {
      int equals = word.chars().indexOf('=');
      if (equals < 0) {
        continue;
      }
      String name = word.chars().substring(0, equals);
      Text part = unquoted(word.slice(equals + 1));
      if (name.equals("host")) {
        set(hosts, part);
      } else if (name.equals("port")) {
        set(ports, part);
      }
    }
    List<Target> targets = new ArrayList<>();
    for (Text list : hosts) {
      for (Text host : list.split(c -> c == ',')) {
        if (!host.isEmpty() && !host.chars().startsWith("/") && !host.chars().startsWith("@")) {
          Text port = ports.isEmpty() ? host.respelt(String.valueOf(POSTGRES_PORT)) : ports.get(0);
          targets.add(new Target(host, port, "postgresql", host, Role.BACKEND));
        }
      }
    }
    return targets;
  }

  /** The words of a connection string: white space inside quotes does not end one. */
  private static List<Text> words(Text value) {
    List<Text> words = new ArrayList<>();
    String chars = value.chars();
    int from = 0;
    boolean quoted = false;
    for (int i = 0; i <= chars.length(); i++) {
      boolean end = i == chars.length() || (!quoted && Character.isWhitespace(chars.charAt(i)));
      if (end) {
        if (i > from) {
          words.add(value.slice(from, i));
        }
        from = i + 1;
      } else if (chars.charAt(i) == '\'') {
        quoted = !quoted;
      }
    }
    return words;
  }

  private static Text unquoted(Text value) {
    String chars = value.chars();
    boolean quoted = chars.length() > 1 && chars.startsWith("'") && chars.endsWith("'");
    return quoted ? value.slice(1, value.length() - 1) : value;
  }
}
