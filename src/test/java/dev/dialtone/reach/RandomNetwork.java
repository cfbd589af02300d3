package dev.dialtone.reach;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * A random project as a Compose file and as the world that Docker would make of it: namespaces,
 * bridges, listening sockets, hosts files. The world is worked out here by Docker's rules, apart
 * from the code under test.
 *
 * @param compose the Compose file
 * @param plan what {@code kernel_world.py} builds
 * @param dials what each client dials, in the order of the plan
 */
record RandomNetwork(String compose, Map<String, Object> plan, List<Tried> dials) {
  private static final String PROJECT = "p";
  private static final String DOCKER_HOST = "172.17.0.1";
  private static final List<Integer> PORTS = List.of(6379, 6380, 6381, 7000);

  /** One dial of a service. */
  record Tried(String service, String host, int port) {}

  /** How a service is attached. */
  private enum Mode {
    NETWORKS,
    HOST,
    NONE,
    SERVICE
  }

  /** A published port. */
  private record Published(String address, int outside, int inside) {}

  /** A service under construction. */
  private static final class Member {
    final String name;
    Mode mode = Mode.NETWORKS;
    final Map<Integer, Set<String>> networks = new LinkedHashMap<>();
    String owner = "";
    String containerName = "";
    String hostname = "";
    int port;
    String bind = "";
    final List<Published> published = new ArrayList<>();
    boolean gateway;
    final Map<String, String> links = new LinkedHashMap<>();
    final List<String> environment = new ArrayList<>();

    Member(String name) {
      this.name = name;
    }
  }

  static RandomNetwork of(long seed) {
    return new Builder(seed).build();
  }

  private static final class Builder {
    private final Random random;
    private final long seed;
    private final List<Member> members = new ArrayList<>();
    private final Map<String, Member> byName = new LinkedHashMap<>();
    private final List<Boolean> internal = new ArrayList<>();

    Builder(long seed) {
      this.random = new Random(seed);
      this.seed = seed;
    }

    RandomNetwork build() {
      int networks = 1 + random.nextInt(3);
      for (int i = 0; i < networks; i++) {
        internal.add(random.nextInt(4) == 0);
      }
      int services = 5 + random.nextInt(5);
      for (int i = 0; i < services; i++) {
        add(i);
      }
      settlePorts();
      publish();
      List<Tried> dials = dials();
      return new RandomNetwork(yaml(), plan(dials), dials);
    }

    private void add(int index) {
      Member member = new Member(pick("api", "db", "cache", "jobs", "web") + index);
      int kind = random.nextInt(10);
      if (kind == 0) {
        member.mode = Mode.HOST;
      } else if (kind == 1 && !members.isEmpty()) {
        Member owner = members.get(random.nextInt(members.size()));
        if (owner.mode == Mode.NETWORKS) {
          member.mode = Mode.SERVICE;
          member.owner = owner.name;
        }
      } else if (kind == 2 && random.nextInt(3) == 0) {
        member.mode = Mode.NONE;
      }
      if (member.mode == Mode.NETWORKS) {
        attach(member, index);
      }
      member.bind = pick("", "", "0.0.0.0", "127.0.0.1", "::1", "*");
      member.gateway = random.nextInt(3) == 0 && member.mode == Mode.NETWORKS;
      members.add(member);
      byName.put(member.name, member);
    }

    private void attach(Member member, int index) {
      for (int n = 0; n < internal.size(); n++) {
        if (random.nextInt(internal.size()) == 0 || random.nextInt(3) == 0) {
          Set<String> aliases = new LinkedHashSet<>();
          if (random.nextInt(3) == 0) {
            aliases.add("alias" + index);
          }
          member.networks.put(n, aliases);
        }
      }
      if (member.networks.isEmpty()) {
        member.networks.put(random.nextInt(internal.size()), new LinkedHashSet<>());
      }
      if (random.nextInt(4) == 0) {
        member.containerName = "container" + index;
      }
      if (random.nextInt(5) == 0) {
        member.hostname = "machine" + index;
      }
      if (!members.isEmpty() && random.nextInt(4) == 0) {
        Member linked = members.get(random.nextInt(members.size()));
        if (linked.mode == Mode.NETWORKS) {
          member.links.put("link" + index, linked.name);
        }
      }
    }

    /** Two servers of one namespace cannot have one port. */
    private void settlePorts() {
      Map<String, Set<Integer>> taken = new LinkedHashMap<>();
      for (Member member : members) {
        Set<Integer> used = taken.computeIfAbsent(namespace(member), key -> new LinkedHashSet<>());
        List<Integer> free = new ArrayList<>(PORTS);
        for (int further = 7100; further < 7120; further++) {
          free.add(further);
        }
        free.removeAll(used);
        member.port = free.get(random.nextInt(PORTS.size()));
        used.add(member.port);
      }
    }

