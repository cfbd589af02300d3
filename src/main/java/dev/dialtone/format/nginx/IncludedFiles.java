package dev.dialtone.format.nginx;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The files of an nginx with each include replaced by what it includes. */
final class IncludedFiles {
  private static final String SUFFIX = ".template";

  /** How deep includes may be nested. */
  private static final int DEEPEST = 12;

  private static final int MOST_FILES = 500;

  /** Files that nginx and distributions bring, in which no address stands. */
  private static final Set<String> HARMLESS =
      Set.of(
          "mime.types",
          "fastcgi_params",
          "fastcgi.conf",
          "fastcgi-php.conf",
          "uwsgi_params",
          "scgi_params",
          "proxy_params",
          "koi-utf",
          "koi-win",
          "win-utf",
          "options-ssl-nginx.conf");

  private static final Set<String> HARMLESS_FOLDERS = Set.of("modules", "modules-enabled");

  private final Workspace container;
  private final Template template;
  private final List<Problem> problems;

  /** Files that are made of templates, by the place where they go. */
  private final Map<FilePath, FilePath> generated = new TreeMap<>();

  private final Deque<FilePath> reading = new ArrayDeque<>();
  private final List<Text> unseen = new ArrayList<>();
  private FilePath folder = FilePath.ROOT;
  private boolean allSeen = true;
  private int read;

  IncludedFiles(Workspace container, Template template, List<Problem> problems) {
    this.container = container;
    this.template = template;
    this.problems = problems;
  }

  /** The directives that the server comes to when it reads these files one after the other. */
  List<Directive> read(List<FilePath> roots) {
    List<FilePath> files = new ArrayList<>();
    for (FilePath root : roots) {
      if (root.name().endsWith(SUFFIX)) {
        collectTemplates(root.parent());
      } else {
        files.add(root);
      }
    }
    collectTemplates(new FilePath("/etc/nginx/templates"));
    for (FilePath output : generated.keySet()) {
      if (output.name().equals("nginx.conf") && !isDropIn(output)) {
        files = List.of(output);
        break;
      }
    }
    boolean main = files.size() == 1 && !isDropIn(files.get(0));
    if (!main) {
      files = new ArrayList<>(files);
      for (FilePath output : generated.keySet()) {
        if (output.name().endsWith(".conf") && !files.contains(output)) {
          files.add(output);
        }
      }
      files.sort(Comparator.naturalOrder());
    }
    List<Directive> directives = new ArrayList<>();
    for (FilePath file : files) {
      allSeen &= main || !container.isLocked(file.parent());
      folder = isDropIn(file) ? file.parent().parent() : file.parent();
      directives.addAll(contents(file, ""));
    }
    return directives;
  }

  /** Includes of files that are not seen, as absolute patterns. */
  List<Text> unseen() {
    return List.copyOf(unseen);
  }

  /** Whether no upstream can be defined in a file that is not seen. */
  boolean allSeen() {
    return allSeen;
  }

  /** Whether a file is one of those that the main file includes by their folder. */
  private static boolean isDropIn(FilePath file) {
    return switch (file.parent().name()) {
      case "conf.d", "server_blocks", "sites-enabled", "http.d" -> true;
      default -> false;
    };
  }

  private void collectTemplates(FilePath templates) {
    FilePath outputs = new FilePath(template.outputFolder());
    for (String name : container.list(templates)) {
      if (name.endsWith(SUFFIX)) {
        String output = name.substring(0, name.length() - SUFFIX.length());
        generated.put(outputs.resolve(output), templates.resolve(name));
      }
    }
  }

  private List<Directive> parse(FilePath path) {
    FilePath source = generated.getOrDefault(path, path);
    read++;
    if (read > MOST_FILES
        || !(container.read(source) instanceof Workspace.Content.Readable readable)) {
      return List.of();
    }
    Text text = Text.of(readable.file().span());
    return DirectiveParser.parse(source.equals(path) ? text : template.fill(text), problems);
  }

  /** The directives of a file; none for one that is being read already, which would have no end. */
  private List<Directive> contents(FilePath file, String block) {
    if (reading.contains(file) || reading.size() > DEEPEST) {
      return List.of();
    }
    reading.push(file);
    List<Directive> directives = expanded(parse(file), block);
    reading.pop();
    return directives;
  }

  private List<Directive> expanded(List<Directive> directives, String block) {
    List<Directive> expanded = new ArrayList<>();
    for (Directive directive : directives) {
      if (directive.is("include") && directive.arguments().size() == 1) {
        expanded.addAll(included(directive, block));
      } else if (directive.isBlock()) {
        List<Directive> body = expanded(directive.body(), directive.name().chars());
        expanded.add(new Directive(directive.name(), directive.arguments(), true, body));
      } else {
        expanded.add(directive);
      }
    }
    return expanded;
  }

  /** What an include comes to; the include itself where files may be missing from it. */
  private List<Directive> included(Directive include, String block) {
    Text written = References.resolve(include.arguments().get(0), VariableScope.empty());
    FilePath pattern = folder.resolve(written.chars());
    List<Directive> directives = new ArrayList<>();
    List<FilePath> found = written.isKnown() ? matching(pattern) : List.of();
    found.forEach(file -> directives.addAll(contents(file, block)));
    boolean single = found.size() == 1 && found.get(0).equals(pattern);
    if (!single && mayHoldMore(written, pattern, block)) {
      unseen.add(written.isKnown() ? written.respelt(pattern.value()) : written);
      allSeen &= isStock(pattern) && !container.isLocked(pattern.parent());
      directives.add(include);
    }
    return directives;
  }

  /** Whether an include may bring sockets or upstreams from files that are not seen. */
  private boolean mayHoldMore(Text written, FilePath pattern, String block) {
    boolean harmless =
        HARMLESS.contains(pattern.name()) || HARMLESS_FOLDERS.contains(pattern.parent().name());
    boolean whole =
        written.isKnown()
            && pattern.name().indexOf('*') >= 0
            && container.kind(pattern.parent()) == Workspace.Kind.FOLDER;
    boolean server =
        switch (block) {
          case "", "http", "stream", "mail", "server" -> true;
          default -> false;
        };
    return server && !harmless && !whole;
  }

  /** Whether nothing but the image's own file is left where a pattern looks. */
  private static boolean isStock(FilePath pattern) {
    return pattern.name().equals("*.conf") && pattern.parent().name().equals("conf.d");
  }

  private List<FilePath> matching(FilePath pattern) {
    String name = pattern.name();
    FilePath parent = pattern.parent();
    if (name.indexOf('*') < 0 && name.indexOf('?') < 0) {
      boolean there = generated.containsKey(pattern) || container.isFile(pattern);
      return there ? List.of(pattern) : List.of();
    }
    Set<FilePath> matching = new HashSet<>();
    for (String each : container.list(parent)) {
      if (fits(name, each) && container.isFile(parent.resolve(each))) {
        matching.add(parent.resolve(each));
      }
    }
    for (FilePath output : generated.keySet()) {
      if (output.parent().equals(parent) && fits(name, output.name())) {
        matching.add(output);
      }
    }
    return matching.stream().sorted().toList();
  }

  /** Whether a file's name fits a pattern with {@code *} and {@code ?}; hidden files never do. */
  private static boolean fits(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int retry = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        retry = n;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length() && (!name.startsWith(".") || pattern.startsWith("."));
  }
}
