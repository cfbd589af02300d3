package dev.dialtone.reach;

import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.ErrorText;
import dev.dialtone.catalogue.ErrorText.Failure;
import dev.dialtone.catalogue.ServiceType;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Dial.Role;
import dev.dialtone.model.Host;
import dev.dialtone.model.Platform;
import dev.dialtone.model.Project;
import dev.dialtone.model.Verdict;
import java.util.List;
import java.util.Optional;

/** What people read when a connection fails: the words of the client that dials. */
public final class RuntimeErrors {
  private static final Catalogue CATALOGUE = Catalogue.bundled();

  private final Project project;

  public RuntimeErrors(Project project) {
    this.project = project;
  }

  /** What the failure of a connection looks like; empty for one that does not fail. */
  public String of(Connection connection) {
    Dial dial = connection.dial();
    return switch (Failing.of(connection.verdict())) {
      case REFUSED -> refused(dial);
      case UNRESOLVED -> unresolved(dial);
      case OTHERWISE, NOT -> "";
    };
  }

  /** How a verdict shows itself. */
  private enum Failing {
    REFUSED,
    UNRESOLVED,
    OTHERWISE,
    NOT;

    static Failing of(Verdict verdict) {
      if (verdict instanceof Verdict.Connects
          || verdict instanceof Verdict.External
          || verdict instanceof Verdict.Undecided) {
        return NOT;
      }
      if (verdict instanceof Verdict.UnknownHost
          || verdict instanceof Verdict.NoSharedNetwork
          || verdict instanceof Verdict.NameUnknownToHost
          || verdict instanceof Verdict.HostUnnamed) {
        return UNRESOLVED;
      }
      return verdict instanceof Verdict.NoHost || verdict instanceof Verdict.TurnedAway
          ? OTHERWISE
          : REFUSED;
    }
  }

  /** What the client of {@code dial} prints when nobody listens there; empty without a port. */
  public String refused(Dial dial) {
    return refused(dial, address(dial));
  }

  /** The same for one of the addresses that the name has. */
  public String refused(Dial dial, String ip) {
    return dial.port().known().isEmpty() ? "" : text(dial, Failure.REFUSED, ip);
  }

  /** What it prints when nothing answers to the name. */
  public String unresolved(Dial dial) {
    return text(dial, Failure.NAME_UNKNOWN, address(dial));
  }

  private String text(Dial dial, Failure failure, String ip) {
    String service = service(dial);
    Platform platform = platform(dial);
    return CATALOGUE.clients().stream()
        .filter(client -> client.dials(dial.client(), service, platform))
        .flatMap(client -> text(client.runtime(), failure, dial).stream())
        .findFirst()
        .map(error -> error.fill(dial.host().toString(), ip, port(dial)))
        .orElse("");
  }

  /** The runtime's text that can be filled: without a port only one that names none. */
  private static Optional<ErrorText> text(String runtime, Failure failure, Dial dial) {
    boolean portless = dial.port().known().isEmpty();
    List<ErrorText> texts =
        CATALOGUE.errors().stream()
            .filter(error -> error.runtime().equals(runtime) && error.failure() == failure)
            .filter(error -> !portless || !error.namesPort())
            .toList();
    boolean address =
        Host.parse(dial.host()).known().stream().anyMatch(h -> h instanceof Host.IpAddress);
    return texts.stream()
        .filter(error -> address && !error.namesHost())
        .findFirst()
        .or(() -> texts.stream().findFirst());
  }

  private static int port(Dial dial) {
    return dial.port().known().isEmpty() ? 0 : dial.port().known().get(0).number();
  }

  /** What is dialled: by the scheme or the key, else by the port that one service alone has. */
  private static String service(Dial dial) {
    return CATALOGUE
        .scheme(dial.scheme())
        .or(() -> dial.port().known().stream().findFirst().flatMap(CATALOGUE::usualOn))
        .map(ServiceType::name)
        .orElse("");
  }

  /** What a healthcheck and a wait run is a program of its own. */
  private Platform platform(Dial dial) {
    boolean own = dial.role() != Role.HEALTHCHECK && dial.role() != Role.WAIT;
    Container dialler = project.containers().get(dial.from());
    return own && dialler != null ? dialler.platform() : Platform.UNKNOWN;
  }

  /** The address that a host has; that of a container is known only once it runs. */
  private static String address(Dial dial) {
    for (Host host : Host.parse(dial.host()).known()) {
      if (host instanceof Host.IpAddress) {
        return host.toString();
      }
      if (host.isLoopback()) {
        return "127.0.0.1";
      }
    }
    return "<address of " + dial.host() + ">";
  }
}
