package dev.dialtone.rules.ports;

import dev.dialtone.model.PortRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Claims on ports by the stretches of ports that they touch, so that few are compared. */
final class PortIndex<C> {
  private static final int STRETCH = 64;

  /** A range over more stretches than these is compared with everything. */
  private static final int WIDE = 8;

  private final List<C> all = new ArrayList<>();
  private final Map<Integer, List<Integer>> byStretch = new HashMap<>();
  private final List<Integer> wide = new ArrayList<>();

  /** Adds a claim on some ports. */
  void add(PortRange ports, C claim) {
    if (isWide(ports)) {
      wide.add(all.size());
    } else {
      for (int i = ports.first() / STRETCH; i <= ports.last() / STRETCH; i++) {
        byStretch.computeIfAbsent(i, k -> new ArrayList<>()).add(all.size());
      }
    }
    all.add(claim);
  }

  private static boolean isWide(PortRange ports) {
    return ports.last() / STRETCH - ports.first() / STRETCH > WIDE;
  }

  /** The claims that may be on some of these ports, in their order. */
  Stream<C> near(PortRange ports) {
    if (isWide(ports)) {
      return all.stream();
    }
    return Stream.concat(
            wide.stream(),
            IntStream.rangeClosed(ports.first() / STRETCH, ports.last() / STRETCH)
                .boxed()
                .flatMap(stretch -> byStretch.getOrDefault(stretch, List.of()).stream()))
        .sorted()
        .distinct()
        .map(all::get);
  }
}
