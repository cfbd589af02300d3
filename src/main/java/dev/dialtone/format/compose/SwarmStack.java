package dev.dialtone.format.compose;

import dev.dialtone.format.compose.Tree.Kind;
import dev.dialtone.format.compose.Tree.Leaf;
import dev.dialtone.format.compose.Tree.Mark;
import dev.dialtone.format.compose.Tree.Member;
import dev.dialtone.format.compose.Tree.Series;
import dev.dialtone.format.compose.Tree.Table;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells files for {@code docker stack deploy} from those for Compose, and reads them as it does: in
 * a swarm nothing waits for anything else, containers have no names of their own, and what ends is
 * started again.
 *
 * @see <a href="https://github.com/docker/cli/blob/v28.0.0/cli/compose/types/types.go">what {@code
 *     docker stack deploy} passes over and what it refuses</a>
 * @see <a
 *     href="https://github.com/docker/cli/blob/v28.0.0/cli/compose/schema/data/config_schema_v3.13.json">
 *     the keys that it knows</a>
 */
final class SwarmStack {
  /** What the name of such a file speaks of. */
  private static final Set<String> WORDS = Set.of("stack", "swarm");

  /** The keys of a service that the schema of {@code docker stack deploy} has. */
  private static final Set<String> KNOWN =
      Set.of(
          "build",
          "cap_add",
          "cap_drop",
          "cgroup_parent",
          "cgroupns_mode",
          "command",
          "configs",
          "container_name",
          "credential_spec",
          "depends_on",
          "deploy",
          "devices",
          "dns",
          "dns_search",
          "domainname",
          "entrypoint",
          "env_file",
          "environment",
          "expose",
          "external_links",
          "extra_hosts",
          "group_add",
          "healthcheck",
          "hostname",
          "image",
          "init",
          "ipc",
          "isolation",
          "labels",
          "links",
          "logging",
          "mac_address",
          "network_mode",
          "networks",
          "oom_score_adj",
          "pid",
          "ports",
          "privileged",
          "read_only",
          "restart",
          "secrets",
          "security_opt",
          "shm_size",
          "stdin_open",
          "stop_grace_period",
          "stop_signal",
          "sysctls",
          "tmpfs",
          "tty",
          "ulimits",
          "user",
          "userns_mode",
          "volumes",
          "working_dir",
          "<<");

  /** The keys of {@code deploy} that Compose passes over. */
  private static final Set<String> FOR_SWARMS_ONLY =
      Set.of("endpoint_mode", "labels", "placement", "rollback_config", "update_config");

  /** Keys of a service without which others reach it, or it them, in another way. */
  private static final Set<String> FOR_COMPOSE_ONLY =
      Set.of("container_name", "external_links", "links", "network_mode");

  /** Of the keys that are passed over, those that say more than how a container is confined. */
  private static final Set<String> PASSED_OVER =
      Set.of(
          "container_name",
          "depends_on",
          "external_links",
          "ipc",
          "links",
          "network_mode",
          "pid",
          "restart");

  private SwarmStack() {}

