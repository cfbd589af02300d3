package dev.dialtone.format.redis;

import dev.dialtone.format.FilledIn;
import dev.dialtone.format.Interfaces;
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
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code redis.conf} and {@code valkey.conf} as the servers do: of several lines with one
 * directive the last one counts, includes count where they stand.
 *
 * @see <a href="https://github.com/redis/redis/blob/7.4/src/config.c">config.c</a>
 * @see <a href="https://github.com/redis/redis/blob/7.4/redis.conf">redis.conf</a>
 */
public final class RedisConfReader {
  private static final int DEFAULT_PORT = 6379;

  /** How far the port of the cluster's own connections is from that of the clients. */
  private static final int CLUSTER_OFFSET = 10_000;

  private static final String REMEDY = "bind * -::*";
  private static final String OPEN = "protected-mode no";
  private static final Protocol TCP = Protocol.TCP;

  /** The server itself gives up at this depth only once its stack is full. */
  private static final int MAX_DEPTH = 16;

  private final Workspace container;
  private final Guard guard;
  private final Map<String, Directive> settings = new HashMap<>();
  private final List<Target> targets = new ArrayList<>();
  private final List<Text> includes = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private RedisConfReader(Workspace container, Guard guard) {
    this.container = container;
    this.guard = guard;
  }

  /** Where protected mode turns clients away while there is no password. */
  public enum Guard {
    /** Wherever they come in, as from Redis 7 on. */
    EVERYWHERE,
    /** Only where no address is told to listen on. */
    UNBOUND
  }

  /** A line: its first word in lower case, the others, and the place of those. */
  private record Directive(String name, List<Text> words, Text value) {
    Text first() {
      return words.isEmpty() ? value : words.get(0);
    }
  }

  /**
   * Where the server listens and whom it dials.
   *
   * @param files the files in the order in which they are read
   * @param container the files that its container is seen to have
   * @param guard where protected mode counts if the files switch it on
   */
  public static Reading<Endpoints> read(List<FilePath> files, Workspace container, Guard guard) {
    RedisConfReader reader = new RedisConfReader(container, guard);
    for (FilePath file : files) {
      reader.readFile(file, 0);
    }
    List<Bind> binds = reader.binds();
    boolean complete = reader.includes.isEmpty() && reader.problems.isEmpty();
    return new Reading<>(
        new Endpoints(binds, reader.targets, reader.includes, complete), reader.problems);
  }

  /** Reads a file; false if it cannot be seen. */
  private boolean readFile(FilePath path, int depth) {
    if (depth > MAX_DEPTH
        || !(container.read(path) instanceof Workspace.Content.Readable readable)) {
      return false;
    }
    SourceFile file = readable.file();
    for (int line = 1; line <= file.lineCount(); line++) {
      readLine(file.lineSpan(line), depth);
    }
    return true;
  }

  private void readLine(Span line, int depth) {
    String stripped = line.text().strip();
    if (stripped.isEmpty() || stripped.startsWith("#")) {
      return;
    }
    Words split = Words.of(line);
    if (!split.closed()) {
      problems.add(Problem.syntax(line, "a quote on this line is not closed as Redis wants it"));
      return;
    }
    if (stripped.startsWith("{%") || stripped.startsWith("{{")) {
      problems.add(
          new Problem(line, "this is a template, no configuration", Problem.Kind.TEMPLATE));
      return;
    }
    List<Text> words = split.words();
    Text name = words.get(0);
    List<Text> rest = new ArrayList<>();
    for (Text word : words.subList(1, words.size())) {
      rest.add(FilledIn.holes(word));
    }
    take(new Directive(name.chars().toLowerCase(Locale.ROOT), rest, together(name, rest)), depth);
  }

  /** The words behind the name as one place to point at. */
  private static Text together(Text name, List<Text> words) {
    Span at = name.span();
    if (words.isEmpty()) {
      return Text.of("", at.file().span(at.end(), at.end()));
    }
    Span whole = words.get(0).span().cover(words.get(words.size() - 1).span());
    return FilledIn.holes(Text.of(whole));
  }

  private void take(Directive directive, int depth) {
    List<Text> words = directive.words();
    switch (directive.name()) {
      case "include" -> words.forEach(word -> include(word, depth));
      case "replicaof", "slaveof" -> {
        // `no one` undoes an earlier line.
        targets.removeIf(target -> target.role() == Endpoints.Role.BACKEND);
        if (words.size() == 2 && !words.get(0).is("no")) {
          addTarget(words, 0, Endpoints.Role.BACKEND);
        }
      }
      case "sentinel" -> {
        if (words.size() > 3 && words.get(0).is("monitor")) {
          addTarget(words, 2, Endpoints.Role.PEER);
        }
      }
      default -> settings.put(directive.name(), directive);
    }
  }

  /** Reads what is included; what cannot be seen may say anything of what stood before it. */
  private void include(Text path, int depth) {
    boolean pattern = path.chars().indexOf('*') >= 0 || path.chars().indexOf('?') >= 0;
    boolean seen = path.isKnown() && !pattern && readFile(new FilePath(path.chars()), depth + 1);
    if (!seen) {
      includes.add(path);
      settings.clear();
    }
  }

