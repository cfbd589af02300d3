package dev.dialtone.reach;

import dev.dialtone.model.Dial;
import dev.dialtone.model.Host;
import dev.dialtone.model.Port;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceKind;
import java.util.Locale;
import java.util.Map;

/** Servers that people run on their own machine and expect to reach from a container. */
final class HostTools {
  /** Their usual ports, and the word by which an image that brings one is told. */
  private static final Map<Integer, String> BY_PORT =
      Map.of(11434, "ollama", 1234, "lmstudio", 8188, "comfyui");

  private HostTools() {}

  /** Whether the address is that of such a server, and not told to be anything else. */
  static boolean isOne(Dial dial) {
    boolean named =
        Host.parse(dial.host()).known().stream().anyMatch(Host::isLoopback)
            && dial.audience() == Dial.Audience.PROCESS
            && dial.kind() == ServiceKind.OTHER;
    return named && dial.port().known().stream().map(Port::number).anyMatch(BY_PORT::containsKey);
  }

  /** Whether a service may bring one in its own image. */
  static boolean mayBeIn(Service service) {
    String words = (service.image() + " " + service.name()).toLowerCase(Locale.ROOT);
    return BY_PORT.values().stream().anyMatch(words::contains);
  }
}
