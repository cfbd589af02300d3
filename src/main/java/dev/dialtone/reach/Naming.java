package dev.dialtone.reach;

import dev.dialtone.model.NetworkName;
import dev.dialtone.source.Text;

/**
 * What makes a service answer to a name.
 *
 * @param at where the name is written
 * @param network the network on which it answers; for a link the one that the engine takes
 */
public record Naming(How how, Text at, NetworkName network) {
  /** What of a service a name is. */
  public enum How {
    SERVICE,
    ALIAS,
    CONTAINER_NAME,
    HOSTNAME,
    /** {@code <project>-<service>-<n>}. */
    CONTAINER,
    /** The entry of the dialler's {@code links}. */
    LINK,
    /** A fixed address. */
    ADDRESS
  }
}
