package dev.dialtone.link;

import dev.dialtone.catalogue.Answer;
import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.Condition;
import dev.dialtone.catalogue.ImageFacts;
import dev.dialtone.catalogue.ImageFacts.Lifetime;
import dev.dialtone.catalogue.ImageKnowledge;
import dev.dialtone.catalogue.ImageReference;
import dev.dialtone.catalogue.ServerCommand;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Mount;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Setup;
import dev.dialtone.model.Setup.Missing;
import dev.dialtone.source.FilePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds what is amiss with how a server of a known image is set up. */
final class SetupFinder {
  private final Catalogue catalogue;
  private final Set<ServiceName> neighbours;
  private final UnreadConfiguration unread;
  private final BypassedSetUp bypassed;

  /**
   * @param unread finds files that no server reads
   * @param neighbours services that other files of the folder speak of, and may complete
   */
  SetupFinder(Catalogue catalogue, UnreadConfiguration unread, Set<ServiceName> neighbours) {
    this.catalogue = catalogue;
    this.unread = unread;
    this.bypassed = new BypassedSetUp(catalogue);
    this.neighbours = neighbours;
  }

  Setup of(
      Service service,
      BuiltImage built,
      ServiceImage image,
      Startup startup,
      Environment environment,
      List<Mounted> visible) {
    if (!(image.knowledge() instanceof ImageKnowledge.Known known) || service.fragment()) {
      return Setup.SOUND;
    }
    boolean own = known.confidence() == Confidence.CERTAIN && service.tasks().isEmpty();
    return new Setup(
        missing(service, built, image, known, startup, environment),
        own ? unread.find(service, built, known.facts(), startup, environment, visible) : List.of(),
        own ? bypassed.find(service, built, known.facts(), startup) : List.of());
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
  static boolean mayHaveData(Service service, ImageFacts facts) {
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
}
