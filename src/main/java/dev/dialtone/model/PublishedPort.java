package dev.dialtone.model;

import dev.dialtone.source.Text;

/**
 * A port of the host that leads to a port of a service's containers (Compose {@code ports}).
 *
 * @param hostAddress the host's address; empty for all addresses
 * @param hostPorts the host's ports; empty text and unknown if the engine chooses one
 * @param ephemeral whether the engine chooses the host's port
 * @param containerPorts the containers' ports, as many as the host's
 * @param publishedAt where the host's side is written: the entry in the short form, {@code
 *     published} in the long one
 * @param targetAt where the container's side is written, likewise
 * @param at the whole entry
 */
public record PublishedPort(
    Text hostAddress,
    Value<PortRange> hostPorts,
    boolean ephemeral,
    Value<PortRange> containerPorts,
    Protocol protocol,
    Text publishedAt,
    Text targetAt,
    Text at) {}
