package dev.dialtone.link;

import dev.dialtone.catalogue.Answer;
import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.Condition;
import dev.dialtone.catalogue.ImageFacts;
import dev.dialtone.catalogue.ImageFacts.Lifetime;
import dev.dialtone.catalogue.ImageFacts.SetUp;
import dev.dialtone.catalogue.ImageKnowledge;
import dev.dialtone.catalogue.ImageReference;
import dev.dialtone.catalogue.ListenVariable;
import dev.dialtone.catalogue.ServerCommand;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Mount;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Setup;
import dev.dialtone.model.Setup.Bypassed;
import dev.dialtone.model.Setup.Missing;
import dev.dialtone.model.Variable;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds what is amiss with how a server of a known image is set up. */
final class SetupFinder {
  private final Catalogue catalogue;
  private final Set<ServiceName> neighbours;

  /**
   * @param neighbours services that other files of the folder speak of, and may complete
   */
  SetupFinder(Catalogue catalogue, Set<ServiceName> neighbours) {
    this.catalogue = catalogue;
    this.neighbours = neighbours;
  }

  Setup of(
      Service service,
      BuiltImage built,
      ServiceImage image,
      Startup startup,
      Environment environment) {
    if (!(image.knowledge() instanceof ImageKnowledge.Known known) || service.fragment()) {
      return Setup.SOUND;
    }
    return new Setup(
        missing(service, built, image, known, startup, environment),
        List.of(),
        bypassed(service, built, known));
  }

  private List<Missing> missing(
      Service service,
      BuiltImage built,
      ServiceImage image,
      ImageKnowledge.Known known,
      Startup startup,
      Environment environment) {
    ImageFacts facts = known.facts();
    boolean asShipped =
        !startup.bare() && facts.lifetime() == Lifetime.SERVER && startsServer(facts, startup);
    if (!asShipped
        || !service.environmentComplete()
        || preparesItself(built, facts)
        || !facts.wantsRequired(ImageReference.of(image.reference()))) {
      return List.of();
    }
    Confidence confidence =
        neighbours.contains(service.name()) ? Confidence.POSSIBLE : known.confidence();
    List<Missing> missing = new ArrayList<>();
    for (List<Condition> group : facts.required()) {
      boolean none = group.stream().allMatch(c -> c.holds(environment::value) == Answer.NO);
      // A default of nothing, as in ${PASSWORD:-}, leaves the value to the machine.
      boolean left =
          group.stream()
              .flatMap(c -> environment.value(c.variable()).stream())
              .anyMatch(value -> value.isEmpty() && value.site().text().contains("$"));
      if (none) {
        missing.add(
            new Missing(
                service.build().isEmpty()
                    ? SocketFinder.nameOf(image.reference())
                    : service.build().get(0).at(),
                group.stream().map(SetupFinder::words).toList(),
                mayHaveData(service, facts),
                left ? confidence.and(Confidence.PROBABLE) : confidence));
      }
    }
    return missing;
  }

  private static String words(Condition condition) {
    return condition.value().isEmpty()
        ? condition.variable()
        : condition.variable() + "=" + condition.value();
  }

  /** Whether the image's own server is what runs in the end. */
  private boolean startsServer(ImageFacts facts, Startup startup) {
    if (startup.launch().isEmpty()) {
      return !startup.replaced();
    }
    return startup.launch().get(0).programs().stream()
        .anyMatch(
            program ->
                catalogue.server(program.words()) instanceof ServerCommand.Listens listens
                    && listens.server().name().equals(facts.server()));
  }

  /** Whether the Dockerfile puts data where the image would set it up, or may do so. */
  private static boolean preparesItself(BuiltImage built, ImageFacts facts) {
    boolean copied =
        built.copies().stream()
            .anyMatch(
                copy ->
                    copy.place().isEmpty()
                        || facts.data().stream()
                            .anyMatch(data -> new FilePath(copy.place()).isIn(new FilePath(data))));
    return copied || !built.entrypoint().isEmpty();
  }

  /** Whether a server's data may be there already: in a folder of the host, in a shared volume. */
  private static boolean mayHaveData(Service service, ImageFacts facts) {
    for (Mount mount : service.mounts()) {
      FilePath target = new FilePath(mount.target().chars());
      boolean holds =
          facts.data().stream()
              .map(FilePath::new)
              .anyMatch(data -> target.isIn(data) || data.isIn(target));
      if (holds && !(mount.source() instanceof Mount.Source.Inline)) {
        return !(mount.source() instanceof Mount.Source.NamedVolume volume) || volume.external();
      }
    }
    return !service.volumesFrom().isEmpty();
  }

  /** Variables of an image whose set-up another command leaves out. */
  private List<Bypassed> bypassed(Service service, BuiltImage built, ImageKnowledge.Known known) {
    ImageFacts facts = known.facts();
    List<Text> instead = new ArrayList<>();
    if (facts.setUp() != SetUp.UNKNOWN) {
      instead.addAll(places(service.entrypoint()));
    }
    if (facts.setUp() == SetUp.COMMAND) {
      instead.addAll(places(service.command()));
    }
    boolean own = !built.entrypoint().isEmpty() || !built.command().isEmpty();
    if (instead.isEmpty() || own || runsSetUp(service)) {
      return List.of();
    }
    Set<String> names = new LinkedHashSet<>();
    facts.required().forEach(group -> group.forEach(c -> names.add(c.variable())));
    facts.variables().stream().map(ListenVariable::name).forEach(names::add);
    names.addAll(facts.credentials().user().variables());
    names.addAll(facts.credentials().password().variables());
    names.addAll(facts.credentials().database().variables());
    names.addAll(facts.credentials().adminPassword().variables());
    List<Bypassed> bypassed = new ArrayList<>();
    for (Variable variable : service.environment()) {
      if (names.contains(variable.name().chars()) && bypassed.isEmpty()) {
        bypassed.add(new Bypassed(instead.get(0), variable.name(), known.confidence()));
      }
    }
    return bypassed;
  }

  /** Whether a command seems to call the image's own scripts after all. */
  private static boolean runsSetUp(Service service) {
    List<CommandLine> lines = new ArrayList<>(service.entrypoint());
    lines.addAll(service.command());
    return lines.stream()
        .flatMap(line -> words(line).stream())
        .anyMatch(
            word ->
                !word.isKnown()
                    || word.chars().contains("run.sh")
                    || word.chars().contains("setup.sh")
                    || word.chars().contains("entrypoint"));
  }

  private static List<Text> places(List<CommandLine> lines) {
    return lines.stream().flatMap(line -> words(line).stream()).limit(1).toList();
  }

  private static List<Text> words(CommandLine line) {
    return line instanceof CommandLine.Exec exec
        ? exec.words()
        : List.of(((CommandLine.Shell) line).line());
  }
}
