package dev.dialtone.format.nginx;

import dev.dialtone.model.BindScope;
import dev.dialtone.model.Port;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.Value;
import dev.dialtone.model.facts.Endpoints;
import dev.dialtone.model.facts.Endpoints.Bind;
import dev.dialtone.model.facts.Endpoints.Target;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the files of an nginx as the server does: all together, each include in its place.
 *
 * @see <a href="https://nginx.org/en/docs/">nginx documentation</a>
 */
public final class NginxReader {
  private static final int HTTP = 80;

  /** Directives that pass requests on, and the protocol they speak. */
  private static final Map<String, String> PASSES =
      Map.of(
          "proxy_pass", "http",
          "fastcgi_pass", "fastcgi",
          "uwsgi_pass", "uwsgi",
          "scgi_pass", "scgi",
          "grpc_pass", "grpc",
          "memcached_pass", "memcached",
          "redis_pass", "redis",
          "redis2_pass", "redis",
          "auth_http", "http");

  /** Blocks that hold values, not directives. */
  private static final Set<String> TABLES =
      Set.of("map", "geo", "types", "split_clients", "charset_map", "match", "geoip2");

  private final IncludedFiles files;
  private final List<Problem> problems;
  private final List<Bind> binds = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();

  /** The protocol that is spoken to each upstream, by its name; empty while nobody uses it. */
  private final Map<String, String> upstreams = new HashMap<>();

  private boolean complete = true;

  private NginxReader(IncludedFiles files, List<Problem> problems) {
    this.files = files;
    this.problems = problems;
  }

  /** Where a directive stands. */
  private record Place(String block, boolean stream, VariableScope scope) {
    Place within(Directive directive) {
      return new Place(
          directive.name().chars(), stream || directive.is("stream"), scope.within(directive));
    }
  }

  /**
   * Where the server listens and whom it dials.
   *
   * @param roots the files that nginx or its image reads by itself, templates among them
   * @param container the files that its container is seen to have
   * @param environment the environment that templates are filled with
   */
  public static Reading<Endpoints> read(
      List<FilePath> roots, Workspace container, Variables environment) {
    List<Problem> problems = new ArrayList<>();
    IncludedFiles files = new IncludedFiles(container, new Template(environment), problems);
    List<Directive> directives = files.read(roots);
    NginxReader reader = new NginxReader(files, problems);
    reader.collectUpstreams(directives);
    reader.collectUses(directives, new Place("", false, VariableScope.of(directives)));
    reader.walk(directives, new Place("", false, VariableScope.of(directives)));
    boolean sound = problems.isEmpty();
    return new Reading<>(
        new Endpoints(reader.binds, reader.targets, files.unseen(), reader.complete && sound),
        problems);
  }

  private void collectUpstreams(List<Directive> directives) {
    for (Directive directive : directives) {
      if (directive.is("upstream") && !directive.arguments().isEmpty()) {
        upstreams.put(nameOf(directive.arguments().get(0)), "");
      } else if (!TABLES.contains(directive.name().chars())) {
        collectUpstreams(directive.body());
      }
    }
  }

  private static String nameOf(Text host) {
    return host.chars().toLowerCase(Locale.ROOT);
  }

  private void collectUses(List<Directive> directives, Place place) {
    for (Directive directive : directives) {
      String protocol = PASSES.getOrDefault(directive.name().chars(), "");
      if (!protocol.isEmpty() && !directive.arguments().isEmpty()) {
        PassedTo passed = passedTo(directive, place, protocol);
        upstreams.computeIfPresent(
            nameOf(passed.host()), (name, used) -> used.isEmpty() ? passed.scheme() : used);
      } else if (!TABLES.contains(directive.name().chars())) {
        collectUses(directive.body(), place.within(directive));
      }
    }
  }

  private static PassedTo passedTo(Directive directive, Place place, String protocol) {
    String spoken = place.stream() ? "tcp" : protocol;
    return PassedTo.of(References.resolve(directive.arguments().get(0), place.scope()), spoken);
  }

  private void walk(List<Directive> directives, Place place) {
    for (Directive directive : directives) {
      String name = directive.name().chars();
      List<Text> arguments = directive.arguments();
      if (PASSES.containsKey(name) && !arguments.isEmpty()) {
        addPassed(passedTo(directive, place, PASSES.getOrDefault(name, "")));
      } else if (name.equals("listen") && !arguments.isEmpty()) {
        addListen(arguments, place);
      } else if (name.equals("endpoint") && place.block().equals("otel_exporter")) {
        addExporter(arguments);
      } else if (name.equals("upstream") && !arguments.isEmpty()) {
        String protocol = upstreams.getOrDefault(nameOf(arguments.get(0)), "");
        addMembers(directive.body(), protocol.isEmpty() ? "http" : protocol);
      } else if (directive.isBlock() && !TABLES.contains(name)) {
        walk(directive.body(), place.within(directive));
        if (name.equals("server") && !place.stream()) {
          checkDoubled(directive);
        }
        if (name.equals("server") && !place.stream() && !place.block().equals("mail")) {
          addImpliedListen(directive);
        }
      }
    }
  }

