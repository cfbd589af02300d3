package dev.dialtone.format.haproxy;

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
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads {@code haproxy.cfg}.
 *
 * @see <a href="https://docs.haproxy.org/3.2/configuration.html">HAProxy configuration manual</a>
 */
public final class HaproxyReader {
  private static final Set<String> SECTIONS =
      Set.of(
          "global",
          "defaults",
          "frontend",
          "backend",
          "listen",
          "resolvers",
          "peers",
          "mailers",
          "userlist",
          "program",
          "ring",
          "log-forward",
          "log-profile",
          "cache",
          "fcgi-app",
          "http-errors",
          "crt-store",
          "traces",
          "acme");

  /** A wider range is not taken apart: then it is unknown what listens. */
  private static final int MOST_PORTS = 1_000;

  private final List<Bind> binds = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private boolean complete = true;
  private String section = "";
  private boolean defaultHttp;
  private boolean http;
  private int conditions;

  private HaproxyReader() {}

  /**
   * Where the server listens and whom it dials.
   *
   * @param files the configuration, which may consist of several files
   * @param container the files that its container is seen to have
   * @param environment the environment that the files take variables from
   */
  public static Reading<Endpoints> read(
      List<FilePath> files, Workspace container, Variables environment) {
    HaproxyReader reader = new HaproxyReader();
    for (FilePath file : files) {
      if (container.read(file) instanceof Workspace.Content.Readable readable) {
        Text text = Text.of(readable.file().span());
        ConfigurationLines.read(text, environment, reader.problems).forEach(reader::readLine);
      }
    }
    return new Reading<>(
        new Endpoints(
            reader.binds, reader.targets, List.of(), reader.complete && reader.problems.isEmpty()),
        reader.problems);
  }

  private void readLine(List<Text> words) {
    String keyword = words.get(0).chars();
    if (keyword.startsWith(".")) {
      readCondition(keyword);
      return;
    }
    if (conditions > 0) {
      // Whether these lines count, only the server can tell.
      return;
    }
    if (SECTIONS.contains(keyword)) {
      section = keyword;
      http = defaultHttp;
      return;
    }
    switch (keyword) {
      case "mode" -> readMode(words);
      case "bind", "dgram-bind" -> {
        // A section of peers without the server itself opens nothing; its host's name decides.
        if (words.size() == 1) {
          problems.add(
              Problem.rejected(
                  words.get(0).span(), "HAProxy does not start: `bind` needs an address"));
        }
        boolean peers = section.equals("peers");
        complete &= !peers;
        words.stream().skip(peers ? words.size() : 1).limit(1).forEach(w -> addBinds(w, words));
      }
      case "stats" -> {
        boolean socket = words.size() > 2 && words.get(1).is("socket");
        if (socket && section.equals("global")) {
          addBinds(words.get(2), words);
        }
      }
      case "server" -> words.stream().skip(2).limit(1).forEach(w -> addServer(w, words));
      case "server-template" -> words.stream().skip(3).limit(1).forEach(w -> addServer(w, words));
      case "mailer" -> words.stream().skip(2).limit(1).forEach(this::addMailer);
      // Which of the peers is the server itself, its host's name decides.
      case "peer" -> complete = false;
      default -> {
        // It names no address.
      }
    }
  }

  private void readCondition(String keyword) {
    if (keyword.equals(".if")) {
      conditions++;
      complete = false;
    } else if (keyword.equals(".endif")) {
      conditions = Math.max(0, conditions - 1);
    }
  }

  private void readMode(List<Text> words) {
    http = words.size() > 1 && words.get(1).is("http");
    if (section.equals("defaults")) {
      defaultHttp = http;
    }
  }

  private void addBinds(Text written, List<Text> words) {
    boolean v6only = words.stream().anyMatch(word -> word.is("v6only"));
    boolean datagrams = words.get(0).is("dgram-bind");
    for (Text each : written.split(c -> c == ',')) {
      SocketAddress address = SocketAddress.of(each);
      if (address.isLocal()) {
        continue;
      }
      Protocol protocol = datagrams || address.isUdp() ? Protocol.UDP : Protocol.TCP;
      BindScope told = scope(address, v6only);
      // With `transparent` the kernel binds to addresses that are not there.
      boolean anywhere = words.stream().anyMatch(word -> word.is("transparent"));
      BindScope scope = anywhere && told == BindScope.ADDRESS ? BindScope.UNKNOWN : told;
      Text scopeAt = address.host().isEmpty() ? each : address.host();
      for (Value<Port> port : ports(address.port())) {
        complete &= !port.known().isEmpty();
        problems.addAll(RefusedPort.of("HAProxy", port));
        String remedy = port.known().stream().map(p -> "bind *:" + p).findFirst().orElse("");
        binds.add(new Bind(port, scope, scopeAt, true, protocol, remedy));
      }
    }
  }

  private static List<Value<Port>> ports(Text written) {
    int dash = written.chars().indexOf('-');
    if (dash < 0) {
      return List.of(Port.parse(written));
    }
    List<Value<Port>> ports = new ArrayList<>();
    for (Port first : Port.parse(written.slice(0, dash)).known()) {
      for (Port last : Port.parse(written.slice(dash + 1)).known()) {
        int end = last.number() - first.number() < MOST_PORTS ? last.number() : 0;
        for (int i = first.number(); i <= end; i++) {
          ports.add(new Value.Known<>(new Port(i), written));
        }
      }
    }
    return ports.isEmpty() ? List.of(Port.parse(written)) : ports;
  }

  private static BindScope scope(SocketAddress address, boolean v6only) {
    if (!address.host().isKnown()) {
      return BindScope.UNKNOWN;
    }
    String host = address.host().chars().toLowerCase(Locale.ROOT);
    boolean six = address.family().endsWith("6");
    return switch (host) {
      case "", "*", "0.0.0.0" ->
          !six ? BindScope.ALL_IPV4 : v6only ? BindScope.ALL_IPV6 : BindScope.ALL;
      case "::" -> v6only ? BindScope.ALL_IPV6 : BindScope.ALL;
      case "localhost", "::1" -> BindScope.LOOPBACK;
      default -> host.startsWith("127.") ? BindScope.LOOPBACK : BindScope.ADDRESS;
    };
  }

  /** A server; one without a port is dialled at the port that its client has dialled. */
  private void addServer(Text written, List<Text> words) {
    SocketAddress address = SocketAddress.of(written);
    if (address.isLocal() || address.host().isEmpty()) {
      return;
    }
    boolean relative =
        address.port().chars().startsWith("+") || address.port().chars().startsWith("-");
    boolean told = !address.port().isEmpty() && !address.port().is("0") && !relative;
    boolean ssl = words.stream().anyMatch(word -> word.is("ssl"));
    String scheme = !told || !http ? "tcp" : ssl ? "https" : "http";
    Text port = told ? address.port() : address.port().slice(0, 0);
    Endpoints.Role role = section.equals("peers") ? Endpoints.Role.PEER : Endpoints.Role.UPSTREAM;
    targets.add(new Target(address.host(), port, scheme, address.whole(), role));
  }

  private void addMailer(Text written) {
    SocketAddress address = SocketAddress.of(written);
    targets.add(
        new Target(
            address.host(), address.port(), "smtp", address.whole(), Endpoints.Role.BACKEND));
  }
}
