package dev.dialtone.format.ci;

import dev.dialtone.model.Port;
import dev.dialtone.model.PortRange;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.PublishedPort;
import dev.dialtone.model.Value;
import dev.dialtone.source.Text;
import java.util.Locale;

/** A port mapping as {@code docker create --publish} takes it: {@code 127.0.0.1:8080:80/tcp}. */
public final class PortMapping {
  private PortMapping() {}

  /** The published port of an entry; without a host's side the engine chooses one. */
  public static PublishedPort read(Text entry) {
    String chars = entry.chars();
    int slash = chars.lastIndexOf('/');
    Text numbers = slash < 0 ? entry : entry.slice(0, slash);
    String protocol = slash < 0 ? "tcp" : chars.substring(slash + 1).toLowerCase(Locale.ROOT);
    int last = numbers.chars().lastIndexOf(':');
    int middle = last < 0 ? -1 : numbers.chars().lastIndexOf(':', last - 1);
    Text container = numbers.slice(last + 1);
    Text host = last < 0 ? numbers.slice(0, 0) : numbers.slice(middle + 1, last);
    Text address = middle < 0 ? numbers.slice(0, 0) : numbers.slice(0, middle);
    // A lone expression may well stand for both sides.
    boolean vague = last < 0 && !entry.isKnown();
    boolean ephemeral = host.isEmpty() && !vague;
    return new PublishedPort(
        address,
        vague
            ? new Value.Unknown<>(entry, entry.whyUnknown())
            : ephemeral
                ? new Value.Unknown<>(host, "the engine chooses the host's port")
                : range(host),
        ephemeral,
        range(container),
        protocol.equals("udp") ? Protocol.UDP : Protocol.TCP,
        entry,
        entry,
        entry);
  }

  private static Value<PortRange> range(Text text) {
    int dash = text.chars().indexOf('-');
    Value<Port> first = Port.parse(dash < 0 ? text : text.slice(0, dash));
    Value<Port> last = dash < 0 ? first : Port.parse(text.slice(dash + 1));
    for (Port from : first.known()) {
      for (Port to : last.known()) {
        if (from.compareTo(to) <= 0) {
          return new Value.Known<>(new PortRange(from.number(), to.number()), text);
        }
      }
    }
    return new Value.Unknown<>(text, text.isKnown() ? "it is no port" : text.whyUnknown());
  }
}
