package dev.dialtone.link;

import dev.dialtone.catalogue.ImageKnowledge;
import dev.dialtone.link.ServerConfiguration.Configured;
import dev.dialtone.link.ServerConfiguration.Stock;
import dev.dialtone.model.Announcement;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Host;
import dev.dialtone.model.Port;
import dev.dialtone.model.Service;
import dev.dialtone.model.facts.Endpoints.Advertised;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.address.NamedListener;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the addresses that servers give to their clients.
 *
 * @see <a href="https://kafka.apache.org/documentation/#brokerconfigs_advertised.listeners">Kafka,
 *     advertised.listeners</a>
 * @see <a
 *     href="https://docs.redpanda.com/current/manage/security/listener-configuration/">Redpanda,
 *     listeners</a>
 * @see <a
 *     href="https://www.elastic.co/docs/reference/elasticsearch/configuration-reference/networking-settings">
 *     Elasticsearch, publish_host</a>
 * @see <a href="https://www.mongodb.com/docs/manual/reference/method/rs.initiate/">MongoDB,
 *     rs.initiate()</a>
 * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/management/scaling/">Redis,
 *     cluster-announce-ip</a>
 */
final class AdvertisedAddresses {
  private static final String KAFKA = "Kafka";
  private static final List<String> ADVERTISED =
      List.of("KAFKA_ADVERTISED_LISTENERS", "KAFKA_CFG_ADVERTISED_LISTENERS");
  private static final List<String> LISTENERS = List.of("KAFKA_LISTENERS", "KAFKA_CFG_LISTENERS");

  /** Servers of an index, and the settings of theirs that variables of these names are. */
  private static final List<String> SEARCH_SERVERS = List.of("elasticsearch", "opensearch");

  private static final List<String> PUBLISHED =
      List.of("transport.publish_host", "network.publish_host");

  /** What makes a replica set of servers, and names its members. */
  private static final List<String> INITIATE = List.of("rs.initiate(", "replSetInitiate");

  private AdvertisedAddresses() {}

  /**
   * The addresses that the server in a service's containers gives out.
   *
   * @param configured what the configuration files of the server make of it
   */
  static List<Announcement> of(
      Service service,
      ServiceImage image,
      Startup startup,
      Environment environment,
      Configured configured) {
    List<Announcement> found = new ArrayList<>();
    Finder finder = new Finder(service, found);
    boolean published = finder.ofSearchServer(environment, image);
    if (!published) {
      configured.advertised().forEach(finder::ofFile);
    }
    if (configured.advertised().isEmpty() && !published) {
      finder.ofVariables(environment, image, configured.stock() == Stock.UNTOUCHED);
    }
    for (Launch launch : startup.launch()) {
      for (Program program : launch.programs()) {
        finder.ofArguments(program.arguments());
      }
    }
    service.command().forEach(finder::ofScript);
    service.entrypoint().forEach(finder::ofScript);
    if (service.healthcheck() instanceof Healthcheck.Probe probe) {
      finder.ofScript(probe.command());
    }
    return found;
  }

  /** Adds what it finds to a list. */
  private record Finder(Service service, List<Announcement> found) {
    /** Whether variables say what the server of an index tells the others of its cluster. */
    boolean ofSearchServer(Environment environment, ServiceImage image) {
      boolean server =
          image.knowledge() instanceof ImageKnowledge.Known known
              && SEARCH_SERVERS.contains(known.facts().family());
      Optional<Text> host = server ? first(PUBLISHED, environment) : Optional.empty();
      if (host.isEmpty()) {
        return false;
      }
      Text usual = Text.of("9300", host.get().span());
      Text bound = environment.value("transport.port").orElse(usual);
      Text port = environment.value("transport.publish_port").orElse(bound);
      if (!host.get().chars().startsWith("_")) {
        NamedListener told = new NamedListener("", host.get(), port, host.get());
        announce("Elasticsearch", told, Port.parse(bound).known());
      }
      return true;
    }

    void ofFile(Advertised given) {
      announce(
          given.subject(),
          new NamedListener(given.name(), given.host(), given.port(), given.whole()),
          given.listeners());
    }

    /**
     * @param alone whether no file of the project configures the server
     */
    void ofVariables(Environment environment, ServiceImage image, boolean alone) {
      Optional<Text> advertised = first(ADVERTISED, environment);
      if (advertised.isPresent()) {
        add(KAFKA, advertised.get(), first(LISTENERS, environment));
        return;
      }
      Optional<Text> host = environment.value("KAFKA_ADVERTISED_HOST_NAME");
      if (host.isPresent()) {
        Text port = environment.value("KAFKA_ADVERTISED_PORT").orElse(host.get().slice(0, 0));
        announce(KAFKA, new NamedListener("", host.get(), port, host.get()), List.of());
        return;
      }
      boolean shipped =
          alone
              && image.knowledge() instanceof ImageKnowledge.Known known
              && known.facts().family().equals("kafka")
              && service.mounts().isEmpty()
              && environment.variables().stream()
                  .noneMatch(variable -> variable.name().chars().startsWith("KAFKA_"));
      if (shipped && service.environmentComplete()) {
        // Its own configuration is meant for clients on the host.
        Text name = SocketFinder.nameOf(image.reference());
        Text localhost =
            Text.of("localhost", name.span()).through(Step.Kind.CATALOGUE, name.span());
        Text port = Text.of("9092", name.span());
        announce(KAFKA, new NamedListener("", localhost, port, localhost), List.of(new Port(9092)));
      }
    }