    private void publish() {
      int outside = 16000;
      for (Member member : members) {
        if (member.mode == Mode.NETWORKS && random.nextInt(2) == 0) {
          int host = random.nextInt(3) == 0 ? PORTS.get(random.nextInt(PORTS.size())) : outside++;
          if (isFree(host)) {
            member.published.add(
                new Published(pick("", "", "127.0.0.1", "0.0.0.0"), host, member.port));
          }
        }
      }
    }

    private boolean isFree(int host) {
      return members.stream()
          .noneMatch(
              m ->
                  m.published.stream().anyMatch(p -> p.outside() == host)
                      || (m.mode == Mode.HOST && m.port == host));
    }

    private List<Tried> dials() {
      List<String> names = new ArrayList<>();
      List<Integer> ports = new ArrayList<>(PORTS);
      for (Member member : members) {
        names.add(member.name);
        member.networks.values().forEach(names::addAll);
        names.add(member.containerName.isEmpty() ? member.name : member.containerName);
        names.add(member.hostname.isEmpty() ? member.name : member.hostname);
        names.addAll(member.links.keySet());
        names.add(PROJECT + "-" + member.name + "-1");
        ports.add(member.port);
        member.published.forEach(p -> ports.add(p.outside()));
      }
      names.addAll(List.of("nobody", "localhost", "localhost", "127.0.0.1", "[::1]"));
      List<Tried> dials = new ArrayList<>();
      for (Member member : members) {
        for (int i = 0; i < 14; i++) {
          String host = names.get(random.nextInt(names.size()));
          int port = ports.get(random.nextInt(ports.size()));
          if (i % 2 == 0) {
            // Half of the dials are near to what is right.
            Member meant = members.get(random.nextInt(members.size()));
            host = random.nextInt(4) == 0 ? "localhost" : meant.name;
            boolean outside = !meant.published.isEmpty() && random.nextInt(3) == 0;
            port = outside ? meant.published.get(0).outside() : meant.port;
          }
          if (member.gateway && i == 13) {
            host = "host.docker.internal";
          }
          member.environment.add("PEER_" + i + "_URL: 'redis://" + host + ":" + port + "'");
          dials.add(new Tried(member.name, host, port));
        }
      }
      return dials;
    }

    private String yaml() {
      StringBuilder yaml = new StringBuilder("name: " + PROJECT + "\nservices:\n");
      for (Member member : members) {
        line(yaml, 2, member.name + ":");
        line(yaml, 4, "image: redis:7");
        String bind =
            switch (member.bind) {
              case "" -> "";
              case "*" -> ", --bind, '*', '-::*'";
              default -> ", --bind, '" + member.bind + "'";
            };
        line(yaml, 4, "command: [redis-server, --port, '" + member.port + "'" + bind + "]");
        switch (member.mode) {
          case HOST -> line(yaml, 4, "network_mode: host");
          case NONE -> line(yaml, 4, "network_mode: none");
          case SERVICE -> line(yaml, 4, "network_mode: service:" + member.owner);
          case NETWORKS -> {
            line(yaml, 4, "networks:");
            member.networks.forEach(
                (network, aliases) ->
                    line(
                        yaml,
                        6,
                        "n" + network + ": {aliases: [" + String.join(", ", aliases) + "]}"));
          }
        }
        if (!member.containerName.isEmpty()) {
          line(yaml, 4, "container_name: " + member.containerName);
        }
        if (!member.hostname.isEmpty()) {
          line(yaml, 4, "hostname: " + member.hostname);
        }
        if (!member.links.isEmpty()) {
          line(yaml, 4, "links:");
          member.links.forEach((alias, name) -> line(yaml, 6, "- " + name + ":" + alias));
        }
        if (member.gateway) {
          line(yaml, 4, "extra_hosts: ['host.docker.internal:host-gateway']");
        }
        if (!member.published.isEmpty()) {
          line(yaml, 4, "ports:");
          for (Published p : member.published) {
            String address = p.address().isEmpty() ? "" : p.address() + ":";
            line(yaml, 6, "- '" + address + p.outside() + ":" + p.inside() + "'");
          }
        }
        line(yaml, 4, "environment:");
        member.environment.forEach(text -> line(yaml, 6, text));
      }
      yaml.append("networks:\n");
      for (int n = 0; n < internal.size(); n++) {
        line(yaml, 2, "n" + n + ": {internal: " + internal.get(n) + "}");
      }
      return yaml.toString();
    }

