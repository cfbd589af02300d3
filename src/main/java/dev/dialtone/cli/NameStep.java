package dev.dialtone.cli;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Note;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Dial;
import dev.dialtone.model.ExtraHost;
import dev.dialtone.model.Host;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Verdict;
import dev.dialtone.reach.NameResolution;
import dev.dialtone.reach.Namespace;
import dev.dialtone.reach.Naming;
import dev.dialtone.reach.Resolution;
import dev.dialtone.report.Trace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tells what a name leads to, and by what. */
final class NameStep {
  private final Composition composition;
  private final NameResolution names;

  NameStep(Composition composition, NameResolution names) {
    this.composition = composition;
    this.names = names;
  }

  Trace.Step of(Dial dial, Host host, Resolution resolution) {
    List<Note> places = new ArrayList<>();
    String words = quoted(host) + " " + words(dial, host, resolution, places);
    return new Trace.Step(Trace.Kind.NAME, words, places);
  }

  private String words(Dial dial, Host host, Resolution resolution, List<Note> places) {
    if (resolution instanceof Resolution.Self self) {
      return self(dial.from(), self.namespace());
    }
    if (resolution instanceof Resolution.Found found) {
      return found(dial.from(), host, found.servers(), places);
    }
    if (resolution instanceof Resolution.Elsewhere elsewhere) {
      return elsewhere(dial.from(), host, elsewhere.server(), places);
    }
    for (ExtraHost entry : names.hostsEntry(dial.from(), host)) {
      places.addAll(Tracer.places(entry.at()));
    }
    if (resolution instanceof Resolution.HostMachine machine) {
      return machine.named()
          ? "is the machine that runs the containers"
          : "is the machine that runs the containers on Docker Desktop; elsewhere nobody has the name";
    }
    if (resolution instanceof Resolution.UnknownToHost unknown) {
      places.addAll(defined(unknown.server()));
      return known(host, unknown.server()) + ", but the host does not know the names of containers";
    }
    if (resolution instanceof Resolution.Nobody nobody) {
      for (Verdict.NearMiss near : nobody.near()) {
        places.add(new Note(near.name().span(), "the nearest name"));
      }
      return "is the name of nothing in this project";
    }
    return resolution instanceof Resolution.Undecided undecided
        ? "cannot be followed: " + undecided.why()
        : "leads out of the project";
  }

  private static String self(ServiceName from, Namespace namespace) {
    if (namespace instanceof Namespace.OfHost) {
      return "is the host itself";
    }
    return namespace instanceof Namespace.OfService own && !own.owner().equals(from)
        ? "is the container of " + quoted(own.owner()) + ", which " + quoted(from) + " shares"
        : "is the container of " + quoted(from) + " itself";
  }

  private String found(ServiceName from, Host host, List<ServiceName> servers, List<Note> places) {
    Set<String> ways = new LinkedHashSet<>();
    for (ServiceName server : servers) {
      for (Naming naming : names.namings(from, host, server)) {
        ways.add(way(naming, server));
        places.addAll(Tracer.places(naming.at()));
      }
    }
    return ways.isEmpty()
        ? "leads to " + quoted(servers.get(0))
        : "is " + String.join(", and ", ways);
  }

  private static String way(Naming naming, ServiceName server) {
    String network = " on the network " + quoted(naming.network());
    return switch (naming.how()) {
      case SERVICE -> "a service" + network;
      case ALIAS -> "an alias of " + quoted(server) + network;
      case CONTAINER_NAME -> "the container name of " + quoted(server) + network;
      case HOSTNAME -> "the host name of " + quoted(server) + network;
      case CONTAINER -> "a container of " + quoted(server) + network;
      case ADDRESS -> "the address of " + quoted(server) + network;
      case LINK -> "a link to " + quoted(server);
    };
  }

  /** Whose name it is. */
  private static String known(Host host, ServiceName server) {
    return host.toString().equalsIgnoreCase(server.value())
        ? "is a service"
        : "is a name of " + quoted(server);
  }

  private String elsewhere(ServiceName from, Host host, ServiceName server, List<Note> places) {
    places.addAll(defined(server));
    Service service = composition.services().get(server);
    if (service != null) {
      places.addAll(Tracer.places(service.attachments()));
    }
    return known(host, server) + ", but on no network that " + quoted(from) + " is on";
  }

  private List<Note> defined(ServiceName server) {
    Service service = composition.services().get(server);
    return service == null ? List.of() : Tracer.places(service.at());
  }
}
