package dev.dialtone.format.compose;

import dev.dialtone.format.compose.Tree.Leaf;
import dev.dialtone.format.compose.Tree.Table;
import dev.dialtone.model.Composition.Misfit;
import dev.dialtone.model.PortRange;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.PublishedPort;
import dev.dialtone.model.Value;
import dev.dialtone.source.Text;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Reads the entries of {@code ports}, short and long.
 *
 * @see <a href="https://github.com/docker/go-connections/blob/v0.6.0/nat/nat.go">how Compose reads
 *     the short form</a>
 */
final class PortReader {
  private final Consumer<Misfit> misfits;
  private boolean sound = true;
  private boolean brief = true;

  PortReader(Consumer<Misfit> misfits) {
    this.misfits = misfits;
  }

  /** The published port of an entry: one, or none if the entry says nothing that can be used. */
  List<PublishedPort> read(Tree entry) {
    sound = true;
    brief = entry instanceof Leaf;
    if (entry instanceof Leaf leaf && !leaf.isNull() && leaf.kind() != Tree.Kind.BOOLEAN) {
      return List.of(shortForm(leaf.text()));
    }
    if (entry instanceof Table table) {
      return longForm(table);
    }
    return List.of();
  }

  private PublishedPort shortForm(Text entry) {
    String chars = entry.chars();
    int last = chars.lastIndexOf(':');
    int middle = last < 0 ? -1 : chars.lastIndexOf(':', last - 1);
    Text container = entry.slice(last + 1);
    Text host = last < 0 ? entry.slice(0, 0) : entry.slice(middle + 1, last);
    Text address = middle < 0 ? entry.slice(0, 0) : address(entry.slice(0, middle));
    int slash = container.chars().indexOf('/');
    Text number = slash < 0 ? container : container.slice(0, slash);
    Text protocol = slash < 0 ? container.slice(container.length()) : container.slice(slash + 1);
    // What stands for a port may hold an address as well: `${BIND:-127.0.0.1:80}:80` is customary.
    boolean vague = middle < 0 && !(last < 0 ? container : host).isKnown();
    if (vague) {
      String why = entry.whyUnknown();
      address = Text.unknown(host.site(), why);
      host = last < 0 ? Text.unknown(entry.site(), why) : host;
    }
    return port(address, host, number, protocol, entry, entry, entry);
  }

  private Text address(Text written) {
    String chars = written.chars();
    boolean bracketed = chars.startsWith("[") && chars.endsWith("]");
    Text address = bracketed ? written.slice(1, written.length() - 1) : written;
    if (address.isKnown() && !isAddress(address.chars(), bracketed)) {
      report(
          written,
          "`" + written + "` is no IP address to publish a port on",
          written.is("localhost") ? List.of("127.0.0.1") : List.of(),
          chars.indexOf(':') < 0 ? "Invalid ip address: " + chars : "");
    }
    return address;
  }

  private static boolean isAddress(String chars, boolean bracketed) {
    if (chars.isEmpty()) {
      return true;
    }
    if (chars.indexOf(':') >= 0) {
      return bracketed;
    }
    int parts = 0;
    int value = -1;
    for (int i = 0; i <= chars.length(); i++) {
      char c = i < chars.length() ? chars.charAt(i) : '.';
      if (c == '.') {
        if (value < 0 || value > 255) {
          return false;
        }
        parts++;
        value = -1;
      } else if (c >= '0' && c <= '9' && value <= 255) {
        value = Math.max(value, 0) * 10 + (c - '0');
      } else {
        return false;
      }
    }
    return parts == 4;
  }

  private List<PublishedPort> longForm(Table table) {
    if (!table.has("target")) {
      report(table.head(), "a port needs a `target`", List.of(), "");
      return List.of();
    }
    Text at = table.at();
    Text published = table.text("published");
    Text target = table.text("target");
    return List.of(
        port(
            table.text("host_ip"),
            published,
            target,
            table.text("protocol"),
            table.has("published") ? published : at,
            target,
            at));
  }

  private PublishedPort port(
      Text address,
      Text host,
      Text container,
      Text protocol,
      Text publishedAt,
      Text targetAt,
      Text at) {
    Value<PortRange> target = range(container, "container", at);
    boolean ephemeral = host.isEmpty() || host.is("0");
    Value<PortRange> published =
        ephemeral
            ? new Value.Unknown<>(host, "the engine chooses the host's port")
            : range(host, "host", at);
    for (PortRange targets : target.known()) {
      for (PortRange hosts : published.known()) {
        if (targets.size() > 1 && targets.size() != hosts.size()) {
          report(
              at,
              "the host's ports "
                  + hosts
                  + " and the container's ports "
                  + targets
                  + " are not equally many",
              List.of(),
              "Invalid ranges specified for container and host Ports: "
                  + container
                  + " and "
                  + host);
        }
      }
    }
    Protocol spoken = Protocol.TCP;
    switch (protocol.chars().toLowerCase(Locale.ROOT)) {
      case "", "tcp" -> {}
      case "udp" -> spoken = Protocol.UDP;
      case "sctp" -> spoken = Protocol.SCTP;
      default -> {
        if (protocol.isKnown()) {
          report(
              protocol,
              "`" + protocol + "` is none of `tcp`, `udp` and `sctp`",
              List.of(),
              "Invalid proto: " + protocol);
        }
        target = new Value.Unknown<>(container, "its protocol is not known");
      }
    }
    return new PublishedPort(
        address, published, ephemeral, target, spoken, publishedAt, targetAt, at);
  }

  private Value<PortRange> range(Text text, String whose, Text entry) {
    if (!text.isKnown()) {
      return new Value.Unknown<>(text, text.whyUnknown());
    }
    String chars = text.chars();
    int dash = chars.indexOf('-');
    int first = number(dash < 0 ? chars : chars.substring(0, dash));
    int last = dash < 0 ? first : number(chars.substring(dash + 1));
    if (first < 1 || last < first) {
      boolean empty = chars.isEmpty();
      report(
          empty ? entry : text,
          empty
              ? "the " + whose + "'s port is missing"
              : last >= 0 && last < first
                  ? "`" + text + "` is no range of ports: it ends before it begins"
                  : "`" + text + "` is no port: ports are numbers from 1 to 65535",
          List.of(),
          empty
              ? "No port specified: " + (entry.isEmpty() ? "<empty>" : entry + "<empty>")
              : first == 0 ? "" : "Invalid " + whose + "Port: " + chars);
      return new Value.Unknown<>(text, "it is no port");
    }
    return new Value.Known<>(new PortRange(first, last), text);
  }

  /** Notes what is wrong with an entry; a second fault only follows from the first. */
  private void report(Text at, String message, List<String> nearest, String refusal) {
    if (sound) {
      // In the long form only the engine objects, in other words.
      misfits.accept(new Misfit(Misfit.Kind.PORT, at, message, nearest, brief ? refusal : ""));
    }
    sound = false;
  }

  /** The port that decimal digits name, or -1. */
  static int number(String digits) {
    int number = digits.isEmpty() ? -1 : 0;
    for (int i = 0; i < digits.length() && number >= 0; i++) {
      int digit = digits.charAt(i) - '0';
      number = digit < 0 || digit > 9 ? -1 : number * 10 + digit;
      number = number > 65_535 ? -1 : number;
    }
    return number;
  }
}
