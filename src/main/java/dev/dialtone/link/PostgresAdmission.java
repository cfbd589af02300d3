package dev.dialtone.link;

import dev.dialtone.model.Admission;
import dev.dialtone.model.facts.HostRules;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.shell.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code pg_hba.conf} that a PostgreSQL server really reads: its command line or its
 * configuration file names it, or it is mounted where the data directory has it.
 */
final class PostgresAdmission {
  private static final String SETTING = "hba_file";

  private final FactReader reader;
  private final FileShelf shelf;

  PostgresAdmission(FactReader reader, FileShelf shelf) {
    this.reader = reader;
    this.shelf = shelf;
  }

  /** The rules: one entry, or none if they are the image's own or cannot be seen. */
  List<Admission> find(Startup startup, List<Mounted> visible) {
    List<Text> words =
        startup.launch().stream()
            .flatMap(launch -> launch.programs().stream())
            .map(Program::words)
            .flatMap(List::stream)
            .toList();
    List<Text> named = new ArrayList<>(values(words, SETTING));
    List<Text> configured = values(words, "config_file");
    boolean mayEncrypt =
        words.stream().anyMatch(word -> word.chars().startsWith("ssl=") && !word.is("ssl=off"));
    for (Mounted file : visible) {
      boolean read =
          configured.isEmpty()
              ? file.target().startsWith("/var/lib/postgresql/")
                  && file.target().endsWith("/postgresql.conf")
              : configured.stream().anyMatch(path -> path.is(file.target()));
      if (read
          && shelf.workspace().read(file.path()) instanceof Workspace.Content.Readable readable) {
        Text text = Text.of(readable.file().span());
        mayEncrypt |= text.chars().contains("ssl");
        if (named.isEmpty()) {
          named.addAll(settings(text));
        }
      }
    }
    for (Mounted file : visible) {
      boolean read =
          named.isEmpty()
              ? configured.isEmpty()
                  && file.target().startsWith("/var/lib/postgresql/")
                  && file.target().endsWith("/pg_hba.conf")
              : named.get(named.size() - 1).is(file.target());
      if (read) {
        for (HostRules rules : shelf.read(file.path(), reader::hostRules)) {
          return rules.complete()
              ? List.of(new Admission(rules.rules(), mayEncrypt, file.at()))
              : List.of();
        }
      }
    }
    return List.of();
  }

  /** The values of a setting in {@code -c name=value}, {@code --name=value}. */
  private static List<Text> values(List<Text> words, String name) {
    List<Text> values = new ArrayList<>();
    for (Text word : words) {
      String chars = word.chars();
      int dashes = chars.startsWith("--") ? 2 : chars.startsWith("-c") ? 2 : 0;
      String rest = chars.substring(dashes).replace('-', '_');
      if (rest.startsWith(name + "=")) {
        values.add(word.slice(dashes + name.length() + 1));
      }
    }
    return values;
  }

  /** The path that a {@code postgresql.conf} gives. */
  private static List<Text> settings(Text conf) {
    List<Text> found = new ArrayList<>();
    for (Text line : conf.split(c -> c == '\n')) {
      Text setting = line.strip();
      if (setting.chars().startsWith(SETTING)) {
        int open = setting.chars().indexOf('\'');
        int close = setting.chars().indexOf('\'', open + 1);
        if (open > 0 && close > open) {
          found.add(setting.slice(open + 1, close));
        }
      }
    }
    return found;
  }
}