    void ofArguments(List<Text> arguments) {
      Optional<Text> redpanda = option("--advertise-kafka-addr", arguments);
      redpanda.ifPresent(text -> add("Redpanda", text, option("--kafka-addr", arguments)));
      for (Text argument : arguments) {
        if (argument.chars().startsWith("advertised.listeners=")) {
          Optional<Text> listeners = assigned("listeners=", arguments);
          add(KAFKA, argument.slice("advertised.listeners=".length()), listeners);
        }
      }
      option("--cluster-announce-ip", arguments)
          .ifPresent(
              host ->
                  announce(
                      "Redis Cluster",
                      new NamedListener(
                          "",
                          host,
                          option("--cluster-announce-port", arguments).orElse(host.slice(0, 0)),
                          host),
                      List.of()));
    }

    private static Optional<Text> option(String name, List<Text> arguments) {
      for (int i = 0; i < arguments.size(); i++) {
        Text argument = arguments.get(i);
        if (argument.is(name) && i + 1 < arguments.size()) {
          return Optional.of(arguments.get(i + 1));
        }
        if (argument.chars().startsWith(name + "=")) {
          return Optional.of(argument.slice(name.length() + 1));
        }
      }
      return Optional.empty();
    }

    private static Optional<Text> assigned(String prefix, List<Text> arguments) {
      return arguments.stream()
          .filter(argument -> argument.chars().startsWith(prefix))
          .map(argument -> argument.slice(prefix.length()))
          .findFirst();
    }

    /** The members of a replica set that a script of the server's own makes. */
    void ofScript(CommandLine line) {
      if (line instanceof CommandLine.Shell shell) {
        ofScript(shell.line());
      } else {
        ((CommandLine.Exec) line).words().forEach(this::ofScript);
      }
    }

    private void ofScript(Text script) {
      String chars = script.chars();
      for (String word : INITIATE) {
        int at = chars.indexOf(word);
        while (at >= 0 && (at = chars.indexOf("host", at)) >= 0) {
          at += "host".length();
          int from = skip(chars, at, "\\\"' ");
          if (from < chars.length() && chars.charAt(from) == ':') {
            from = skip(chars, from + 1, "\\\"' ");
            int to = from;
            while (to < chars.length() && "\\\"' ,})".indexOf(chars.charAt(to)) < 0) {
              to++;
            }
            add("the replica set", script.slice(from, to), Optional.empty());
            at = to;
          }
        }
      }
    }

    private static int skip(String chars, int from, String skipped) {
      int at = from;
      while (at < chars.length() && skipped.indexOf(chars.charAt(at)) >= 0) {
        at++;
      }
      return at;
    }

    private void add(String subject, Text advertised, Optional<Text> listeners) {
      List<NamedListener> bound = listeners.map(NamedListener::list).orElse(List.of());
      List<NamedListener> given = NamedListener.list(advertised);
      for (NamedListener each : given) {
        List<Port> ports = new ArrayList<>();
        for (NamedListener listener : bound) {
          if (listener.name().equals(each.name())) {
            ports.addAll(Port.parse(listener.port()).known());
          }
        }
        boolean alone = given.size() == 1 && bound.size() <= 1;
        if (ports.isEmpty() && bound.isEmpty() && !alone) {
          // Images open a listener for each advertised one where they are told no others.
          ports.addAll(Port.parse(each.port()).known());
        }
        if (alone || !ports.isEmpty()) {
          announce(subject, each, ports);
        }
      }
    }

    private void announce(String subject, NamedListener listed, List<Port> ports) {
      if (listed.host().isEmpty()) {
        return;
      }
      boolean everywhere = Host.parse(listed.host()).known().stream().anyMatch(Host::isUnspecified);
      found.add(
          new Announcement(
              service.name(),
              subject,
              listed.host(),
              Port.parse(listed.port()),
              listed.address(),
              listed.name(),
              ports,
              everywhere && subject.equals(KAFKA),
              confidence(subject, listed.host())));
    }

    /** Only some clients of the others ask for such an address at all. */
    private static Confidence confidence(String subject, Text host) {
      boolean certain = subject.equals(KAFKA) || subject.equals("Redpanda");
      boolean assumed = host.came(Step.Kind.ASSUMED) || host.came(Step.Kind.CATALOGUE);
      return certain && !assumed ? Confidence.CERTAIN : Confidence.PROBABLE;
    }

    private static Optional<Text> first(List<String> names, Environment environment) {
      return names.stream().flatMap(name -> environment.value(name).stream()).findFirst();
    }
  }
}
