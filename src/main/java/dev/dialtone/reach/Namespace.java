package dev.dialtone.reach;

import dev.dialtone.model.ServiceName;

/** The network namespace in which a service's processes run. */
public sealed interface Namespace {
  /** That of a service's own containers; others may share it. */
  record OfService(ServiceName owner) implements Namespace {}

  /** That of the host. */
  record OfHost() implements Namespace {}

  /** One with nothing but loopback. */
  record Closed(ServiceName owner) implements Namespace {}

  /** One that cannot be told: another project's container, a variable. */
  record Unclear() implements Namespace {}
}
