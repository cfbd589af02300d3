package dev.dialtone.link;

import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.KeyMeaning;
import dev.dialtone.catalogue.KeyMeaning.Role;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Host;
import dev.dialtone.model.Port;
import dev.dialtone.model.QuotedAddress;
import dev.dialtone.model.QuotedAddress.Place;
import dev.dialtone.model.Service;
import dev.dialtone.model.Variable;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds addresses that processes get with the quotes in which somebody wrote them. */
final class QuotedValues {
  /** Variables of Laravel, which takes quotes off the values it reads. */
  private static final List<String> FORGIVING = List.of("APP_KEY", "DB_CONNECTION");

  private final Catalogue catalogue;
  private final DialFinder dials;

  QuotedValues(Catalogue catalogue, DialFinder dials) {
    this.catalogue = catalogue;
    this.dials = dials;
  }

  /**
   * The quoted addresses of a service.
   *
   * @param claimed variables that its image reads for other things
   */
  List<QuotedAddress> find(
      Service service, Environment environment, Startup startup, Set<String> claimed) {
    List<QuotedAddress> found = new ArrayList<>();
    boolean forgiving = FORGIVING.stream().anyMatch(name -> environment.value(name).isPresent());
    for (Variable variable : environment.variables()) {
      boolean told = variable.source() != Variable.Source.IMAGE;
      if (told && !forgiving && !claimed.contains(variable.name().chars())) {
        add(service, variable.name(), variable.value(), place(variable), found);
      }
    }
    for (Launch launch : startup.launch()) {
      for (Program program : launch.programs()) {
        for (Text word : program.arguments()) {
          int equals = word.chars().indexOf('=');
          if (equals > 0) {
            Text name = word.slice(0, equals);
            add(service, name, word.slice(equals + 1), Place.ARGUMENT, found);
          }
        }
      }
    }
    return found;
  }

  private static Place place(Variable variable) {
    if (variable.source() == Variable.Source.ENV_FILE) {
      return Place.RAW_FILE;
    }
    boolean behindEqualsSign =
        variable.name().span().file().equals(variable.value().span().file())
            && variable.name().span().end() + 1 == variable.value().span().start();
    return behindEqualsSign ? Place.LIST_ITEM : Place.MAPPING;
  }

  private void add(Service service, Text name, Text value, Place place, List<QuotedAddress> found) {
    String chars = value.chars();
    int end = chars.length() - 1;
    boolean quoted =
        end > 1
            && (chars.charAt(0) == '"' || chars.charAt(0) == '\'')
            && chars.charAt(end) == chars.charAt(0)
            && chars.indexOf(chars.charAt(0), 1) == end;
    if (!quoted) {
      return;
    }
    Text inner = value.slice(1, end);
    if (inner.chars().startsWith("[") || inner.chars().startsWith("{")) {
      // A list as JSON writes it, which some programs read with its quotes.
      return;
    }
    for (Confidence confidence : dialled(service, name.chars(), inner)) {
      // Some libraries take quotes off the arguments they parse, as go-flags does.
      Confidence sure = place == Place.ARGUMENT ? confidence.and(Confidence.POSSIBLE) : confidence;
      found.add(new QuotedAddress(service.name(), name, value, inner, place, sure));
    }
  }

  /** How sure it is that the value is dialled; empty if it is none. */
  private List<Confidence> dialled(Service service, String name, Text inner) {
    KeyMeaning meaning = catalogue.key(name);
    if (meaning.role() == Role.DIAL_PORT) {
      boolean port = !Port.parse(inner).known().isEmpty();
      return port && !meaning.weak() ? List.of(Confidence.PROBABLE) : List.of();
    }
    boolean grammar = inner.chars().contains("://") || inner.chars().indexOf('=') > 0;
    Confidence most =
        grammar && meaning.role() != Role.PUBLIC_AND_DIALLED
            ? Confidence.CERTAIN
            : Confidence.PROBABLE;
    return dials.find(service.name(), List.of(DialFinder.Setting.certain(name, inner))).stream()
        .filter(dial -> Host.parse(dial.host()).known().stream().noneMatch(Host::isUnspecified))
        .map(dial -> most.and(dial.confidence()))
        .limit(1)
        .toList();
  }
}
