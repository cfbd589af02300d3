package dev.dialtone.syntax.address;

import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * A listener of Kafka or of a server that writes its own alike: {@code PLAINTEXT://host:9092}.
 *
 * @param name what stands before {@code ://}; empty if there is nothing
 * @param host the host as written, without the brackets of an IPv6 address; it may be empty
 * @param port the port as written; empty if there is none
 * @param address host and port as one place, or the host where they stand in different places
 * @see <a href="https://kafka.apache.org/documentation/#brokerconfigs_listeners">Kafka,
 *     listeners</a>
 */
public record NamedListener(String name, Text host, Text port, Text address) {
  private static final String SCHEME_END = "://";

  /** The listeners of a list with commas. */
  public static List<NamedListener> list(Text value) {
    List<NamedListener> listeners = new ArrayList<>();
    for (Text part : value.split(c -> c == ',')) {
      listeners.add(of(part.strip()));
    }
    return listeners;
  }

  private static NamedListener of(Text written) {
    int scheme = written.chars().indexOf(SCHEME_END);
    String name = scheme < 0 ? "" : written.chars().substring(0, scheme);
    Text address = scheme < 0 ? written : written.slice(scheme + SCHEME_END.length());
    int colon = address.chars().lastIndexOf(':');
    if (colon < 0) {
      return new NamedListener(name, address, address.slice(address.length()), address);
    }
    Text host = address.slice(0, colon);
    boolean together = address.span().text().equals(address.chars());
    return new NamedListener(
        name, unbracketed(host), address.slice(colon + 1), together ? address : host);
  }

  private static Text unbracketed(Text host) {
    boolean brackets = host.chars().startsWith("[") && host.chars().endsWith("]");
    return brackets ? host.slice(1, host.length() - 1) : host;
  }
}
