package dev.dialtone.link;

import dev.dialtone.model.Port;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.interpolation.Variables;
import dev.dialtone.syntax.shell.Contact;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import dev.dialtone.syntax.shell.Program.Setting;
import dev.dialtone.syntax.shell.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows {@code foreman start} and its like into the lines of a {@code Procfile}. Each process is
 * given a {@code PORT} of its own: the base for the first, 100 more for each one behind it.
 *
 * @see <a href="https://github.com/ddollar/foreman">foreman: lib/foreman/cli.rb, engine.rb</a>
 * @see <a href="https://honcho.readthedocs.io/en/latest/using_procfiles.html">honcho, Using
 *     Procfiles</a>, and honcho/environ.py of release 2.0.0
 * @see <a href="https://github.com/DarthSim/overmind">overmind: main.go, start/procfile.go</a>
 */
final class ProcfilePrograms implements ProgramStarter {
  private static final String PORT = "PORT";
  private static final int DEFAULT_PORT = 5000;
  private static final int STEP = 100;

  /** How many words may stand in front of the manager: {@code python -m honcho}. */
  private static final int MOST_RUNNERS = 3;

  /** Options of one or another manager that take the next word, beside those read here. */
  private static final Set<String> VALUE_OPTIONS =
      Set.of(
          "-e",
          "--env",
          "-t",
          "--timeout",
          "-d",
          "--root",
          "--app-root",
          "-q",
          "--quiet",
          "-w",
          "--title",
          "-s",
          "--socket",
          "-b",
          "--colors",
          "--can-die",
          "-T",
          "--stop-signals");

  /** Options that change how many processes there are, or their ports, in ways not followed. */
  private static final Set<String> RESHAPING =
      Set.of(
          "-m",
          "--formation",
          "--concurrency",
          "-x",
          "--ignored-processes",
          "-P",
          "--port-step",
          "-N",
          "--no-port");

  private final FileShelf shelf;
  private final List<FilePath> folders;
  private final Variables environment;

  /**
   * @param folders where the application's {@code Procfile} may be, first found first
   */
  ProcfilePrograms(FileShelf shelf, List<FilePath> folders, Variables environment) {
    this.shelf = shelf;
    this.folders = folders;
    this.environment = environment;
  }

  @Override
  public Optional<Started> of(Program program) {
    return Run.of(program).flatMap(this::follow);
  }

  /** A process type: the line {@code name: command}. */
  private record Line(Text name, Text command) {}

  /**
   * What a manager is told.
   *
   * @param file the Procfile as it is named; one entry, or none
   * @param port the base of the ports; one entry, or none
   * @param only the processes to start; empty for all
   * @param clear whether nothing else is told that matters
   */
  private record Run(
      Program manager,
      Text name,
      List<Text> file,
      List<Text> port,
      List<Text> only,
      boolean clear) {
    static Optional<Run> of(Program program) {
      List<Text> words = program.words();
      for (int i = 0; i < Math.min(words.size(), MOST_RUNNERS + 1); i++) {
        List<String> starts =
            switch (baseName(words.get(i))) {
              case "foreman", "honcho" -> List.of("start");
              case "overmind" -> List.of("start", "s");
              case "hivemind" -> List.of("");
              default -> List.of();
            };
        if (!starts.isEmpty()) {
          return of(program, words.get(i), words.subList(i + 1, words.size()), starts);
        }
      }
      return Optional.empty();
    }

    private static Optional<Run> of(
        Program program, Text name, List<Text> arguments, List<String> starts) {
      List<Text> file = new ArrayList<>();
      List<Text> port = new ArrayList<>();
      List<Text> operands = new ArrayList<>();
      List<Text> only = new ArrayList<>();
      boolean clear = true;
      for (int i = 0; i < arguments.size(); i++) {
        Text word = arguments.get(i);
        int equals = word.chars().startsWith("--") ? word.chars().indexOf('=') : -1;
        String option = equals < 0 ? word.chars() : word.chars().substring(0, equals);
        boolean next = equals < 0 && i + 1 < arguments.size();
        List<Text> value =
            equals >= 0
                ? List.of(word.slice(equals + 1))
                : next ? List.of(arguments.get(i + 1)) : List.of();
        boolean takes = true;
        switch (option) {
          case "-f", "--procfile" -> file.addAll(value);
          case "-p", "--port" -> port.addAll(value);
          case "-l", "--processes" -> value.forEach(v -> only.addAll(v.split(c -> c == ',')));
          default -> {
            takes = VALUE_OPTIONS.contains(option);
            // honcho's number of processes; to foreman it is a colour.
            clear &=
                !RESHAPING.contains(option)
                    && !(option.equals("-c") && baseName(name).equals("honcho"));
            if (!word.chars().startsWith("-")) {
              operands.add(word);
            }
          }
        }
        i += takes && equals < 0 ? 1 : 0;
      }
      boolean told = starts.contains("");
      if (!told && (operands.isEmpty() || !starts.contains(operands.get(0).chars()))) {
        return Optional.empty();
      }
      if (told) {
        file.addAll(operands);
      } else {
        only.addAll(operands.subList(1, operands.size()));
      }
      return Optional.of(new Run(program, name, file, port, only, clear));
    }

    String program() {
      return baseName(name);
    }

    private static String baseName(Text word) {
      return word.chars().substring(word.chars().lastIndexOf('/') + 1);
    }

    boolean starts(Line process) {
      return only.isEmpty() || only.stream().anyMatch(name -> name.is(process.name().chars()));
    }
  }

