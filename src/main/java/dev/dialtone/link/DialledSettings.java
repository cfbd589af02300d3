package dev.dialtone.link;

import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.ImageKnowledge;
import dev.dialtone.catalogue.ImageReference;
import dev.dialtone.catalogue.KeyMeaning;
import dev.dialtone.catalogue.KeyMeaning.Role;
import dev.dialtone.model.Attachment;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Host;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceKind;
import dev.dialtone.model.Variable;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.address.Address;
import dev.dialtone.syntax.address.Addresses;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells settings of an application's files that say whom it dials in this project from those that
 * say anything else, or that something else overrules.
 */
final class DialledSettings {
  /** How long the name of a variable is, without what separates words, that is more than a role. */
  private static final int TELLING = 6;

  private final Catalogue catalogue;
  private final Set<String> names = new HashSet<>();
  private final Set<ServiceKind> kinds = EnumSet.noneOf(ServiceKind.class);

  DialledSettings(Catalogue catalogue, Composition composition) {
    this.catalogue = catalogue;
    for (Service service : composition.services().values()) {
      names.add(service.name().value());
      names.add(service.containerName().chars());
      names.add(service.hostname().chars());
      for (Attachment attachment : service.attachments()) {
        attachment.aliases().forEach(alias -> names.add(alias.chars()));
      }
      kinds.add(Kinds.ofName(catalogue, service.name().value()));
      if (!service.image().isEmpty()) {
        kinds.add(kind(service.image()));
      }
    }
  }

  private ServiceKind kind(Text image) {
    return catalogue.image(ImageReference.of(image)) instanceof ImageKnowledge.Known known
        ? Kinds.of(catalogue, known.facts())
        : Kinds.ofName(catalogue, SocketFinder.nameOf(image).chars());
  }

  /**
   * The settings that count.
   *
   * @param given whether the service is given the very file, so that names that nobody here answers
   *     to are meant
   * @param variables what the application finds in its own {@code .env} files
   */
  List<DialFinder.Setting> of(
      Service service,
      List<DialFinder.Setting> settings,
      boolean given,
      Environment environment,
      Map<String, Text> variables) {
    Overrides overrides = new Overrides(environment, variables);
    List<DialFinder.Setting> kept = new ArrayList<>();
    if (!given && !service.environmentComplete()) {
      // A file of variables that is not here may say it all otherwise.
      return kept;
    }
    for (DialFinder.Setting setting : settings) {
      if (counts(service, setting, given, overrides)) {
        kept.add(setting);
      }
    }
    return kept;
  }

  /** What the environment tells already, so that a file's word for it does not count. */
  private final class Overrides {
    private final List<String> squashed = new ArrayList<>();
    private final Set<ServiceKind> told = EnumSet.noneOf(ServiceKind.class);

    Overrides(Environment environment, Map<String, Text> variables) {
      for (Variable variable : environment.variables()) {
        add(variable.name().chars());
      }
      variables.keySet().forEach(this::add);
    }

    private void add(String name) {
      squashed.add(squashed(name));
      KeyMeaning meaning = catalogue.key(name);
      boolean dials = meaning.role() == Role.DIAL_HOST || meaning.role() == Role.DIAL_URL;
      if (dials && meaning.kind() != ServiceKind.UNKNOWN) {
        told.add(meaning.kind());
      }
    }

    boolean hold(DialFinder.Setting setting, KeyMeaning meaning) {
      String own = squashed(setting.name());
      boolean named =
          squashed.stream()
              .anyMatch(
                  name -> name.endsWith(own) || (name.length() >= TELLING && own.endsWith(name)));
      return named || told.contains(meaning.kind());
    }

    /** A name in the one form that all spellings of it have. */
    private static String squashed(String name) {
      StringBuilder letters = new StringBuilder();
      for (int i = 0; i < name.length(); i++) {
        if (Character.isLetterOrDigit(name.charAt(i))) {
          letters.append(Character.toLowerCase(name.charAt(i)));
        }
      }
      return letters
          .toString()
          .toLowerCase(Locale.ROOT)
          .replace("database", "db")
          .replace("hostname", "host")
          .replace("address", "addr")
          .replace("postgresql", "postgres");
    }
  }

  /** Whether a setting may say whom the application dials, or at which port. */
  private boolean counts(
      Service service, DialFinder.Setting setting, boolean given, Overrides overrides) {
    KeyMeaning meaning = catalogue.key(setting.name());
    if (meaning.role() == Role.DIAL_PORT) {
      return true;
    }
    List<Address> addresses = Addresses.parse(setting.value().strip());
    if (addresses.isEmpty() || overrides.hold(setting, meaning)) {
      return false;
    }
    for (Address address : addresses) {
      boolean named = names.contains(address.host().chars());
      boolean own = address.host().is(service.name().value());
      boolean bare =
          address.form() == Address.Form.HOST || address.form() == Address.Form.HOST_PORT;
      ServiceKind kind =
          meaning.kind() != ServiceKind.UNKNOWN || bare
              ? meaning.kind()
              : Kinds.ofScheme(catalogue, address.protocol());
      boolean loopback = Host.parse(address.host()).known().stream().anyMatch(Host::isLoopback);
      boolean vague = meaning.weak() && kind == ServiceKind.UNKNOWN;
      boolean sound = loopback ? isServed(kind) : named || (given && !meaning.weak());
      if (own || !sound || (bare && vague && !named)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the project has a server of the kind, as far as names and images tell. */
  private boolean isServed(ServiceKind kind) {
    return switch (kind) {
      case SQL, DOCUMENT_STORE, CACHE, QUEUE, SEARCH, MAIL -> kinds.contains(kind);
      default -> true;
    };
  }
}
