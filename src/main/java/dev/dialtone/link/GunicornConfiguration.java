package dev.dialtone.link;

import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.Server;
import dev.dialtone.catalogue.ServerCommand;
import dev.dialtone.catalogue.ServerCommand.Listens;
import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.interpolation.Interpolator;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What gunicorn's configuration file, which is Python, says of its sockets in so many words: a
 * single {@code bind = "..."}, or a list. It comes before the default, {@code PORT} in the
 * environment included, and behind {@code GUNICORN_CMD_ARGS} and the command line.
 *
 * @see <a href="https://docs.gunicorn.org/en/stable/configure.html">gunicorn, Configuration
 *     Overview</a>, and gunicorn/app/base.py (load_config) of release 23.0.0
 */
final class GunicornConfiguration {
  private static final String NAME = "gunicorn";
  private static final String BIND = "bind";

  /** What may set any name of the file. */
  private static final List<String> ANYTHING =
      List.of("import *", "exec(", "globals()", "locals()", "vars(");

  private final Catalogue catalogue;
  private final FactReader reader;
  private final FileShelf shelf;

  GunicornConfiguration(Catalogue catalogue, FactReader reader, FileShelf shelf) {
    this.catalogue = catalogue;
    this.reader = reader;
    this.shelf = shelf;
  }

  /**
   * What a file says.
   *
   * @param addresses those that it binds; none if it leaves them to others
   * @param clear false if it may say something else
   */
  record Told(List<Text> addresses, boolean clear) {
    Told {
      addresses = List.copyOf(addresses);
    }
  }

  /**
   * What the file says that a gunicorn reads; nothing if it is none, or none is seen to be read.
   *
   * @param startup where the files are that it finds or that its words name
   */
  Optional<Told> told(Listens listens, Startup startup, Variables environment) {
    if (!listens.server().name().equals(NAME)) {
      return Optional.empty();
    }
    if (listens.configFiles().isEmpty()) {
      return usual(startup.folders()).stream().findFirst().map(file -> read(file, environment));
    }
    // Of several the last one counts.
    Text named = listens.configFiles().get(listens.configFiles().size() - 1);
    return Optional.of(
        named(named, startup).stream()
            .findFirst()
            .map(file -> read(file, environment))
            .orElseGet(() -> new Told(List.of(), false)));
  }

  /** The same server as if its command line bound what the file does. */
  Listens bound(Listens listens, Told told) {
    Server server = listens.server();
    List<Text> arguments = new ArrayList<>();
    for (Text address : told.addresses()) {
      arguments.add(Text.of("--bind", address.site()));
      arguments.add(address);
    }
    return catalogue.server(server, arguments) instanceof ServerCommand.Listens as ? as : listens;
  }

  private List<SourceFile> usual(List<FilePath> folders) {
    return folders.stream().flatMap(f -> file(f.resolve("gunicorn.conf.py")).stream()).toList();
  }

  private List<SourceFile> named(Text named, Startup startup) {
    String prefix = "file:";
    Text path = named.chars().startsWith(prefix) ? named.slice(prefix.length()) : named;
    List<SourceFile> files = new ArrayList<>();
    for (ContainerPaths paths : startup.paths()) {
      paths.absolute(path).forEach(place -> files.addAll(paths.read(place)));
    }
    if (files.isEmpty() && path.isKnown() && !path.chars().startsWith("/")) {
      startup.folders().forEach(f -> files.addAll(file(f.resolve(path.chars()))));
    }
    return files;
  }

  private List<SourceFile> file(FilePath path) {
    if (shelf.workspace().isFile(path)
        && shelf.workspace().read(path) instanceof Workspace.Content.Readable readable) {
      shelf.noteRead(path);
      return List.of(readable.file());
    }
    return List.of();
  }

  private Told read(SourceFile file, Variables environment) {
    List<String> spoken = file.text().lines().filter(GunicornConfiguration::speaksOfBind).toList();
    if (spoken.isEmpty()) {
      return new Told(List.of(), ANYTHING.stream().noneMatch(file.text()::contains));
    }
    // What is indented may never be run, and of several lines any may count.
    boolean clear = spoken.size() == 1 && spoken.get(0).startsWith(BIND);
    List<Text> addresses = new ArrayList<>();
    for (Setting setting : reader.settings(file).facts().all()) {
      if (setting.name().equals(BIND) || setting.name().startsWith(BIND + "[")) {
        Text address = Interpolator.interpolate(setting.value(), environment).text();
        clear &= isAddress(address);
        addresses.add(address);
      }
    }
    clear &= !addresses.isEmpty();
    return new Told(clear ? addresses : List.of(), clear);
  }

  /** Whether it is one address as it is written: no list, and nothing that is filled in. */
  private static boolean isAddress(Text address) {
    String chars = address.chars();
    return address.isKnown()
        && !address.isEmpty()
        && chars.indexOf(',') < 0
        && chars.indexOf('{') < 0;
  }

  /** Whether a line begins with the name: {@code bind = }, {@code bind += }, {@code bind: str}. */
  private static boolean speaksOfBind(String line) {
    String text = line.strip();
    return text.startsWith(BIND)
        && (text.length() == BIND.length()
            || !Character.isJavaIdentifierPart(text.charAt(BIND.length())));
  }
}
