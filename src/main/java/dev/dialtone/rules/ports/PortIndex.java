package dev.dialtone.rules.ports;

import dev.dialtone.model.PortRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Claims on ports by the stretches of ports that they touch, so that few are compared. */
final class PortIndex<C> {
  private static final int STRETCH = 64;

  private final List<C> all = new ArrayList<>();
  private final Map<Integer, List<Integer>> byStretch = new HashMap<>();

  /** Adds a claim on some ports. */
  void add(PortRange ports, C claim) {
    for (int i = ports.first() / STRETCH; i <= ports.last() / STRETCH; i++) {
      byStretch.computeIfAbsent(i, k -> new ArrayList<>()).add(all.size());
    }
    all.add(claim);
  }

  /** The claims near some ports, in their order. */
  List<C> near(PortRange ports) {
    return IntStream.rangeClosed(ports.first() / STRETCH, ports.last() / STRETCH)
        .boxed()
        .flatMap(stretch -> byStretch.getOrDefault(stretch, List.of()).stream())
        .sorted()
        .distinct()
        .map(all::get)
        .toList();
  }
}
