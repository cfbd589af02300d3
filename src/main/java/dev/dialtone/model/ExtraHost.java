package dev.dialtone.model;

import dev.dialtone.source.Text;

/**
 * A line for a container's hosts file.
 *
 * @param name the name
 * @param address what it stands for: an IP address or {@code host-gateway}
 * @param at the whole entry
 */
public record ExtraHost(Text name, Text address, Text at) {}
