package dev.dialtone.model;

import dev.dialtone.source.Text;
import java.util.List;

/** What comes of a dial (semantics, section 7). */
public sealed interface Verdict {
  /** It reaches a socket of {@code server}, or nothing speaks against it. */
  record Connects(ServiceName server) implements Verdict {}

  /**
   * The address is loopback and nothing in the dialler's own namespace listens there.
   *
   * @param owner the service whose namespace it is: the dialler, or the one it shares with
   * @param meant services that listen there, nearest first
   */
  record DialsItself(ServiceName owner, List<Candidate> meant, Confidence confidence)
      implements Verdict {
    public DialsItself {
      meant = List.copyOf(meant);
    }
  }

  /**
   * The server listens on other ports.
   *
   * @param listens the sockets that are there
   */
  record WrongPort(ServiceName server, List<Listener> listens, Confidence confidence)
      implements Verdict {
    public WrongPort {
      listens = List.copyOf(listens);
    }
  }

  /** The port is the host's side of a published port: between containers it means nothing. */
  record PublishedPortInside(
      ServiceName server, PublishedPort entry, Port containerPort, Confidence confidence)
      implements Verdict {}

  /** The server listens on the port, on loopback only. */
  record LoopbackOnly(ServiceName server, Listener listener) implements Verdict {}

  /** The server is told to listen on addresses that its namespace does not have. */
  record NotBound(ServiceName server, Listener listener) implements Verdict {}

  /** The server accepts the connection and sends the client away at once. */
  record TurnedAway(ServiceName server, Listener listener) implements Verdict {}

  /** The server's socket is switched off. */
  record SwitchedOff(ServiceName server, Listener listener) implements Verdict {}

  /** Nothing answers to the name. */
  record UnknownHost(List<NearMiss> near, List<NetworkName> foreignNetworks, Confidence confidence)
      implements Verdict {
    public UnknownHost {
      near = List.copyOf(near);
      foreignNetworks = List.copyOf(foreignNetworks);
    }
  }

  /** The server exists, on no network that the dialler is on. */
  record NoSharedNetwork(ServiceName server, Confidence confidence) implements Verdict {}

  /** The address has no host. */
  record NoHost(Confidence confidence) implements Verdict {}

  /**
   * The name stands for the machine that the containers run on, and nothing tells the dialler's
   * containers so: only Docker Desktop does by itself.
   *
   * @param meant services of the project that the machine's port leads to
   */
  record HostUnnamed(List<Candidate> meant, Confidence confidence) implements Verdict {
    public HostUnnamed {
      meant = List.copyOf(meant);
    }
  }

  /**
   * The machine's own address is dialled, on which the port of {@code server} is not published.
   *
   * @param entry the entry that publishes it on another address or number; one, or none
   * @param port the port that it listens on
   */
  record NotPublished(
      ServiceName server, List<PublishedPort> entry, Port port, Confidence confidence)
      implements Verdict {
    public NotPublished {
      entry = List.copyOf(entry);
    }
  }

  /**
   * The dialler is on the machine's own network, where the names of the project are unknown.
   *
   * @param entry the entry that publishes the dialled port; one, or none
   */
  record NameUnknownToHost(ServiceName server, List<PublishedPort> entry, Confidence confidence)
      implements Verdict {
    public NameUnknownToHost {
      entry = List.copyOf(entry);
    }
  }

  /** The address leads out of the project. */
  record External() implements Verdict {}

  /** It cannot be told. */
  record Undecided(String why) implements Verdict {}

  /**
   * A service that was probably meant.
   *
   * @param port the port it listens on
   * @param published the entry that publishes it under the dialled number; one, or none
   */
  record Candidate(ServiceName server, Port port, List<PublishedPort> published) {
    public Candidate {
      published = List.copyOf(published);
    }
  }

  /**
   * A name that resembles the one that nothing answers to, where it is written, and whose it is.
   */
  record NearMiss(Text name, ServiceName server) {}
}
