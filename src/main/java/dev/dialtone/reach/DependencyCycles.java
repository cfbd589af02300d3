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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    Map<ServiceName, Service> suspects = withoutEnds(composition.services());
    for (Service service : suspects.values()) {
      List<Dependency> cycle = told.contains(service.name()) ? List.of() : from(service, suspects);
      if (cycle.stream().noneMatch(dependency -> told.contains(dependency.service()))
          && !cycle.isEmpty()) {
        cycles.add(cycle);
        cycle.forEach(dependency -> told.add(dependency.service()));
      }
    }
    return List.copyOf(cycles);
  }

  /**
   * The services that depend on others of which this is true as well: the cycles, and who waits.
   */
  private static Map<ServiceName, Service> withoutEnds(Map<ServiceName, Service> services) {
    Map<ServiceName, Integer> needed = new HashMap<>();
    Map<ServiceName, List<ServiceName>> waiting = new HashMap<>();
    Deque<ServiceName> ends = new ArrayDeque<>();
    for (Service service : services.values()) {
      int known = 0;
      for (Dependency dependency : service.dependencies()) {
        if (services.containsKey(dependency.service())) {
          known++;
          waiting.computeIfAbsent(dependency.service(), k -> new ArrayList<>()).add(service.name());
        }
      }
      needed.put(service.name(), known);
      if (known == 0) {
        ends.add(service.name());
      }
    }
    Map<ServiceName, Service> left = new LinkedHashMap<>(services);
    while (!ends.isEmpty()) {
      ServiceName end = ends.remove();
      left.remove(end);
      for (ServiceName waits : waiting.getOrDefault(end, List.of())) {
        if (needed.merge(waits, -1, Integer::sum) == 0) {
          ends.add(waits);
        }
      }
    }
    return left;
  }

  /** A shortest way from a service back to itself; empty if there is none. */
  private static List<Dependency> from(Service start, Map<ServiceName, Service> services) {
    Map<ServiceName, Way> ways = new HashMap<>();
    Deque<Service> open = new ArrayDeque<>();
    open.add(start);
    while (!open.isEmpty()) {
      Service service = open.remove();
      for (Dependency dependency : service.dependencies()) {
        Way way = new Way(ways.get(service.name()), dependency);
        if (dependency.service().equals(start.name())) {
          return way.steps();
        }
        Service next = services.get(dependency.service());
        if (next != null && ways.putIfAbsent(dependency.service(), way) == null) {
          open.add(next);
        }
      }
    }
    return List.of();
  }

  /** A way by its last step and the way to there. */
  private record Way(@Nullable Way before, Dependency last) {
    List<Dependency> steps() {
      Deque<Dependency> steps = new ArrayDeque<>();
      for (Way way = this; way != null; way = way.before) {
        steps.addFirst(way.last);
      }
      return List.copyOf(steps);
    }
  }
}
