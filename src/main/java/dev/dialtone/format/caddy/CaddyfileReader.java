package dev.dialtone.format.caddy;

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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a Caddyfile with all that it imports.
 *
 * @see <a href="https://caddyserver.com/docs/caddyfile">The Caddyfile</a>
 * @see <a href="https://caddyserver.com/docs/automatic-https">Automatic HTTPS</a>
 */
public final class CaddyfileReader {
  private static final Port ADMIN = new Port(2019);

  private final List<Bind> binds = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();

  /** Sockets that are told of already: sites share them. */
  private final Set<String> sockets = new HashSet<>();

  private final Options options;
  private boolean complete = true;

  private CaddyfileReader(Options options) {
    this.options = options;
  }

  /**
   * Where the server listens and whom it dials.
   *
   * @param files the Caddyfile
   * @param container the files that its container is seen to have
   * @param environment the environment that the file is filled with
   */
  public static Reading<Endpoints> read(
      List<FilePath> files, Workspace container, Variables environment) {
    List<Problem> problems = new ArrayList<>();
    ImportedFiles imported = new ImportedFiles(container, environment, problems);
    List<Statement> statements = new ArrayList<>();
    files.forEach(file -> statements.addAll(imported.read(file)));
    boolean hasOptions =
        !statements.isEmpty() && statements.get(0).isBlock() && statements.get(0).words().isEmpty();
    CaddyfileReader reader =
        new CaddyfileReader(Options.of(hasOptions ? statements.get(0).body() : List.of()));
    reader.readSites(statements.subList(hasOptions ? 1 : 0, statements.size()));
    reader.addAdmin(statements, environment);
    return new Reading<>(
        new Endpoints(
            reader.binds,
            reader.targets,
            imported.unseen(),
            reader.complete && problems.isEmpty() && !statements.isEmpty()),
        problems);
  }

  private void readSites(List<Statement> statements) {
    boolean single = !statements.isEmpty() && !statements.get(0).isBlock();
    if (single) {
      // Without braces the whole file is one site.
      readSite(statements.get(0).words(), statements.subList(1, statements.size()));
      return;
    }
    for (Statement statement : statements) {
      boolean namedRoute = statement.name().startsWith("&(");
      if (namedRoute) {
        readDirectives(statement.body());
      } else if (statement.isBlock()) {
        readSite(statement.words(), statement.body());
      }
    }
  }

  private void readSite(List<Text> addresses, List<Statement> body) {
    List<Text> bind = options.bind();
    boolean tls = false;
    for (Statement statement : body) {
      if (statement.is("bind")) {
        bind = statement.arguments();
      }
      tls |= statement.is("tls");
    }
    for (Text word : addresses) {
      for (Text address : word.split(c -> c == ',')) {
        if (!address.isEmpty()) {
          addSite(address, bind, tls);
        }
      }
    }
    readDirectives(body);
  }

  /**
   * The sockets of one address. A site with a name gets a certificate, and with it the port for
   * HTTPS, and a redirection on the port for HTTP.
   */
  private void addSite(Text written, List<Text> bind, boolean tls) {
    Text word = Placeholders.request(written);
    SiteAddress address = SiteAddress.of(word);
    boolean plain = address.scheme().equals("http");
    boolean named = !address.host().isEmpty();
    if (!address.whole().isKnown() && (address.port().isEmpty() || !address.port().isKnown())) {
      complete = false;
      return;
    }
    boolean secure;
    if (address.port().isEmpty()) {
      secure = !plain;
      addSocket(
          new Value.Known<>(plain ? options.http() : options.https(), word), word, bind, secure);
    } else {
      Value<Port> port = Port.parse(address.port());
      secure = !plain && !port.is(options.http()) && (named || tls || port.is(options.https()));
      complete &= !port.known().isEmpty();
      addSocket(port, word, bind, secure);
    }
    if (secure && named && options.redirects()) {
      addSocket(new Value.Known<>(options.http(), word), word, bind, false);
    }
  }

  private void addSocket(Value<Port> port, Text site, List<Text> bind, boolean secure) {
    if (bind.isEmpty()) {
      addSocket(port, BindScope.ALL, site, false, secure);
    }
    for (Text written : bind) {
      Text host = Placeholders.request(written);
      if (!host.chars().startsWith("unix/")) {
        addSocket(port, scope(host), host, true, secure);
      }
    }
  }

  private void addSocket(
      Value<Port> port, BindScope scope, Text scopeAt, boolean told, boolean secure) {
    for (Protocol protocol : secure ? List.of(Protocol.TCP, Protocol.UDP) : List.of(Protocol.TCP)) {
      boolean fresh =
          port.known().stream().allMatch(p -> sockets.add(p + "/" + protocol + "/" + scope));
      if (fresh) {
        binds.add(new Bind(port, scope, scopeAt, told, protocol, "bind 0.0.0.0"));
      }
    }
  }