  private void addTarget(List<Text> words, int from, Endpoints.Role role) {
    Text host = words.get(from);
    Text port = words.get(from + 1);
    Span span = host.span().cover(port.span());
    targets.add(new Target(host, port, "redis", Text.of(span), role));
  }

  private Optional<Directive> said(String name) {
    return Optional.ofNullable(settings.get(name));
  }

  private List<Bind> binds() {
    said("port").ifPresent(this::checkPort);
    said("tls-port").ifPresent(this::checkPort);
    Optional<Directive> bind = said("bind");
    boolean socketOnly = bind.map(b -> b.words().size() == 1 && b.first().is("")).orElse(false);
    if (socketOnly) {
      return List.of(off(bind.orElseThrow()));
    }
    List<Bind> binds = new ArrayList<>();
    Optional<Directive> port = said("port");
    Optional<Directive> tls = said("tls-port");
    if (port.isPresent()) {
      addBind(port.get().first(), bind, binds);
    } else if (bind.isPresent() || tls.isPresent() || said("protected-mode").isPresent()) {
      Text place =
          bind.map(Directive::value)
              .orElseGet(() -> tls.or(() -> said("protected-mode")).orElseThrow().first());
      binds.add(bind(new Value.Known<>(new Port(DEFAULT_PORT), place), bind));
    }
    tls.ifPresent(directive -> addBind(directive.first(), bind, binds));
    if (binds.isEmpty() && port.isPresent()) {
      return List.of(off(port.get()));
    }
    if (!binds.isEmpty() && said("cluster-enabled").map(RedisConfReader::isYes).orElse(false)) {
      Text place = said("cluster-enabled").orElseThrow().first();
      for (Port client : binds.get(0).port().known()) {
        int number = client.number() + CLUSTER_OFFSET;
        if (number <= 65_535) {
          binds.add(bind(new Value.Known<>(new Port(number), place), bind));
        }
      }
    }
    return binds;
  }

  private static boolean isYes(Directive directive) {
    return directive.first().chars().equalsIgnoreCase("yes");
  }

  /** What takes the usual socket away. */
  private static Bind off(Directive because) {
    Text place = because.first();
    Value<Port> usual = new Value.Known<>(new Port(DEFAULT_PORT), place);
    return new Bind(usual, BindScope.OFF, place, true, TCP, "");
  }

  /** Port 0 is none. */
  private void addBind(Text port, Optional<Directive> bind, List<Bind> binds) {
    if (!port.is("0")) {
      binds.add(bind(Port.parse(port), bind));
    }
  }

  private void checkPort(Directive directive) {
    List<Text> words = directive.words();
    if (words.size() > 1) {
      boolean comment = words.get(1).chars().startsWith("#");
      problems.add(
          Problem.rejected(
              directive.value().span(),
              comment
                  ? "Redis does not start: it takes a `#` behind a value for another value"
                  : "Redis does not start: there is one port, not " + words.size()));
    } else if (directive.first().isKnown()
        && !directive.first().is("0")
        && Port.parse(directive.first()).known().isEmpty()) {
      problems.add(
          Problem.rejected(
              directive.value().span(),
              "Redis does not start: `" + directive.value() + "` is not a port"));
    }
  }

  private Bind bind(Value<Port> port, Optional<Directive> bind) {
    // Where an include cannot be seen, it may have said what the lines that are seen leave out.
    BindScope unsaid = includes.isEmpty() ? BindScope.ALL : BindScope.UNKNOWN;
    Bind plain =
        bind.map(said -> new Bind(port, scope(said.words()), said.value(), true, TCP, REMEDY))
            .orElseGet(() -> new Bind(port, unsaid, port.text(), false, TCP, REMEDY));
    boolean wide = plain.scope().isEverywhere();
    return said("protected-mode")
        .filter(RedisConfReader::isYes)
        .filter(mode -> wide && !hasPassword())
        .filter(mode -> guard == Guard.EVERYWHERE || bind.isEmpty())
        .map(mode -> new Bind(port, BindScope.GUARDED, mode.first(), true, TCP, OPEN))
        .orElse(plain);
  }

  /** Whether clients have to say who they are, or may have to. */
  private boolean hasPassword() {
    return said("requirepass").filter(pass -> !pass.first().isEmpty()).isPresent()
        || said("aclfile").isPresent()
        || said("user").isPresent();
  }

  private static BindScope scope(List<Text> addresses) {
    return BindScope.together(addresses.stream().map(RedisConfReader::scope).toList());
  }

  private static BindScope scope(Text address) {
    // With a dash in front, an address that is not there is no reason to give up.
    Text host = address.chars().startsWith("-") ? address.slice(1) : address;
    return switch (host.chars()) {
      case "*" -> BindScope.ALL_IPV4;
      case "::*", "::" -> BindScope.ALL_IPV6;
      case "" -> BindScope.UNKNOWN;
      default -> Interfaces.scope(host);
    };
  }
}
