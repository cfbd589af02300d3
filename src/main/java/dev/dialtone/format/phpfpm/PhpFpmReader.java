package dev.dialtone.format.phpfpm;

import dev.dialtone.format.FilledIn;
import dev.dialtone.format.Interfaces;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.Port;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.Value;
import dev.dialtone.model.facts.Endpoints;
import dev.dialtone.model.facts.Endpoints.Bind;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.ini.IniFile;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads {@code php-fpm.conf} and the files of its pools: a pool goes on wherever its section comes
 * again, and its last {@code listen} counts.
 *
 * @see <a href="https://www.php.net/manual/en/install.fpm.configuration.php">FPM, Configuration</a>
 * @see <a href="https://github.com/php/php-src/blob/PHP-8.3/sapi/fpm/fpm/fpm_conf.c">fpm_conf.c</a>
 * @see <a href="https://github.com/docker-library/php/blob/master/8.3/trixie/fpm/Dockerfile">the
 *     files of the official image</a>
 */
public final class PhpFpmReader {
  private static final int DEFAULT_PORT = 9000;
  private static final int MAX_DEPTH = 8;
  private static final String REMEDY = "listen = " + DEFAULT_PORT;

  /** Where relative includes of the official image begin: the prefix that PHP is built with. */
  private static final FilePath PREFIX = new FilePath("/usr/local");

  /**
   * The official image's last word, {@code listen = 9000} for its pool, in a folder that is read in
   * the order of the names.
   */
  private static final FilePath STOCK = new FilePath("/usr/local/etc/php-fpm.d/zz-docker.conf");

  private static final String STOCK_POOL = "www";

  private final Workspace container;
  private final Variables environment;
  private final Map<String, Pool> pools = new LinkedHashMap<>();
  private final List<Text> unseen = new ArrayList<>();
  private final List<Text> first = new ArrayList<>();
  private Pool current = new Pool();
  private boolean complete = true;

  private PhpFpmReader(Workspace container, Variables environment) {
    this.container = container;
    this.environment = environment;
    pools.put("global", current);
  }

  /** A pool that is being read. */
  private static final class Pool {
    private final List<Text> listen = new ArrayList<>();
    private boolean stock;
    private boolean choosy;
  }

  /**
   * Where the pools listen.
   *
   * @param files the main file, or the files of the pools
   * @param container the files that its container is seen to have
   * @param environment the variables of the server
   */
  public static Reading<Endpoints> read(
      List<FilePath> files, Workspace container, Variables environment) {
    PhpFpmReader reader = new PhpFpmReader(container, environment);
    Set<FilePath> all = new TreeSet<>(files);
    if (reader.hasStock() && files.stream().anyMatch(f -> f.parent().equals(STOCK.parent()))) {
      all.add(STOCK);
    }
    all.forEach(file -> reader.readFile(file, 0));
    return new Reading<>(
        new Endpoints(reader.binds(), List.of(), reader.unseen, reader.complete), List.of());
  }

  /** Whether the image's own files are still in the folder of the pools. */
  private boolean hasStock() {
    return container.kind(STOCK.parent()) != Workspace.Kind.FOLDER;
  }

  private boolean readFile(FilePath path, int depth) {
    if (depth > MAX_DEPTH) {
      return false;
    }
    if (container.read(path) instanceof Workspace.Content.Readable readable) {
      readLines(readable.file(), depth);
      return true;
    }
    if (path.equals(STOCK)) {
      enter(STOCK_POOL);
      current.listen.clear();
      current.stock = true;
      return true;
    }
    return false;
  }

  private void readLines(SourceFile file, int depth) {
    Text section = Text.of("", file.span(0, 0));
    for (IniFile.Line line : IniFile.read(file)) {
      if (!line.section().span().equals(section.span())) {
        section = line.section();
        enter(section.chars());
      }
      first.add(line.name());
      Text value = value(line.value());
      switch (line.name().chars()) {
        // What follows goes on in the last section of what is included.
        case "include" -> include(value, depth);
        case "listen" -> {
          current.listen.clear();
          current.listen.add(value);
          current.stock = false;
        }
        case "listen.allowed_clients" -> current.choosy = !value.is("any");
        default -> {
          // It says nothing of sockets.
        }
      }
    }
  }

  private void enter(String pool) {
    current = pools.computeIfAbsent(pool, name -> new Pool());
  }

