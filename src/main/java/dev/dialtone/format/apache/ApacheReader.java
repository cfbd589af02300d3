package dev.dialtone.format.apache;

import dev.dialtone.format.RefusedPort;
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
import dev.dialtone.source.Span;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.interpolation.Allowance;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the files of an Apache HTTP server, each include in its place.
 *
 * @see <a href="https://httpd.apache.org/docs/2.4/mod/mod_proxy.html">mod_proxy</a>
 */
public final class ApacheReader {
  private static final int DEEPEST = 12;

  private static final int MOST_FILES = 500;

  /** Files of the image or a distribution in which nothing listens and nobody is dialled. */
  private static final Set<String> HARMLESS =
      Set.of(
          "httpd-mpm.conf",
          "httpd-multilang-errordoc.conf",
          "httpd-autoindex.conf",
          "httpd-languages.conf",
          "httpd-userdir.conf",
          "httpd-info.conf",
          "httpd-vhosts.conf",
          "httpd-manual.conf",
          "httpd-dav.conf",
          "httpd-default.conf",
          "proxy-html.conf",
          "options-ssl-apache.conf");

  private static final Set<String> HARMLESS_FOLDERS = Set.of("mods-enabled", "conf-enabled");

  private final Workspace container;
  private final Variables environment;
  private final Map<String, Text> defined = new HashMap<>();
  private final Allowance allowance = new Allowance();
  private final Deque<FilePath> reading = new ArrayDeque<>();
  private final List<Bind> binds = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();
  private final List<Text> unseen = new ArrayList<>();
  private FilePath serverRoot;
  private boolean complete = true;
  private int conditions;
  private int files;

  private ApacheReader(Workspace container, Variables environment, FilePath serverRoot) {
    this.container = container;
    this.environment = environment;
    this.serverRoot = serverRoot;
  }

  /**
   * Where the server listens and whom it dials.
   *
   * @param files the files that httpd reads by itself
   * @param container the files that its container is seen to have
   * @param environment the environment that the files take variables from
   */
  public static Reading<Endpoints> read(
      List<FilePath> files, Workspace container, Variables environment) {
    boolean debian = files.stream().anyMatch(file -> file.isIn(new FilePath("/etc/apache2")));
    ApacheReader reader =
        new ApacheReader(
            container, environment, new FilePath(debian ? "/etc/apache2" : "/usr/local/apache2"));
    files.forEach(reader::readFile);
    return new Reading<>(
        new Endpoints(
            reader.binds,
            reader.targets,
            reader.unseen,
            reader.complete && reader.problems.isEmpty()),
        reader.problems);
  }

  private void readFile(FilePath path) {
    files++;
    if (reading.contains(path)
        || reading.size() > DEEPEST
        || files > MOST_FILES
        || !(container.read(path) instanceof Workspace.Content.Readable readable)) {
      return;
    }
    reading.push(path);
    DirectiveLines.read(Text.of(readable.file().span())).forEach(this::readDirective);
    reading.pop();
  }

  private void readDirective(Directive directive) {
    List<Text> arguments = directive.arguments().stream().map(this::resolve).toList();
    switch (directive.name()) {
      case "<ifmodule", "<ifdefine", "<ifversion", "<if", "<iffile", "<ifdirective", "<ifsection" ->
          conditions++;
      case "</ifmodule",
          "</ifdefine",
          "</ifversion",
          "</if",
          "</iffile",
          "</ifdirective",
          "</ifsection" ->
          conditions = Math.max(0, conditions - 1);
      case "define" -> define(arguments);
      case "serverroot" -> arguments.stream().limit(1).forEach(this::setServerRoot);
      case "include", "includeoptional" -> arguments.stream().limit(1).forEach(this::include);
      case "listen" -> addListen(directive, arguments);
      case "proxypass", "proxypassmatch" -> arguments.stream().limit(2).forEach(this::addTarget);
      case "balancermember" -> arguments.stream().limit(2).forEach(this::addTarget);
      case "sethandler" -> arguments.stream().limit(1).forEach(this::addHandler);
      case "rewriterule" -> addRewrite(arguments);
      default -> {
        // It names no address.
      }
    }
  }

  private void define(List<Text> arguments) {
    if (!arguments.isEmpty()) {
      Text name = arguments.get(0);
      boolean sure = conditions == 0 && arguments.size() > 1;
      defined.put(
          name.chars(),
          sure ? arguments.get(1) : Text.unknown(name.span(), "a condition decides its value"));
    }
  }

  private void setServerRoot(Text folder) {
    if (folder.isKnown()) {
      serverRoot = new FilePath(folder.chars());
    }
  }

  /** The word with the values of what is defined, and of the environment. */
  private Text resolve(Text word) {
    String chars = word.chars();
    int open = chars.indexOf("${");
    if (open < 0) {
      return word;
    }
    Text.Builder resolved = Text.builder(word.span());
    int from = 0;
    long inserted = 0;
    while (open >= 0) {
      int close = chars.indexOf('}', open);
      if (close < 0) {
        break;
      }
      Text value = value(chars.substring(open + 2, close), word.slice(open, close + 1).span());
      inserted += value.weight();
      if (!Allowance.covers(inserted)) {
        return Allowance.hole(word);
      }
      resolved.append(word.slice(from, open)).append(value);
      from = close + 1;
      open = chars.indexOf("${", from);
    }
    return allowance.limited(word, resolved.append(word.slice(from)).build(), problem -> {});
  }