  private Optional<Started> follow(Run run) {
    for (SourceFile file : procfile(run)) {
      List<Line> processes = processes(file);
      boolean own = isFile(file.path().parent().resolve(".env"));
      List<Program> programs = new ArrayList<>();
      List<Wait> waits = new ArrayList<>();
      List<Contact> contacts = new ArrayList<>();
      int index = 0;
      for (Line process : processes) {
        if (run.starts(process)) {
          Setting port = new Setting(Text.of(PORT, process.name().span()), port(run, index, own));
          Launch launch = Launch.ofScript(process.command(), with(port, own));
          launch.programs().forEach(started -> programs.add(program(run.manager(), port, started)));
          waits.addAll(launch.waits());
          contacts.addAll(launch.sockets());
        }
        // honcho counts those that it starts, the others all there are.
        index += run.starts(process) || !run.program().equals("honcho") ? 1 : 0;
      }
      if (!run.clear() || processes.isEmpty()) {
        programs.add(run.manager());
      }
      return Optional.of(new Started(new Launch(programs, waits, contacts, List.of()), List.of()));
    }
    return Optional.empty();
  }

  private static Program program(Program manager, Setting port, Program started) {
    List<Setting> settings = new ArrayList<>(manager.environment());
    settings.add(port);
    settings.addAll(started.environment());
    Program.Role role = started.role() == Program.Role.FINAL ? manager.role() : started.role();
    return new Program(started.words(), settings, role, started.decisive(), started.wrappers());
  }

  /** The file that is read: one entry, or none if it is not seen. */
  private List<SourceFile> procfile(Run run) {
    if (run.file().stream().anyMatch(name -> !name.isKnown())) {
      return List.of();
    }
    String name = run.file().isEmpty() ? "Procfile" : run.file().get(0).chars();
    for (FilePath folder : folders) {
      FilePath path =
          folder.resolve(name.startsWith("/") ? "./" + new FilePath(name).name() : name);
      if (isFile(path)
          && shelf.workspace().read(path) instanceof Workspace.Content.Readable readable) {
        shelf.noteRead(path);
        return List.of(readable.file());
      }
    }
    return List.of();
  }

  private boolean isFile(FilePath path) {
    return shelf.workspace().isFile(path);
  }

  /** The lines {@code name: command}; others are not read. */
  private static List<Line> processes(SourceFile file) {
    List<Line> processes = new ArrayList<>();
    for (int number = 1; number <= file.lineCount(); number++) {
      Text line = Text.of(file.lineSpan(number));
      int colon = line.chars().indexOf(':');
      if (colon > 0 && isName(line.chars().substring(0, colon))) {
        Text command = line.slice(colon + 1).strip();
        if (!command.isEmpty()) {
          processes.add(new Line(line.slice(0, colon), command));
        }
      }
    }
    return processes;
  }

  private static boolean isName(String chars) {
    return chars.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
  }

  /** The port that a process is given. */
  private Text port(Run run, int index, boolean ownEnvironment) {
    Text base = base(run, ownEnvironment);
    for (Port port : Port.parse(base).known()) {
      String number = String.valueOf(port.number() + index * STEP);
      return index == 0 ? base : Text.of(number, base.span());
    }
    return Text.unknown(base.span(), "it is no number that is known");
  }

  /** The port of the first process: an option before a variable before the default. */
  private Text base(Run run, boolean ownEnvironment) {
    Text name = run.name();
    if (!run.clear() || (ownEnvironment && run.port().isEmpty())) {
      return Text.unknown(name.span(), "a file or an option may say another port");
    }
    if (!run.port().isEmpty()) {
      return run.port().get(0);
    }
    List<String> variables =
        switch (run.program()) {
          case "overmind" -> List.of("OVERMIND_PORT", PORT);
          case "hivemind" -> List.of("HIVEMIND_PORT", PORT);
          default -> List.of(PORT);
        };
    for (String variable : variables) {
      Variables.Answer answer = environment.lookup(variable);
      if (answer instanceof Variables.Answer.Set set) {
        return set.value();
      }
      if (answer instanceof Variables.Answer.Unknown unknown) {
        return Text.unknown(name.span(), unknown.why());
      }
    }
    return Text.of(String.valueOf(DEFAULT_PORT), name.span());
  }

  /** The environment of a process; a {@code .env} file may set any variable that is not seen. */
  private Variables with(Setting port, boolean ownEnvironment) {
    return name -> {
      if (name.equals(PORT)) {
        return port.value().isKnown()
            ? new Variables.Answer.Set(port.value())
            : new Variables.Answer.Unknown(port.value().whyUnknown());
      }
      Variables.Answer answer = environment.lookup(name);
      return ownEnvironment && answer instanceof Variables.Answer.Unset
          ? new Variables.Answer.Unknown("a .env file may set `" + name + "`")
          : answer;
    };
  }
}
