package dev.dialtone.reach;

import dev.dialtone.model.NetworkName;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Verdict;
import java.util.List;

/** What a name or an address leads to, seen from one namespace. */
public sealed interface Resolution {
  /** The dialler's own namespace. */
  record Self(Namespace namespace) implements Resolution {}

  /** One or more services that answer to the name on a common network. */
  record Found(List<ServiceName> servers) implements Resolution {
    public Found {
      servers = List.copyOf(servers);
    }
  }

  /** A service of the project answers to the name, on no network that the dialler is on. */
  record Elsewhere(ServiceName server) implements Resolution {}

  /**
   * The machine that the containers run on.
   *
   * @param named whether every engine knows the name, because the files say what it stands for
   */
  record HostMachine(boolean named) implements Resolution {}

  /** A service's name, asked for on the machine's own network, where it is unknown. */
  record UnknownToHost(ServiceName server) implements Resolution {}

  /** Somebody outside the project. */
  record External() implements Resolution {}

  /** Nobody: the name has no dot, and nothing in the project has it. */
  record Nobody(List<Verdict.NearMiss> near, List<NetworkName> foreignNetworks)
      implements Resolution {
    public Nobody {
      near = List.copyOf(near);
      foreignNetworks = List.copyOf(foreignNetworks);
    }
  }

  /** It cannot be told. */
  record Undecided(String why) implements Resolution {}
}
