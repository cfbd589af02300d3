package dev.dialtone.format.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.model.Composition;
import dev.dialtone.source.FilePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares our reading of real Compose files with what {@code docker compose config} says. */
final class ComposeConfigTest {
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

  private static Path shared() {
    String given = System.getProperty("dialtone.shared", "");
    Path path = Path.of(given.isEmpty() ? "../shared" : given);
    Assumptions.assumeTrue(
        Files.isRegularFile(path.resolve("oracle/compose-config.jsonl")),
        "no oracle in " + path + "; set -Ddialtone.shared");
    return path;
  }

  @Test
  void whatComposeAcceptsIsReadAsComposeReadsIt() throws IOException {
    Path shared = shared();
    FolderWorkspace workspace = new FolderWorkspace(shared.resolve("corpus"));
    List<String> differences = new ArrayList<>();
    int accepted = 0;
    int equal = 0;
    for (String line :
        Files.readAllLines(shared.resolve("oracle/compose-config.jsonl"), StandardCharsets.UTF_8)) {
      JsonNode answer = JSON.readTree(line);
      if (!answer.get("ok").asBoolean()) {
        continue;
      }
      accepted++;
      String file = answer.get("file").asString();
      Composition composition = load(file, workspace);
      List<String> found = new ArrayList<>();
      compare(
          file, theirs(answer.get("config")), JSON.readTree(ComposeJson.print(composition)), found);
      composition.problems().forEach(p -> found.add(p.span() + " " + p.message()));
      composition.misfits().forEach(m -> found.add(m.at().span() + " " + m.message()));
      equal += found.isEmpty() ? 1 : 0;
      differences.addAll(found);
    }
    assertTrue(accepted > 1_000, "only " + accepted + " files");
    assertEquals(
        "", String.join("\n", differences), equal + " of " + accepted + " files are equal");
  }

  @Test
  void whatComposeRefusesHasAProblemOrIsAFragment() throws IOException {
    Path shared = shared();
    FolderWorkspace workspace = new FolderWorkspace(shared.resolve("corpus"));
    List<String> silent = new ArrayList<>();
    int refused = 0;
    for (String line :
        Files.readAllLines(shared.resolve("oracle/compose-config.jsonl"), StandardCharsets.UTF_8)) {
      JsonNode answer = JSON.readTree(line);
      if (answer.get("ok").asBoolean()) {
        continue;
      }
      refused++;
      Composition composition = load(answer.get("file").asString(), workspace);
      boolean known =
          !composition.problems().isEmpty()
              || !composition.misfits().isEmpty()
              || !composition.undefined().isEmpty()
              || composition.unreadable().stream().anyMatch(Composition.MissingFile::required)
              || composition.fragment();
      String error = answer.get("error").asString();
      // Newer versions accept `pre_start`; the other two are no matter of connections.
      boolean exempt =
          error.contains("'pre_start' not allowed")
              || error.contains("build.platforms MUST include")
              || error.contains("types.SSHKey");
      if (!known && !exempt) {
        silent.add(answer.get("file").asString() + ": " + error);
      }
    }
    assertTrue(refused > 600, "only " + refused + " files");
    assertEquals("", String.join("\n", silent), silent.size() + " of " + refused + " files");
  }

  private static Composition load(String file, FolderWorkspace workspace) {
    FilePath path = new FilePath(file);
    return ComposeLoader.load(
        ComposeRequest.of(List.of(path)).in(ComposeRequest.Surroundings.EMPTY), workspace);
  }

  private static void compare(String file, JsonNode theirs, JsonNode ours, List<String> found) {
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
      service
          .path("ports")
          .values()
          .forEach(port -> only(port, "host_ip", "protocol", "target", "published"));
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