    private static void line(StringBuilder yaml, int indent, String text) {
      yaml.append(" ".repeat(indent)).append(text).append('\n');
    }

    private static String namespace(Member member) {
      return switch (member.mode) {
        case HOST -> "host";
        case SERVICE -> member.owner;
        case NETWORKS, NONE -> member.name;
      };
    }

    private String address(Member member, int network) {
      return "10.77." + network + "." + (10 + members.indexOf(member));
    }

    private Map<String, Object> plan(List<Tried> dials) {
      List<Object> networks = new ArrayList<>();
      for (int n = 0; n < internal.size(); n++) {
        networks.add(Map.of("gateway", "10.77." + n + ".1", "internal", internal.get(n)));
      }
      networks.add(Map.of("gateway", DOCKER_HOST, "internal", false));
      List<Object> namespaces = new ArrayList<>();
      List<Object> host = new ArrayList<>(listeners("host"));
      List<Object> clients = new ArrayList<>();
      for (Member member : members) {
        if (member.mode == Mode.NETWORKS || member.mode == Mode.NONE) {
          List<Object> legs = new ArrayList<>();
          for (int n : member.networks.keySet()) {
            legs.add(Map.of("network", n, "address", address(member, n)));
          }
          namespaces.add(
              Map.of("name", member.name, "legs", legs, "listeners", listeners(member.name)));
        }
        member.published.forEach(published -> host.addAll(forwarded(member, published)));
        List<Object> dialled = new ArrayList<>();
        dials.stream()
            .filter(dial -> dial.service().equals(member.name))
            .forEach(d -> dialled.add(List.of(d.host().replaceAll("[\\[\\]]", ""), d.port())));
        clients.add(
            Map.of("namespace", namespace(member), "hosts", hosts(member), "dials", dialled));
      }
      return Map.of(
          "prefix", "dt" + seed + "-",
          "networks", networks,
          "namespaces", namespaces,
          "host", host,
          "clients", clients);
    }

    private List<Object> listeners(String namespace) {
      List<Object> sockets = new ArrayList<>();
      for (Member member : members) {
        if (namespace(member).equals(namespace)) {
          boolean everywhere = member.bind.isEmpty() || member.bind.equals("*");
          for (String address : everywhere ? List.of("0.0.0.0", "::") : List.of(member.bind)) {
            sockets.add(List.of(member.name, address, member.port, List.of()));
          }
        }
      }
      return sockets;
    }

    /** A published port leads in through a network that is not internal, or nowhere. */
    private List<Object> forwarded(Member member, Published published) {
      List<Integer> outward =
          member.networks.keySet().stream().filter(n -> !internal.get(n)).toList();
      List<Object> sockets = new ArrayList<>();
      if (!outward.isEmpty()) {
        List<Object> behind = List.of(address(member, outward.get(0)), published.inside());
        for (String address :
            published.address().isEmpty()
                ? List.of("0.0.0.0", "::")
                : List.of(published.address())) {
          sockets.add(List.of("", address, published.outside(), behind));
        }
      }
      return sockets;
    }

    /** What the engine's resolver and the container's own hosts file tell it. */
    private List<Object> hosts(Member member) {
      List<Object> hosts = new ArrayList<>();
      hosts.add(List.of("127.0.0.1", "localhost"));
      hosts.add(List.of("::1", "localhost"));
      Member reader =
          member.mode == Mode.SERVICE ? Objects.requireNonNull(byName.get(member.owner)) : member;
      if (reader.gateway) {
        hosts.add(List.of(DOCKER_HOST, "host.docker.internal"));
      }
      for (int n : reader.networks.keySet()) {
        for (Member other : members) {
          if (other.networks.containsKey(n)) {
            names(reader, other, n).forEach(name -> hosts.add(List.of(address(other, n), name)));
          }
        }
      }
      return hosts;
    }

    private static Set<String> names(Member reader, Member other, int network) {
      Set<String> names = new LinkedHashSet<>(other.networks.get(network));
      names.add(other.name);
      names.add(
          other.containerName.isEmpty() ? PROJECT + "-" + other.name + "-1" : other.containerName);
      if (!other.hostname.isEmpty()) {
        names.add(other.hostname);
      }
      reader.links.forEach(
          (alias, name) -> {
            if (name.equals(other.name)) {
              names.add(alias);
            }
          });
      return names;
    }

    private String pick(String... choices) {
      return choices[random.nextInt(choices.length)];
    }
  }
}
