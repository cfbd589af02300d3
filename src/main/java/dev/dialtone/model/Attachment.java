package dev.dialtone.model;

import dev.dialtone.source.Text;
import java.util.List;

/**
 * A service's place on a network.
 *
 * @param network the network it joins
 * @param at where the service says so; for the default network, the service's name
 * @param aliases further names it answers to there
 * @param addresses fixed IPv4 and IPv6 addresses
 */
public record Attachment(NetworkName network, Text at, List<Text> aliases, List<Text> addresses) {
  public Attachment {
    aliases = List.copyOf(aliases);
    addresses = List.copyOf(addresses);
  }
}