  private void addPassed(PassedTo passed) {
    if (passed.isSocket()) {
      addSocket(passed);
      return;
    }
    String name = nameOf(passed.host());
    if (upstreams.containsKey(name)) {
      return;
    }
    boolean mayBeUpstream = passed.port().isEmpty() && !files.allSeen();
    Text host =
        mayBeUpstream
            ? Text.unknown(passed.host().span(), "it may be an upstream of a file that is not seen")
            : passed.host();
    targets.add(
        new Target(host, passed.port(), passed.scheme(), passed.whole(), Endpoints.Role.UPSTREAM));
  }

  /** The servers of an upstream; one without a port has port 80, whatever is spoken to it. */
  private void addMembers(List<Directive> body, String protocol) {
    for (Directive member : body) {
      if (!member.is("server") || member.arguments().isEmpty()) {
        continue;
      }
      Text address = References.resolve(member.arguments().get(0), VariableScope.empty());
      int scheme = address.chars().indexOf("://");
      if (scheme > 0) {
        problems.add(
            Problem.rejected(
                address.span(),
                "nginx does not start: a server of an upstream is a host and a port, without `"
                    + address.chars().substring(0, scheme + 3)
                    + "`"));
        continue;
      }
      PassedTo passed = PassedTo.of(address, protocol);
      boolean down = member.arguments().stream().anyMatch(argument -> argument.is("down"));
      if (down) {
        continue;
      }
      if (passed.isSocket()) {
        addSocket(passed);
        continue;
      }
      boolean implied = passed.port().isEmpty() && !protocol.equals("http");
      Text port = implied ? passed.host().respelt(String.valueOf(HTTP)) : passed.port();
      targets.add(
          new Target(
              passed.host(), port, passed.scheme(), passed.whole(), Endpoints.Role.UPSTREAM));
    }
  }

  /** Without an absolute path, as with a variable, it cannot be told which one it is. */
  private void addSocket(PassedTo passed) {
    Text path = passed.host();
    if (path.isKnown() && path.chars().startsWith("/") && path.chars().indexOf('$') < 0) {
      targets.add(new Target(path, passed.port(), passed.scheme(), path, Endpoints.Role.UPSTREAM));
    }
  }

  private void addExporter(List<Text> arguments) {
    if (!arguments.isEmpty()) {
      Text address = References.resolve(arguments.get(0), VariableScope.empty());
      PassedTo passed = PassedTo.of(address, "grpc");
      targets.add(
          new Target(passed.host(), passed.port(), "grpc", passed.whole(), Endpoints.Role.SCRAPE));
    }
  }

  private void addListen(List<Text> arguments, Place place) {
    List<Text> words =
        arguments.stream().map(word -> References.resolve(word, VariableScope.empty())).toList();
    Listen listen = Listen.of(words, place.stream());
    binds.addAll(listen.binds());
    problems.addAll(listen.refused(words, place.stream()));
    complete &= listen.understood();
  }

  /** One server may not say the same address twice, but for QUIC, which is UDP. */
  private void checkDoubled(Directive server) {
    Set<String> said = new HashSet<>();
    for (Directive inner : server.body()) {
      if (inner.is("listen") && !inner.arguments().isEmpty()) {
        Text address = inner.arguments().get(0);
        boolean quic = inner.arguments().stream().anyMatch(word -> word.is("quic"));
        boolean clear = address.isKnown() && address.chars().indexOf('$') < 0;
        if (clear && !said.add(address + (quic ? " quic" : ""))) {
          problems.add(
              Problem.rejected(
                  address.span(),
                  "nginx does not start: this server listens on `" + address + "` already"));
        }
      }
    }
  }

  /** A web server that says nothing of it listens on port 80. */
  private void addImpliedListen(Directive server) {
    boolean told =
        server.body().stream().anyMatch(inner -> inner.is("listen") || inner.is("include"));
    if (!told) {
      Text at = server.name();
      binds.add(
          new Bind(
              new Value.Known<>(new Port(HTTP), at),
              BindScope.ALL_IPV4,
              at,
              false,
              Protocol.TCP,
              "listen " + HTTP + ";"));
    }
  }
}
