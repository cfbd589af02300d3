package dev.dialtone.link;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.ini.PythonIni;
import dev.dialtone.syntax.ini.PythonIni.Option;
import dev.dialtone.syntax.shell.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The configuration files of one {@code supervisord}, those that they include among them. */
final class SupervisorFiles {
  /** Where it looks if it is told no file, behind the folder that it is started in. */
  private static final List<String> USUAL =
      List.of("/etc/supervisord.conf", "/etc/supervisor/supervisord.conf");

  /** What the files include that the packages of Debian, Alpine and Fedora bring there. */
  private static final List<String> PACKAGED =
      List.of(
          "/etc/supervisor/conf.d/*.conf", "/etc/supervisor.d/*.ini", "/etc/supervisord.d/*.ini");

  private final ContainerPaths paths;
  private final boolean imageSeen;
  private final Map<String, Map<String, Text>> sections = new LinkedHashMap<>();

  /** The folder of the main file; one entry, or none if that is the image's. */
  private List<FilePath> here = List.of();

  private boolean complete = true;

  private SupervisorFiles(ContainerPaths paths, boolean imageSeen) {
    this.paths = paths;
    this.imageSeen = imageSeen;
  }

  /**
   * What the files say that {@code supervisord} reads.
   *
   * @param imageSeen whether it is known what the image brings
   */
  static SupervisorFiles read(Program supervisord, ContainerPaths paths, boolean imageSeen) {
    SupervisorFiles files = new SupervisorFiles(paths, imageSeen);
    Optional<Text> named = named(supervisord.arguments());
    List<FilePath> main =
        named.map(paths::absolute).orElseGet(() -> files.usual(supervisord.name().span()));
    main.stream().filter(path -> !paths.read(path).isEmpty()).limit(1).forEach(files::readMain);
    if (files.here.isEmpty() && named.isEmpty()) {
      files.complete = false;
      PACKAGED.forEach(pattern -> files.include(new FilePath(pattern)));
    }
    return files;
  }

  /** The names of the sections in the order in which they are first seen. */
  List<String> sections() {
    return List.copyOf(sections.keySet());
  }

  /** The value that counts; nothing if there is none. */
  Optional<Text> value(String section, String name) {
    return Optional.ofNullable(sections.getOrDefault(section, Map.of()).get(name));
  }

  /** The folder of the main file; one entry, or none if that is not seen. */
  List<FilePath> here() {
    return here;
  }

  /** Whether nothing else is read. */
  boolean isComplete() {
    return complete;
  }

  private List<FilePath> usual(Span at) {
    List<FilePath> places = new ArrayList<>();
    places.addAll(paths.absolute(Text.of("supervisord.conf", at)));
    places.addAll(paths.absolute(Text.of("etc/supervisord.conf", at)));
    USUAL.forEach(path -> places.add(new FilePath(path)));
    return places;
  }

  private static Optional<Text> named(List<Text> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      Text argument = arguments.get(i);
      boolean alone = argument.is("-c") || argument.is("--configuration");
      if (alone && i + 1 < arguments.size()) {
        return Optional.of(arguments.get(i + 1));
      }
      for (String attached : List.of("--configuration=", "-c")) {
        if (argument.chars().startsWith(attached) && argument.length() > attached.length()) {
          return Optional.of(argument.slice(attached.length()));
        }
      }
    }
    return Optional.empty();
  }

  private void readMain(FilePath path) {
    here = List.of(path.parent());
    paths.read(path).forEach(this::add);
    value("include", "files").ifPresent(this::include);
  }

  private void add(SourceFile file) {
    for (Option option : PythonIni.read(file)) {
      sections
          .computeIfAbsent(option.section().chars(), section -> new LinkedHashMap<>())
          .put(option.name().chars().toLowerCase(Locale.ROOT), option.value());
    }
  }

  /** Patterns with white space between them, from the folder of the main file. */
  private void include(Text patterns) {
    complete &= imageSeen;
    for (Text written : patterns.split(Character::isWhitespace)) {
      String pattern = written.chars().replace("%(here)s", here.get(0).value());
      if (pattern.indexOf('%') >= 0) {
        complete = false;
      } else if (!pattern.isEmpty()) {
        include(here.get(0).resolve(pattern));
      }
    }
  }

  private void include(FilePath pattern) {
    String name = pattern.name();
    int star = name.indexOf('*');
    boolean plain = pattern.parent().value().indexOf('*') < 0 && name.indexOf('*', star + 1) < 0;
    if (!plain || name.indexOf('?') >= 0 || name.indexOf('[') >= 0) {
      complete = false;
      return;
    }
    for (String other : star < 0 ? List.of(name) : paths.list(pattern.parent())) {
      if (star < 0 || fits(name.substring(0, star), name.substring(star + 1), other)) {
        paths.read(pattern.parent().resolve(other)).forEach(this::add);
      }
    }
  }

  private static boolean fits(String start, String end, String name) {
    return name.length() >= start.length() + end.length()
        && !name.startsWith(".")
        && name.startsWith(start)
        && name.endsWith(end);
  }
}