  private Text value(String name, Span site) {
    Text value = defined.get(name);
    if (value != null) {
      return value.usedAt(site, Step.Kind.INTERPOLATED);
    }
    return environment.lookup(name) instanceof Variables.Answer.Set set
        ? set.value().usedAt(site, Step.Kind.INTERPOLATED)
        : Text.unknown(site, "nothing that is seen defines `" + name + "`");
  }

  private void include(Text written) {
    FilePath pattern = serverRoot.resolve(written.chars());
    String name = pattern.name();
    int star = name.indexOf('*');
    boolean single = star < 0 && container.isFile(pattern);
    boolean folder = star < 0 && container.kind(pattern) == Workspace.Kind.FOLDER;
    if (single) {
      readFile(pattern);
      return;
    }
    FilePath parent = folder ? pattern : pattern.parent();
    String head = folder ? "" : star < 0 ? name : name.substring(0, star);
    String tail = folder || star < 0 ? "" : name.substring(star + 1);
    if (folder || star >= 0) {
      for (String each : container.list(parent)) {
        boolean fits =
            each.startsWith(head)
                && each.endsWith(tail)
                && each.length() >= head.length() + tail.length();
        if (fits && container.isFile(parent.resolve(each))) {
          readFile(parent.resolve(each));
        }
      }
    }
    boolean whole = container.kind(parent) == Workspace.Kind.FOLDER;
    boolean harmless = HARMLESS.contains(name) || HARMLESS_FOLDERS.contains(parent.name());
    if (!written.isKnown() || (!whole && !harmless)) {
      unseen.add(written.isKnown() ? written.respelt(pattern.value()) : written);
    }
  }

  private void addListen(Directive directive, List<Text> arguments) {
    if (conditions > 0) {
      complete = false;
    } else if (arguments.isEmpty() || arguments.size() > 2) {
      boolean comment = arguments.size() > 2 && arguments.get(1).chars().startsWith("#");
      problems.add(
          Problem.rejected(
              directive.at().span(),
              comment
                  ? "httpd does not start: it takes a `#` behind an address for a protocol"
                  : "httpd does not start: `Listen` needs an address, and at most a protocol"));
    } else {
      addListen(arguments.get(0));
    }
  }

  private void addListen(Text address) {
    String chars = address.chars();
    int bracket = chars.startsWith("[") ? chars.indexOf(']') : -1;
    int colon = chars.indexOf(':', Math.max(bracket, 0));
    Text host = bracket > 0 ? address.slice(1, bracket) : address.slice(0, Math.max(colon, 0));
    Text port = colon < 0 ? address : address.slice(colon + 1);
    Value<Port> parsed = Port.parse(port);
    complete &= !parsed.known().isEmpty();
    problems.addAll(RefusedPort.of("httpd", parsed));
    String remedy = parsed.known().stream().map(p -> "Listen " + p).findFirst().orElse("");
    boolean told = !host.isEmpty();
    binds.add(new Bind(parsed, scope(host), told ? host : address, told, Protocol.TCP, remedy));
  }

  private static BindScope scope(Text host) {
    if (!host.isKnown()) {
      return BindScope.UNKNOWN;
    }
    String address = host.chars().toLowerCase(Locale.ROOT);
    return switch (address) {
      case "", "*", "::" -> BindScope.ALL;
      case "0.0.0.0" -> BindScope.ALL_IPV4;
      case "localhost", "::1" -> BindScope.LOOPBACK;
      default -> address.startsWith("127.") ? BindScope.LOOPBACK : BindScope.ADDRESS;
    };
  }

  private void addTarget(Text url) {
    for (ProxyAddress address : ProxyAddress.of(url)) {
      targets.add(
          new Target(
              address.host(),
              address.port(),
              address.scheme(),
              address.whole(),
              Endpoints.Role.UPSTREAM));
    }
  }

  /** {@code SetHandler "proxy:fcgi://php:9000"}. */
  private void addHandler(Text handler) {
    if (handler.chars().startsWith("proxy:")) {
      addTarget(handler.slice("proxy:".length()));
    }
  }

  /** {@code RewriteRule ^/api/(.*) http://api:3000/$1 [P,L]}. */
  private void addRewrite(List<Text> arguments) {
    if (arguments.size() < 3) {
      return;
    }
    String flags = arguments.get(2).chars();
    String inner =
        flags.startsWith("[") && flags.endsWith("]") ? flags.substring(1, flags.length() - 1) : "";
    for (String flag : inner.split(",", -1)) {
      if (flag.strip().equals("P") || flag.strip().equals("proxy")) {
        addTarget(arguments.get(1));
        return;
      }
    }
  }
}
