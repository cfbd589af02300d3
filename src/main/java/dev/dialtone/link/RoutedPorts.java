package dev.dialtone.link;

import dev.dialtone.model.Composition;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Dial.Audience;
import dev.dialtone.model.NetworkMode;
import dev.dialtone.model.Port;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceKind;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Variable;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the ports at which services ask to be dialled by proxies that configure themselves from
 * labels and variables of the containers they find.
 *
 * @see <a
 *     href="https://doc.traefik.io/traefik/reference/routing-configuration/other-providers/docker/">
 *     Traefik</a>
 * @see <a href="https://github.com/nginx-proxy/nginx-proxy/tree/main/docs#virtual-ports">
 *     nginx-proxy</a>
 * @see <a href="https://github.com/lucaslorentz/caddy-docker-proxy#labels-to-caddyfile-conversion">
 *     caddy-docker-proxy</a>
 */
final class RoutedPorts {
  private static final String UPSTREAMS = "{{upstreams";

  private final Composition composition;

  RoutedPorts(Composition composition) {
    this.composition = composition;
  }

  /** A port that a proxy is told, and the name by which such a proxy's image is known. */
  private record Told(String proxy, Text port, Protocol protocol) {}

  /** The dials of the proxies of the project, or of others where there is none, to a service. */
  List<Dial> find(Service service, Environment environment) {
    List<Dial> dials = new ArrayList<>();
    for (Told told : told(service, environment)) {
      Optional<ServiceName> proxy = proxy(told.proxy());
      // The name is nowhere written: the proxy knows its services by what they tell of themselves.
      dials.add(
          new Dial(
              proxy.orElse(service.name()),
              Dial.Role.ROUTE,
              told.port().respelt(service.name().value()),
              Port.parse(told.port()),
              true,
              told.port(),
              told.protocol(),
              "http",
              ServiceKind.WEB,
              Audience.PROCESS,
              proxy.isPresent() ? Confidence.CERTAIN : Confidence.PROBABLE));
    }
    return dials;
  }

  private static List<Told> told(Service service, Environment environment) {
    List<Told> found = new ArrayList<>();
    List<Variable> labels = new ArrayList<>(service.labels());
    labels.addAll(service.swarmLabels());
    boolean traefik =
        labels.stream().noneMatch(l -> l.name().is("traefik.enable") && l.value().is("false"));
    for (Variable label : labels) {
      String name = label.name().chars().toLowerCase(Locale.ROOT);
      Text value = label.value().strip();
      if (traefik && isTraefikPort(name)) {
        Protocol protocol = name.startsWith("traefik.udp.") ? Protocol.UDP : Protocol.TCP;
        found.add(new Told("traefik", value, protocol));
      } else if (name.equals("com.df.port") || name.startsWith("com.df.port.")) {
        found.add(new Told("docker-flow-proxy", value, Protocol.TCP));
      } else if (name.startsWith("caddy") && name.endsWith("reverse_proxy")) {
        upstream(value)
            .ifPresent(port -> found.add(new Told("caddy-docker-proxy", port, Protocol.TCP)));
      }
    }
    if (environment.value("VIRTUAL_HOST").isPresent()) {
      environment
          .value("VIRTUAL_PORT")
          .ifPresent(port -> found.add(new Told("nginx-proxy", port.strip(), Protocol.TCP)));
    }
    return found;
  }

  /**
   * {@code traefik.http.services.web.loadbalancer.server.port}, and {@code traefik.port} or {@code
   * traefik.web.port} of Traefik 1.
   */
  static boolean isTraefikPort(String name) {
    if (!name.startsWith("traefik.") || !name.endsWith(".port")) {
      return false;
    }
    long dots = name.chars().filter(c -> c == '.').count();
    return name.endsWith(".loadbalancer.server.port") || dots <= 2;
  }

  /** The port of {@code {{upstreams http 8080}}}. */
  private static Optional<Text> upstream(Text value) {
    String chars = value.chars();
    int from = chars.indexOf(UPSTREAMS);
    int to = chars.indexOf("}}", Math.max(from, 0));
    if (from < 0 || to < 0) {
      return Optional.empty();
    }
    Text inner = value.slice(from + UPSTREAMS.length(), to).strip();
    Text last = inner.slice(inner.chars().lastIndexOf(' ') + 1);
    return Port.parse(last).known().isEmpty() ? Optional.empty() : Optional.of(last);
  }

  /** The proxy of the project, unless it dials from where the names of services mean nothing. */
  private Optional<ServiceName> proxy(String image) {
    return composition.services().values().stream()
        .filter(service -> service.networkMode() instanceof NetworkMode.Networks)
        .filter(service -> imageName(service.image()).equals(image))
        .map(Service::name)
        .findFirst();
  }

  /** The last part of an image's reference, without its tag. */
  static String imageName(Text reference) {
    String chars = reference.chars();
    String name = chars.substring(chars.lastIndexOf('/') + 1);
    int end = 0;
    while (end < name.length() && name.charAt(end) != ':' && name.charAt(end) != '@') {
      end++;
    }
    return name.substring(0, end);
  }
}
