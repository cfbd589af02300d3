package dev.dialtone.cli;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Note;
import dev.dialtone.model.Composition;
import dev.dialtone.model.NetworkMode;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.reach.Namespace;
import dev.dialtone.reach.Namespaces;
import dev.dialtone.report.Trace;
import java.util.ArrayList;
import java.util.List;

/** Tells from which network namespace a service dials. */
final class NamespaceStep {
  private final Composition composition;
  private final Namespaces namespaces;

  NamespaceStep(Composition composition, Namespaces namespaces) {
    this.composition = composition;
    this.namespaces = namespaces;
  }

  Trace.Step of(ServiceName from) {
    Service service = composition.services().get(from);
    List<Note> places = new ArrayList<>();
    if (service != null) {
      places.addAll(mode(service.networkMode()));
    }
    Namespace namespace = namespaces.of(from);
    String words = "cannot be told";
    if (namespace instanceof Namespace.OfHost) {
      words = "that of the host";
    } else if (namespace instanceof Namespace.Closed) {
      words = "one of its own, without any network";
    } else if (namespace instanceof Namespace.OfService own) {
      Service owner = composition.services().get(own.owner());
      words = own.owner().equals(from) ? "its own" : "that of " + quoted(own.owner());
      if (owner != null) {
        words += networks(owner);
        places.addAll(Tracer.places(owner.attachments()));
      }
    }
    return new Trace.Step(Trace.Kind.NAMESPACE, words, places);
  }

  /** The networks of a service, in words that fit behind others. */
  private static String networks(Service service) {
    List<String> names =
        service.attachments().stream().map(a -> quoted(a.network())).distinct().toList();
    return switch (names.size()) {
      case 0 -> service.networkMode() instanceof NetworkMode.Bridge ? ", on the legacy bridge" : "";
      case 1 -> ", on the network " + names.get(0);
      default -> ", on the networks " + String.join(", ", names);
    };
  }

  private static List<Note> mode(NetworkMode mode) {
    if (mode instanceof NetworkMode.HostMode host) {
      return Tracer.places(host.at());
    }
    if (mode instanceof NetworkMode.Bridge bridge) {
      return Tracer.places(bridge.at());
    }
    if (mode instanceof NetworkMode.None none) {
      return Tracer.places(none.at());
    }
    if (mode instanceof NetworkMode.OfService shared) {
      return Tracer.places(shared.at());
    }
    if (mode instanceof NetworkMode.OfContainer shared) {
      return Tracer.places(shared.at());
    }
    return mode instanceof NetworkMode.Unclear unclear ? Tracer.places(unclear.at()) : List.of();
  }
}
