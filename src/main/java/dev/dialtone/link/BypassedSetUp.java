package dev.dialtone.link;

import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.ImageFacts;
import dev.dialtone.catalogue.ImageFacts.Credential;
import dev.dialtone.catalogue.ImageFacts.Credentials;
import dev.dialtone.catalogue.ImageFacts.SetUp;
import dev.dialtone.catalogue.ServerCommand;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Service;
import dev.dialtone.model.Setup.Bypassed;
import dev.dialtone.model.Variable;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds variables of an image whose set-up another command or entrypoint leaves out. */
final class BypassedSetUp {
  /** What the names of the scripts hold by which images set their servers up. */
  private static final List<String> SCRIPTS = List.of("entrypoint", "run.sh", "setup.sh");

  private final Catalogue catalogue;

  BypassedSetUp(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The first of the variables, or none. */
  List<Bypassed> find(Service service, BuiltImage built, ImageFacts facts, Startup startup) {
    boolean own = !built.entrypoint().isEmpty() || !built.command().isEmpty();
    if (facts.setUp() == SetUp.UNKNOWN
        || own
        || !startsServerAlone(facts, startup)
        || SetupFinder.mayHaveData(service, facts)) {
      return List.of();
    }
    Set<String> names = names(facts);
    for (Text at : instead(service, facts)) {
      for (Variable variable : service.environment()) {
        String name = variable.name().chars();
        if (names.contains(name) && !isMadeUpFor(service, name)) {
          return List.of(new Bypassed(at, variable.name()));
        }
      }
    }
    return List.of();
  }

  /** The words that stand where the set-up would have begun; one, or none. */
  private List<Text> instead(Service service, ImageFacts facts) {
    for (Text word : firstWord(service.entrypoint())) {
      return List.of(word);
    }
    for (Text word : firstWord(service.command())) {
      boolean leftOut =
          switch (facts.setUp()) {
            case UNKNOWN, ENTRYPOINT -> false;
            case COMMAND -> true;
            case PROGRAM -> !word.chars().startsWith("-") && !isServer(service.command());
          };
      return leftOut ? List.of(word) : List.of();
    }
    return List.of();
  }

  /** Whether the words are those of a server, with no shell or wrapper before them. */
  private boolean isServer(List<CommandLine> lines) {
    return lines.stream()
        .anyMatch(line -> catalogue.server(words(line)) instanceof ServerCommand.Listens);
  }

  private static List<Text> firstWord(List<CommandLine> lines) {
    return lines.stream().flatMap(line -> words(line).stream()).limit(1).toList();
  }

  private static List<Text> words(CommandLine line) {
    return line instanceof CommandLine.Exec exec
        ? exec.words()
        : List.of(((CommandLine.Shell) line).line());
  }

  /** Whether nothing runs but the server, so that no script can set it up after all. */
  private boolean startsServerAlone(ImageFacts facts, Startup startup) {
    List<Program> programs =
        startup.launch().stream().map(Launch::programs).flatMap(List::stream).toList();
    return !programs.isEmpty()
        && programs.stream()
            .allMatch(
                program ->
                    catalogue.server(program.words()) instanceof ServerCommand.Listens listens
                        && (facts.server().isEmpty()
                            || listens.server().name().equals(facts.server())));
  }

  /**
   * Whether the command line calls the image's own scripts after all, or tells the server itself
   * what the variable holds.
   */
  private static boolean isMadeUpFor(Service service, String variable) {
    List<CommandLine> lines = new ArrayList<>(service.entrypoint());
    lines.addAll(service.command());
    return lines.stream()
        .flatMap(line -> words(line).stream())
        .anyMatch(
            word ->
                SCRIPTS.stream().anyMatch(word.chars()::contains)
                    || word.chars().contains(variable)
                    || word.site().text().contains(variable));
  }

  private static Set<String> names(ImageFacts facts) {
    Set<String> names = new LinkedHashSet<>();
    facts.required().forEach(group -> group.forEach(c -> names.add(c.variable())));
    Credentials credentials = facts.credentials();
    for (Credential each :
        List.of(
            credentials.user(),
            credentials.password(),
            credentials.database(),
            credentials.adminUser(),
            credentials.adminPassword())) {
      names.addAll(each.variables());
    }
    return names;
  }
}
