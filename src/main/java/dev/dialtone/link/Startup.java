package dev.dialtone.link;

import dev.dialtone.catalogue.ImageFacts;
import dev.dialtone.catalogue.ImageFacts.CommandUse;
import dev.dialtone.catalogue.ImageKnowledge;
import dev.dialtone.link.ProgramStarter.Started;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Service;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.Contact;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import dev.dialtone.syntax.shell.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a container is started: what its command comes to, if the files tell.
 *
 * @param launch the programs of the command; one entry, or none where the image decides
 * @param bare whether the image's own entrypoint is left out, and with it what its script does
 * @param replaced whether the image is started otherwise than it is shipped
 * @param folders where the files of the repository may be that the programs find around them
 * @param paths finds those that they name; one entry, or none before the files are known
 * @param sockets those of the managers that start the programs
 */
record Startup(
    List<Launch> launch,
    boolean bare,
    boolean replaced,
    List<FilePath> folders,
    List<ContainerPaths> paths,
    List<Listener> sockets) {
  Startup {
    launch = List.copyOf(launch);
    folders = List.copyOf(folders);
    paths = List.copyOf(paths);
    sockets = List.copyOf(sockets);
  }

  private Startup(List<Launch> launch, boolean bare, boolean replaced) {
    this(launch, bare, replaced, List.of(), List.of(), List.of());
  }

  /**
   * Puts {@code entrypoint} and {@code command} of the service, else of its Dockerfile, together as
   * the engine does: an entrypoint of the service drops the image's command.
   *
   * @see <a
   *     href="https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact">
   *     How CMD and ENTRYPOINT interact</a>
   */
  static Startup of(
      Service service, BuiltImage built, ImageKnowledge knowledge, Environment environment) {
    boolean ownEntrypoint = !service.entrypoint().isEmpty() && !isEmpty(service.entrypoint());
    List<CommandLine> entrypoint = ownEntrypoint ? service.entrypoint() : built.entrypoint();
    List<CommandLine> command =
        !service.command().isEmpty()
            ? service.command()
            : ownEntrypoint ? List.of() : built.command();
    if (isEmpty(command) && entrypoint.isEmpty()) {
      return new Startup(List.of(), false, false);
    }
    if (!entrypoint.isEmpty()) {
      return new Startup(List.of(launch(entrypoint.get(0), command, environment)), true, true);
    }
    if (knowledge instanceof ImageKnowledge.Known known) {
      return ofCommand(command.get(0), known.facts(), environment);
    }
    return new Startup(List.of(launch(command.get(0), List.of(), environment)), false, true);
  }

  /** The same with the scripts followed that it runs by their names. */
  Startup following(PackageScripts scripts) {
    List<Launch> followed = launch.stream().map(scripts::follow).toList();
    return new Startup(followed, bare, replaced, folders, paths, sockets);
  }

  /** The same among the files of the repository. */
  Startup in(List<FilePath> newFolders, ContainerPaths newPaths) {
    return new Startup(launch, bare, replaced, newFolders, List.of(newPaths), sockets);
  }

  /** The same with the programs followed that start others from a file of their own. */
  Startup following(List<ProgramStarter> starters) {
    List<Launch> followed = new ArrayList<>();
    List<Listener> opened = new ArrayList<>(sockets);
    for (Launch each : launch) {
      List<Program> programs = new ArrayList<>();
      List<Wait> waits = new ArrayList<>(each.waits());
      List<Contact> contacts = new ArrayList<>(each.sockets());
      for (Program program : each.programs()) {
        Optional<Started> started =
            starters.stream().flatMap(starter -> starter.of(program).stream()).findFirst();
        programs.addAll(started.map(its -> its.launch().programs()).orElse(List.of(program)));
        started.ifPresent(its -> waits.addAll(its.launch().waits()));
        started.ifPresent(its -> contacts.addAll(its.launch().sockets()));
        started.ifPresent(its -> opened.addAll(its.sockets()));
      }
      followed.add(new Launch(programs, waits, contacts, each.problems()));
    }
    return new Startup(followed, bare, replaced, folders, paths, opened);
  }

  /** A command alone goes to the image's entrypoint, which may take it for arguments. */
  private static Startup ofCommand(CommandLine command, ImageFacts facts, Environment environment) {
    boolean dash = firstWord(command).startsWith("-");
    boolean arguments =
        facts.command() == CommandUse.ARGUMENTS
            || (facts.command() == CommandUse.DASH_ARGUMENTS && dash);
    if (!arguments) {
      return new Startup(List.of(launch(command, List.of(), environment)), false, true);
    }
    if (!(command instanceof CommandLine.Exec exec) || exec.words().isEmpty()) {
      return new Startup(List.of(), false, true);
    }
    List<Text> words = new ArrayList<>();
    for (String word : facts.program()) {
      // Nobody wrote the program's name: its place is where the arguments begin.
      words.add(Text.of(word, exec.words().get(0).span()));
    }
    words.addAll(exec.words());
    return words.size() == exec.words().size()
        ? new Startup(List.of(), false, true)
        : new Startup(List.of(Launch.of(words, environment.forShell())), false, true);
  }

  private static Launch launch(
      CommandLine entrypoint, List<CommandLine> command, Environment environment) {
    if (entrypoint instanceof CommandLine.Shell shell) {
      // The shell form of an entrypoint ignores the command.
      return Launch.ofScript(shell.line(), environment.forShell());
    }
    List<Text> words = new ArrayList<>(((CommandLine.Exec) entrypoint).words());
    for (CommandLine rest : command) {
      if (rest instanceof CommandLine.Exec exec) {
        words.addAll(exec.words());
      } else if (rest instanceof CommandLine.Shell shell) {
        Text line = shell.line();
        words.add(Text.of("/bin/sh", line.site()));
        words.add(Text.of("-c", line.site()));
        words.add(line);
      }
    }
    return Launch.of(words, environment.forShell());
  }

  private static boolean isEmpty(List<CommandLine> command) {
    return command.isEmpty()
        || (command.get(0) instanceof CommandLine.Exec exec && exec.words().isEmpty());
  }

  private static String firstWord(CommandLine command) {
    return command instanceof CommandLine.Exec exec && !exec.words().isEmpty()
        ? exec.words().get(0).chars()
        : "";
  }
}