  /** Whether the name of a file has a word for what swarms run: {@code docker-stack.prod.yml}. */
  static boolean isNamedSo(String fileName) {
    for (String word : fileName.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1)) {
      if (WORDS.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether files that are merged are for a swarm: it would take them, and their names or their
   * keys say so; where only one of the two does, nothing in them may need Compose.
   */
  static boolean isMade(Collection<FilePath> files, Collection<YamlNode> documents) {
    boolean named = files.stream().anyMatch(file -> isNamedSo(file.name()));
    Signs signs = new Signs();
    documents.forEach(signs::ofDocument);
    boolean marked = signs.swarm;
    return !signs.refused && (named || marked) && ((named && marked) || !signs.compose);
  }

  /** What the keys of files say of who is to read them. */
  private static final class Signs {
    /** Whether {@code docker stack deploy} does not take them. */
    private boolean refused;

    /** Whether something in them means nothing to Compose. */
    private boolean swarm;

    /** Whether something in them means nothing to a swarm and much to Compose. */
    private boolean compose;

    void ofDocument(YamlNode document) {
      for (YamlNode.Entry entry : ComposeFiles.entries(document)) {
        switch (entry.key().text().chars()) {
          case "services" ->
              ComposeFiles.entries(entry.value()).forEach(each -> ofService(each.value()));
          case "networks" ->
              ComposeFiles.entries(entry.value()).forEach(each -> ofNetwork(each.value()));
          case "version", "volumes", "secrets", "configs" -> {
            // Both take them.
          }
          default -> refused |= !entry.key().text().chars().startsWith("x-");
        }
      }
    }

    private void ofService(YamlNode service) {
      for (YamlNode.Entry entry : ComposeFiles.entries(service)) {
        String key = entry.key().text().chars();
        refused |= !KNOWN.contains(key) && !key.startsWith("x-");
        compose |= FOR_COMPOSE_ONLY.contains(key);
        if (key.equals("depends_on")) {
          // Conditions are not for swarms, and neither is the form that has them.
          refused |= entry.value().resolved() instanceof YamlNode.Mapping;
        } else if (key.equals("deploy")) {
          for (YamlNode.Entry inner : ComposeFiles.entries(entry.value())) {
            swarm |= FOR_SWARMS_ONLY.contains(inner.key().text().chars());
          }
        }
      }
    }

    private void ofNetwork(YamlNode network) {
      for (YamlNode.Entry entry : ComposeFiles.entries(network)) {
        swarm |=
            entry.key().text().is("driver")
                && entry.value().resolved() instanceof YamlNode.Scalar scalar
                && scalar.text().is("overlay");
      }
    }
  }

  /** The merged tree as a swarm takes it: without what it passes over. */
  static Table taken(Table model) {
    if (!(model.get("services") instanceof Table services)) {
      return model;
    }
    Map<String, Member> members = new LinkedHashMap<>();
    services
        .members()
        .forEach(
            (name, member) ->
                members.put(
                    name,
                    member.value() instanceof Table service
                        ? member.with(service(service, member.key()))
                        : member));
    return model.with("services", services.with(members));
  }

  private static Table service(Table service, Text name) {
    Map<String, Member> members = new LinkedHashMap<>(service.members());
    members.keySet().removeAll(PASSED_OVER);
    Text condition = service.table("deploy").table("restart_policy").text("condition");
    if (condition.isKnown() && !condition.is("none")) {
      // Whatever ends is started again, also where nothing says so.
      Leaf form = new Leaf(name, Kind.STRING, name.site(), service.folder());
      members.put(
          "restart", new Member(name, Leaf.implied("always", Kind.STRING, form), Mark.NONE));
    }
    return service
        .with(members)
        .with("networks", withoutAddresses(service.get("networks")))
        .with("ports", everywhere(service.get("ports")));
  }

  /** Fixed addresses are passed over: a swarm gives its tasks their addresses itself. */
  private static Tree withoutAddresses(Tree networks) {
    if (!(networks instanceof Table table)) {
      return networks;
    }
    Map<String, Member> members = new LinkedHashMap<>();
    table
        .members()
        .forEach(
            (name, member) -> {
              Tree value = member.value();
              if (value instanceof Table attachment) {
                Map<String, Member> kept = new LinkedHashMap<>(attachment.members());
                kept.keySet().removeAll(List.of("ipv4_address", "ipv6_address"));
                value = attachment.with(kept);
              }
              members.put(name, member.with(value));
            });
    return table.with(members);
  }

  /** Ports are published on all addresses of all nodes, whatever address is written. */
  private static Tree everywhere(Tree ports) {
    if (!(ports instanceof Series series)) {
      return ports;
    }
    List<Tree> items = new ArrayList<>();
    for (Tree item : series.items()) {
      items.add(
          item instanceof Leaf leaf && !leaf.isNull()
              ? leaf.with(withoutAddress(leaf.text()), leaf.kind())
              : item);
    }
    return series.with(items);
  }

  /** {@code 80:8080} of {@code 127.0.0.1:80:8080}. */
  private static Text withoutAddress(Text port) {
    int inside = port.chars().lastIndexOf(':');
    int outside = inside < 0 ? -1 : port.chars().lastIndexOf(':', inside - 1);
    return outside < 0 || !port.isKnown() ? port : port.slice(outside + 1);
  }
}
