package dev.dialtone.catalogue;

import dev.dialtone.model.ServiceKind;

/**
 * What the name of an environment variable or setting says about its value.
 *
 * @param role what the value is
 * @param service the service it belongs to, such as {@code postgresql}; empty if the name does not
 *     say
 * @param kind the kind of that service
 * @param stem what the names of one connection have in common: {@code DB} of {@code DB_HOST} and
 *     {@code DB_PORT}; empty if the name is nothing but its role
 * @param weak whether the name alone proves little, so that the value has to bear it out
 */
public record KeyMeaning(Role role, String service, ServiceKind kind, String stem, boolean weak) {
  /** What the value of a key is. */
  public enum Role {
    /** A host to connect to, perhaps with a port, perhaps several. */
    DIAL_HOST,
    /** The port that goes with such a host. */
    DIAL_PORT,
    /** A URL or connection string to connect to. */
    DIAL_URL,
    /** The address to listen on, perhaps with a port. */
    BIND_HOST,
    /** The port to listen on. */
    BIND_PORT,
    /** A URL to listen on. */
    BIND_URL,
    /** What a server tells its clients to connect to. */
    ADVERTISED,
    /** An address for a browser or a human. */
    PUBLIC,
    /** Hosts or origins that are compared with, never connected to. */
    COMPARED,
    /** An address that a browser is sent to and the server itself connects to. */
    PUBLIC_AND_DIALLED,
    /** The user of a connection. */
    USER,
    /** Its password, or another secret. */
    SECRET,
    /** Its database. */
    DATABASE,
    /**
     * Something else that is no address, though it may look like one: a driver, a path, a label.
     */
    NO_ADDRESS,
    /** The name does not say. */
    UNKNOWN;

    /** Whether the value tells the process whom to connect to. */
    public boolean dialled() {
      return this == DIAL_HOST
          || this == DIAL_PORT
          || this == DIAL_URL
          || this == PUBLIC_AND_DIALLED;
    }
  }
}
