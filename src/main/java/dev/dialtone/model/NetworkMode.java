package dev.dialtone.model;

import dev.dialtone.source.Text;

/** Which network namespace a service's containers run in (Compose {@code network_mode}). */
public sealed interface NetworkMode {
  /** Its own namespace on the networks it names: {@code network_mode} is absent. */
  record Networks() implements NetworkMode {}

  /** Its own namespace on the engine's legacy default network, without names. */
  record Bridge(Text at) implements NetworkMode {}

  /** The host's namespace. */
  record HostMode(Text at) implements NetworkMode {}

  /** A namespace with nothing but loopback. */
  record None(Text at) implements NetworkMode {}

  /** The namespace of another service. */
  record OfService(ServiceName service, Text at) implements NetworkMode {}

  /** The namespace of a container that is known by its name. */
  record OfContainer(Text container, Text at) implements NetworkMode {}

  /** A mode that cannot be told. */
  record Unclear(Text at) implements NetworkMode {}
}
