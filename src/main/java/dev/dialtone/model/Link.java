package dev.dialtone.model;

import dev.dialtone.source.Text;

/**
 * An entry of {@code links}.
 *
 * @param service the service that is linked
 * @param alias the further name it gets for this service; the service's name if none is written
 */
public record Link(ServiceName service, Text alias, Text at) {}