  /** The value without quotes and comment, variables replaced. */
  private Text value(Text written) {
    String chars = written.chars();
    char quote = chars.isEmpty() ? ' ' : chars.charAt(0);
    int close = quote == '"' || quote == '\'' ? chars.indexOf(quote, 1) : -1;
    int comment = chars.indexOf(';');
    if (close > 0) {
      return filled(written.slice(1, close));
    }
    return filled((comment < 0 ? written : written.slice(0, comment)).strip());
  }

  private Text filled(Text value) {
    int open = value.chars().indexOf("${");
    int close = value.chars().indexOf('}', Math.max(open, 0));
    boolean reference = open >= 0 && close > open;
    if (reference
        && environment.lookup(value.chars().substring(open + 2, close))
            instanceof Variables.Answer.Set set) {
      Span place = value.slice(open, close + 1).span();
      return Text.builder(value.site())
          .append(value.slice(0, open))
          .append(set.value().usedAt(place, Step.Kind.INTERPOLATED))
          .append(filled(value.slice(close + 1)))
          .build();
    }
    return FilledIn.holes(value);
  }

  private void include(Text written, int depth) {
    FilePath pattern = PREFIX.resolve(written.chars());
    int star = pattern.name().indexOf('*');
    if (star < 0) {
      if (!written.isKnown() || !readFile(pattern, depth + 1)) {
        unseen.add(written.isKnown() ? written.respelt(pattern.value()) : written);
      }
      return;
    }
    FilePath folder = pattern.parent();
    String head = pattern.name().substring(0, star);
    String tail = pattern.name().substring(star + 1);
    boolean stock = folder.equals(STOCK.parent()) && hasStock();
    Set<String> names = new TreeSet<>(container.list(folder));
    if (stock) {
      names.add(STOCK.name());
    }
    for (String name : names) {
      if (name.startsWith(head) && name.endsWith(tail)) {
        readFile(folder.resolve(name), depth + 1);
      }
    }
    if (!stock && container.kind(folder) != Workspace.Kind.FOLDER) {
      unseen.add(written.respelt(pattern.value()));
    }
  }

  /** The sockets; that of the image's own pool first, which is the one its users know. */
  private List<Bind> binds() {
    List<Bind> binds = new ArrayList<>();
    List<Text> files = new ArrayList<>();
    addBinds(pools.getOrDefault(STOCK_POOL, new Pool()), binds, files);
    pools.forEach(
        (name, pool) -> {
          if (!name.equals(STOCK_POOL)) {
            addBinds(pool, binds, files);
          }
        });
    if (binds.isEmpty() && unseen.isEmpty()) {
      files.stream().limit(1).forEach(file -> binds.add(usual(file, BindScope.OFF, true)));
    }
    return binds;
  }

  private void addBinds(Pool pool, List<Bind> binds, List<Text> files) {
    if (pool.stock) {
      first.stream().limit(1).forEach(place -> binds.add(usual(place, BindScope.ALL, false)));
    }
    for (Text listen : pool.listen) {
      String chars = listen.chars();
      int colon = chars.lastIndexOf(':');
      boolean bare = chars.chars().allMatch(c -> c >= '0' && c <= '9');
      if (!listen.isKnown()) {
        complete = false;
      } else if (colon >= 0) {
        binds.add(bind(pool, listen.slice(0, colon), listen.slice(colon + 1)));
      } else if (bare && !listen.isEmpty()) {
        binds.add(bind(pool, listen, listen));
      } else {
        files.add(listen);
      }
    }
  }

  private static Bind usual(Text place, BindScope scope, boolean told) {
    Value<Port> port = new Value.Known<>(new Port(DEFAULT_PORT), place);
    return new Bind(port, scope, place, told, Protocol.TCP, REMEDY);
  }

  /**
   * @param host the address; the port itself where there is none
   */
  private static Bind bind(Pool pool, Text host, Text port) {
    boolean everywhere = host.equals(port);
    BindScope scope = everywhere ? BindScope.ALL : Interfaces.scope(host);
    // A star is a name to look up here, and what looks it up decides.
    boolean unclear = pool.choosy || host.is("*");
    return new Bind(
        Port.parse(port),
        unclear && !scope.isLoopback() ? BindScope.UNKNOWN : scope,
        host,
        !everywhere,
        Protocol.TCP,
        REMEDY);
  }
}
