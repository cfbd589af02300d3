package dev.dialtone.format;

import dev.dialtone.model.facts.Endpoints.Role;
import dev.dialtone.model.facts.Endpoints.Target;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.address.Address;
import dev.dialtone.syntax.address.Addresses;
import java.util.ArrayList;
import java.util.List;

/** Takes the addresses apart that a server is told to connect to. */
public final class Targets {
  private Targets() {}

  /** What a URL leads to; nothing if it is none, or one of a file or socket. */
  public static List<Target> ofUrl(Text url, Role role) {
    List<Target> targets = new ArrayList<>();
    for (Address address : Addresses.parse(url)) {
      if (isNetwork(address) && !address.protocol().isEmpty()) {
        targets.add(target(address, address.protocol(), role));
      }
    }
    return targets;
  }

  /** What {@code host:port}, a host alone or a list of them leads to; nothing if it is neither. */
  public static List<Target> ofHostAndPort(Text value, String scheme, Role role) {
    List<Target> targets = new ArrayList<>();
    for (Address address : Addresses.parse(value)) {
      boolean plain =
          address.form() == Address.Form.HOST_PORT || address.form() == Address.Form.HOST;
      if (isNetwork(address) && plain) {
        targets.add(target(address, scheme, role));
      }
    }
    return targets;
  }

  private static boolean isNetwork(Address address) {
    return !address.host().isEmpty() && address.socket().isEmpty();
  }

  private static Target target(Address address, String scheme, Role role) {
    return new Target(address.host(), address.port(), scheme, address.whole(), role);
  }
}