  private static BindScope scope(Text host) {
    if (!host.isKnown()) {
      return BindScope.UNKNOWN;
    }
    String address = host.chars().toLowerCase(Locale.ROOT);
    return switch (address) {
      case "", "*", "::", "[::]" -> BindScope.ALL;
      case "0.0.0.0", "tcp4/" -> BindScope.ALL_IPV4;
      case "localhost", "::1", "[::1]" -> BindScope.LOOPBACK;
      default ->
          address.startsWith("127.")
              ? BindScope.LOOPBACK
              : address.indexOf('/') >= 0 ? BindScope.UNKNOWN : BindScope.ADDRESS;
    };
  }

  /** The socket of the administration, which is open unless it is switched off. */
  private void addAdmin(List<Statement> statements, Variables environment) {
    List<Text> told = new ArrayList<>(options.admin());
    Variables.Answer variable = environment.lookup("CADDY_ADMIN");
    if (told.isEmpty() && variable instanceof Variables.Answer.Set set && !set.value().isEmpty()) {
      told.add(set.value());
    }
    for (Text address : told) {
      SiteAddress admin = SiteAddress.of(Placeholders.request(address));
      if (!address.is("off") && !address.chars().startsWith("unix/")) {
        Value<Port> port =
            admin.port().isEmpty() ? new Value.Known<>(ADMIN, address) : Port.parse(admin.port());
        complete &= !port.known().isEmpty();
        Text at = admin.host().isEmpty() ? address : admin.host();
        binds.add(new Bind(port, scope(admin.host()), at, true, Protocol.TCP, "admin :" + ADMIN));
      }
    }
    if (told.isEmpty() && variable instanceof Variables.Answer.Unset) {
      for (Text at : statements.stream().flatMap(s -> s.words().stream()).limit(1).toList()) {
        binds.add(
            new Bind(
                new Value.Known<>(ADMIN, at),
                BindScope.LOOPBACK,
                at,
                false,
                Protocol.TCP,
                "admin :" + ADMIN));
      }
    }
  }

  private void readDirectives(List<Statement> statements) {
    for (Statement statement : statements) {
      String name = statement.name();
      switch (name) {
        case "reverse_proxy", "forward_auth" -> addUpstreams(statement, scheme(statement, "http"));
        case "php_fastcgi" -> addUpstreams(statement, "fastcgi");
        case "handle_response", "handle_errors", "handle", "handle_path", "route" ->
            readDirectives(statement.body());
        default -> {
          if (statement.isBlock() && name.startsWith("@")) {
            continue;
          }
          readDirectives(statement.body());
        }
      }
    }
  }

  private static String scheme(Statement proxy, String otherwise) {
    for (Statement inner : proxy.body()) {
      if (inner.is("transport") && inner.arguments().stream().anyMatch(a -> a.is("fastcgi"))) {
        return "fastcgi";
      }
    }
    return otherwise;
  }

  private void addUpstreams(Statement proxy, String protocol) {
    List<Text> addresses = proxy.arguments();
    if (!addresses.isEmpty() && isMatcher(addresses.get(0).chars())) {
      addresses = addresses.subList(1, addresses.size());
    }
    addresses.forEach(address -> addUpstream(address, protocol));
    for (Statement inner : proxy.body()) {
      if (inner.is("to")) {
        inner.arguments().forEach(address -> addUpstream(address, protocol));
      } else if (inner.is("handle_response") || inner.name().startsWith("@")) {
        readDirectives(inner.body());
      }
    }
  }

  private static boolean isMatcher(String word) {
    return word.equals("*") || word.startsWith("/") || word.startsWith("@");
  }

  private void addUpstream(Text written, String protocol) {
    Text word = Placeholders.request(written);
    String chars = word.chars();
    if (chars.startsWith("unix/") || chars.startsWith("unix+") || chars.isEmpty()) {
      return;
    }
    SiteAddress address = SiteAddress.of(word);
    String scheme = address.scheme().isEmpty() ? protocol : address.scheme();
    boolean schemeUnknown = chars.contains("://") && address.scheme().isEmpty();
    // A port alone is one of the machine itself.
    Text host =
        address.host().isEmpty() && !address.port().isEmpty()
            ? address.port().respelt("localhost")
            : address.host();
    Text port =
        address.port().isEmpty() && scheme.equals("fastcgi")
            ? address.host().respelt("80")
            : address.port();
    targets.add(
        new Target(
            host, port, schemeUnknown ? "" : scheme, address.whole(), Endpoints.Role.UPSTREAM));
  }
}
