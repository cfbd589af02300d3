package dev.dialtone.reach;

import dev.dialtone.model.Composition;
import dev.dialtone.model.Dependency;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Services that depend on themselves through others, which Compose refuses to start. */
public final class DependencyCycles {
  private DependencyCycles() {}

  /**
   * The cycles, each by its dependencies in their order: the last one leads to the service that has
   * the first. Of several cycles with a service in common only one is among them.
   */
  public static List<List<Dependency>> of(Composition composition) {
    List<List<Dependency>> cycles = new ArrayList<>();
    Set<ServiceName> told = new HashSet<>();
    for (Service service : composition.services().values()) {
      List<Dependency> cycle = from(service, composition);
      if (cycle.stream().noneMatch(dependency -> told.contains(dependency.service()))
          && !cycle.isEmpty()) {
        cycles.add(cycle);
        cycle.forEach(dependency -> told.add(dependency.service()));
      }
    }
    return List.copyOf(cycles);
  }

  /** A shortest way from a service back to itself; empty if there is none. */
  private static List<Dependency> from(Service start, Composition composition) {
    Map<ServiceName, List<Dependency>> ways = new HashMap<>();
    Deque<Service> open = new ArrayDeque<>();
    open.add(start);
    ways.put(start.name(), List.of());
    while (!open.isEmpty()) {
      Service service = open.remove();
      for (Dependency dependency : service.dependencies()) {
        List<Dependency> way = new ArrayList<>(ways.getOrDefault(service.name(), List.of()));
        way.add(dependency);
        if (dependency.service().equals(start.name())) {
          return way;
        }
        Service next = composition.services().get(dependency.service());
        if (next != null && ways.putIfAbsent(dependency.service(), way) == null) {
          open.add(next);
        }
      }
    }
    return List.of();
  }
}
