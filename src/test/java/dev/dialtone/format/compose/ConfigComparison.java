package dev.dialtone.format.compose;

import dev.dialtone.model.Composition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares a composition with the answer of {@code docker compose config --format json}. */
final class ConfigComparison {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> KEYS =
      List.of(
          "build",
          "command",
          "configs",
          "container_name",
          "depends_on",
          "entrypoint",
          "environment",
          "expose",
          "external_links",
          "extra_hosts",
          "healthcheck",
          "hostname",
          "image",
          "labels",
          "links",
          "network_mode",
          "networks",
          "ports",
          "profiles",
          "restart",
          "scale",
          "secrets",
          "user",
          "volumes",
          "volumes_from",
          "working_dir");

  private ConfigComparison() {}

  /** Adds what differs between Compose's answer and our composition. */
  static void compare(String file, JsonNode answer, Composition composition, List<String> found) {
    JsonNode theirs = theirs(answer);
    JsonNode ours = JSON.readTree(ComposeJson.print(composition));
    check(file + " name", theirs.path("name"), ours.path("name"), found);
    check(file + " networks", theirs.path("networks"), ours.path("networks"), found);
    Map<String, JsonNode> services = new TreeMap<>();
    theirs.path("services").properties().forEach(e -> services.put(e.getKey(), e.getValue()));
    ours.path("services").properties().forEach(e -> services.putIfAbsent(e.getKey(), e.getValue()));
    for (String service : services.keySet()) {
      for (String key : KEYS) {
        check(
            file + " " + service + "." + key,
            theirs.path("services").path(service).path(key),
            ours.path("services").path(service).path(key),
            found);
      }
    }
  }

  private static void check(String where, JsonNode theirs, JsonNode ours, List<String> found) {
    if (!theirs.equals(ours)) {
      found.add(where + "\n    compose " + theirs + "\n    dialtone " + ours);
    }
  }

  /** Compose's answer without what we do not model, in our spelling of paths. */
  private static JsonNode theirs(JsonNode config) {
    JsonNode plain =
        JSON.readTree(
            config
                .toString()
                .replace("@ROOT@/", "")
                .replace("@ROOT@", ".")
                .replace("/nonexistent/", "~/"));
    plain
        .path("networks")
        .values()
        .forEach(node -> only(node, "name", "driver", "external", "internal"));
    for (JsonNode node : plain.path("services").values()) {
      ObjectNode service = (ObjectNode) node;
      JsonNode replicas = service.path("deploy").path("replicas");
      if (!service.has("scale") && replicas.isNumber()) {
        service.set("scale", replicas);
      }
      if (service.path("build").isObject()) {
        only(
            service.path("build"),
            "context",
            "dockerfile",
            "dockerfile_inline",
            "target",
            "network",
            "args");
        // An empty name means the default one.
        if (!service.path("build").has("dockerfile_inline")
            && !service.path("build").has("dockerfile")) {
          ((ObjectNode) service.path("build")).put("dockerfile", "Dockerfile");
        }
      }
      ports(service);
      service
          .path("networks")
          .values()
          .forEach(network -> only(network, "aliases", "ipv4_address", "ipv6_address"));
      networksWithoutAnything(service);
      if (service.path("healthcheck").path("disable").asBoolean(false)
          || service.path("healthcheck").path("test").path(0).asString("").equals("NONE")) {
        service.putObject("healthcheck").put("disable", true);
      }
      if (service.path("healthcheck").isObject() && service.path("healthcheck").isEmpty()) {
        service.remove("healthcheck");
      }
      volumes(service);
      targets(service, "configs", "/");
      targets(service, "secrets", "/run/secrets/");
    }
    return plain;
  }

  /** Compose takes 8080 and '8080' for two if another key differs too: one binding all the same. */
  private static void ports(ObjectNode service) {
    if (!(service.path("ports") instanceof ArrayNode ports)) {
      return;
    }
    ports.forEach(port -> only(port, "host_ip", "protocol", "target", "published"));
    ArrayNode distinct = JSON.createArrayNode();
    new LinkedHashSet<>(ports.valueStream().toList()).forEach(distinct::add);
    service.set("ports", distinct);
  }

  private static void networksWithoutAnything(ObjectNode service) {
    for (Map.Entry<String, JsonNode> network : service.path("networks").properties()) {
      if (network.getValue().isObject() && network.getValue().isEmpty()) {
        network.setValue(JSON.nullNode());
      }
    }
  }

  private static void volumes(ObjectNode service) {
    if (!(service.path("volumes") instanceof ArrayNode volumes)) {
      return;
    }
    ArrayNode kept = JSON.createArrayNode();
    for (JsonNode volume : volumes) {
      String type = volume.path("type").asString("");
      if (!type.equals("tmpfs")) {
        only(volume, "type", "source", "target", "read_only");
        if (!type.equals("bind") && !type.equals("volume")) {
          only(volume, "source", "target");
        }
        kept.add(volume);
      }
    }
    if (kept.isEmpty()) {
      service.remove("volumes");
    } else {
      service.set("volumes", kept);
    }
  }

  private static void targets(ObjectNode service, String key, String folder) {
    for (JsonNode node : service.path(key).values()) {
      only(node, "source", "target");
      ObjectNode mount = (ObjectNode) node;
      String target = mount.path("target").asString(mount.path("source").asString(""));
      mount.put("target", target.startsWith("/") ? target : folder + target);
    }
  }

  private static void only(JsonNode node, String... names) {
    if (node instanceof ObjectNode object) {
      object.retain(List.of(names));
    }
  }
}
