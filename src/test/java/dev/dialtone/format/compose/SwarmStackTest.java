package dev.dialtone.format.compose;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.model.Composition;
import dev.dialtone.model.NetworkMode;
import dev.dialtone.model.Restart;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwarmStackTest {
  private static Composition load(String name, String text) {
    return ComposeLoader.load(
        ComposeRequest.of(List.of(new FilePath(name))), new MemoryWorkspace(Map.of(name, text)));
  }

  private static Service web(String attributes) {
    Composition composition =
        load("docker-stack.yml", "services:\n  db: {image: db}\n  web:\n" + attributes);
    return requireNonNull(composition.services().get(new ServiceName("web")));
  }

  @ParameterizedTest
  @CsvSource({
    "docker-stack.yml, true",
    "stack.yaml, true",
    "shop-stack.yml, true",
    "stack-prod.yaml, true",
    "docker-compose-stack.yml, true",
    "docker-compose.swarm.yml, true",
    "haystack.yml, false",
    "stacks.yml, false",
    "docker-compose.yml, false",
  })
  void aNameSpeaksOfAStackByAWholeWord(String name, boolean stack) {
    assertEquals(stack, ComposeFiles.isStackName(name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stack.yml   | {image: a}                                         | true",
        "compose.yml | {image: a}                                         | false",
        "stack.yml   | {image: a, depends_on: [db], restart: always}      | true",
        "stack.yml   | {image: a, depends_on: {db: {condition: x}}}       | false",
        "stack.yml   | {image: a, profiles: [dev]}                        | false",
        "stack.yml   | {extends: {service: db}}                           | false",
        "stack.yml   | {image: a, x-own: 1}                               | true",
        "stack.yml   | {image: a, container_name: w}                      | false",
        "stack.yml   | {image: a, container_name: w, deploy: {placement: {constraints: [a]}}} | true",
        "compose.yml | {image: a, deploy: {placement: {constraints: [a]}}} | true",
        "compose.yml | {image: a, deploy: {endpoint_mode: dnsrr}}         | true",
        "compose.yml | {image: a, deploy: {replicas: 2}}                  | false",
        "compose.yml | {image: a, network_mode: host, deploy: {labels: [a=b]}} | false",
      })
  void filesAreForASwarmIfItTakesThemAndSomethingSaysSo(String name, String web, boolean swarm) {
    String text = "services:\n  db: {image: db}\n  web: " + web + "\n";
    assertEquals(swarm, load(name, text).premises().swarm());
  }

  @Test
  void anOverlayNetworkIsOfASwarm() {
    String text = "services: {web: {image: a, networks: [n]}}\nnetworks: {n: {driver: overlay}}\n";
    assertEquals(true, load("compose.yml", text).premises().swarm());
    assertEquals(false, load("compose.yml", "name: shop\n" + text).premises().swarm());
  }

  @Test
  void composeReadsAStackAsAnyOtherFile() {
    ComposeRequest request = ComposeRequest.of(List.of(new FilePath("stack.yml")));
    Composition composition =
        ComposeLoader.load(
            request.in(ComposeRequest.Surroundings.EMPTY),
            new MemoryWorkspace(Map.of("stack.yml", "services: {web: {image: a}}\n")));
    assertEquals(false, composition.premises().swarm());
  }

  @Test
  void whatASwarmPassesOverIsNotThere() {
    Service web =
        web(
            """
                image: a
                container_name: w
                links: [db]
                network_mode: host
                depends_on: [db]
                deploy: {update_config: {parallelism: 1}}
            """);
    assertEquals("", web.containerName().chars());
    assertEquals(List.of(), web.links());
    assertEquals(List.of(), web.dependencies());
    assertEquals(new NetworkMode.Networks(), web.networkMode());
    assertEquals("default", web.attachments().get(0).network().value());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{image: a}                                                       | AFTER_FAILURE",
        "{image: a, restart: 'no'}                                        | AFTER_FAILURE",
        "{image: a, deploy: {restart_policy: {delay: 5s}}}                | AFTER_FAILURE",
        "{image: a, deploy: {restart_policy: {condition: on-failure}}}    | AFTER_FAILURE",
        "{image: a, deploy: {restart_policy: {condition: none}}}          | NEVER",
        "{image: a, deploy: {restart_policy: {condition: $UNSET}}}        | UNCLEAR",
      })
  void whatEndsIsStartedAgainUnlessItsPolicySaysOtherwise(String web, Restart restart) {
    assertEquals(restart, web("    " + web + "\n").restart());
  }

  @Test
  void portsAndNetworksHaveNoAddressesOfTheirOwn() {
    Service web =
        web(
            """
                image: a
                ports: ['127.0.0.1:80:8080', '[::1]:81:81', '82']
                networks: {default: {ipv4_address: 172.20.0.2, aliases: [w]}}
            """);
    assertEquals(
        List.of("80:8080", "81:81", "82"),
        web.ports().stream().map(port -> port.at().chars()).toList());
    assertEquals(
        List.of("", "", ""), web.ports().stream().map(port -> port.hostAddress().chars()).toList());
    assertEquals(List.of(), web.attachments().get(0).addresses());
    assertEquals("w", web.attachments().get(0).aliases().get(0).chars());
  }
}
