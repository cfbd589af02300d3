package dev.dialtone.reach;

import dev.dialtone.model.Composition;
import dev.dialtone.model.NetworkMode;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which services share which network namespace (Compose {@code network_mode}). */
public final class Namespaces {
  private final Map<ServiceName, Namespace> namespaces = new HashMap<>();
  private final Map<Namespace, List<ServiceName>> members = new HashMap<>();

  public Namespaces(Composition composition) {
    for (Service service : composition.services().values()) {
      Namespace namespace = find(composition, service, new HashSet<>());
      namespaces.put(service.name(), namespace);
      members.computeIfAbsent(namespace, k -> new ArrayList<>()).add(service.name());
    }
  }

  private static Namespace find(
      Composition composition, Service service, Set<ServiceName> visited) {
    if (!visited.add(service.name())) {
      return new Namespace.Unclear();
    }
    NetworkMode mode = service.networkMode();
    if (mode instanceof NetworkMode.HostMode) {
      return new Namespace.OfHost();
    }
    if (mode instanceof NetworkMode.None) {
      return new Namespace.Closed(service.name());
    }
    if (mode instanceof NetworkMode.OfService shared) {
      return findOwner(composition, composition.services().get(shared.service()), visited);
    }
    if (mode instanceof NetworkMode.OfContainer shared) {
      return findOwner(composition, byContainerName(composition, shared.container()), visited);
    }
    return mode instanceof NetworkMode.Unclear
        ? new Namespace.Unclear()
        : new Namespace.OfService(service.name());
  }

  private static Namespace findOwner(
      Composition composition, @Nullable Service owner, Set<ServiceName> visited) {
    return owner == null ? new Namespace.Unclear() : find(composition, owner, visited);
  }

  private static @Nullable Service byContainerName(Composition composition, Text name) {
    for (Service service : composition.services().values()) {
      if (name.isKnown() && !name.isEmpty() && service.containerName().equals(name)) {
        return service;
      }
    }
    return null;
  }

  /** The namespace of a service. */
  public Namespace of(ServiceName service) {
    return namespaces.getOrDefault(service, new Namespace.Unclear());
  }

  /** The services that run in a namespace. */
  public List<ServiceName> members(Namespace namespace) {
    return members.getOrDefault(namespace, List.of());
  }
}
