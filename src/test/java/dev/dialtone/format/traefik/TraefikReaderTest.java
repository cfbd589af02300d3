package dev.dialtone.format.traefik;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.harness.ShownEndpoints;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraefikReaderTest {
  private static final String YAML = "/etc/traefik/traefik.yml";
  private static final String TOML = "/etc/traefik/traefik.toml";

  @Test
  void listensOnItsEntryPoints() {
    assertRead(
        Map.of(
            YAML,
            """
            entryPoints:
              web: {address: ":80"}
              Local: {Address: "127.0.0.1:8082"}
              dns: {address: ":53/udp"}
              secure:
                address: "[::]:443/tcp"
                http3: {}
            """),
        """
        listens on 80/tcp (`80` 2:20) at ALL (`:80` 2:19)
        listens on 8082/tcp (`8082` 3:31) at LOOPBACK_IPV4 (`127.0.0.1` 3:21)
        listens on 53/udp (`53` 4:20) at ALL (`:53` 4:19)
        listens on 443/tcp (`443` 6:20) at ALL (`[::]` 6:15)
        listens on 443/udp (`443` 6:20) at ALL (`[::]` 6:15)
        """);
  }

  @Test
  void readsTomlAlike() {
    assertRead(
        Map.of(
            TOML,
            """
            [entryPoints]
              [entryPoints.web]
                address = ":8000"
                [entryPoints.web.http3]
              [entryPoints.traefik]
                address = ":8888"
            [api]
              insecure = true
            """),
        """
        listens on 8000/tcp (`8000` 3:17) at ALL (`:8000` 3:16)
        listens on 8000/udp (`8000` 3:17) at ALL (`:8000` 3:16)
        listens on 8888/tcp (`8888` 6:17) at ALL (`:8888` 6:16)
        """);
  }

  @Test
  void withoutEntryPointsThereIsOne() {
    assertRead(
        Map.of(YAML, "api:\n  dashboard: true\n"),
        "listens on 80/tcp (`dashboard` 2:3) at ALL by default (`dashboard` 2:3)\n");
    assertRead(Map.of(YAML, ""), "listens on 80/tcp (`` 1:1) at ALL by default (`` 1:1)\n");
  }

  @Test
  void servesItselfWhereItIsToldTo() {
    String usual = "entryPoints: {web: {address: ':80'}}\n";
    String web = "listens on 80/tcp (`80` 1:32) at ALL (`:80` 1:31)\n";
    assertRead(
        Map.of(YAML, usual + "api: {insecure: true}\n"),
        web + "listens on 8080/tcp (`insecure` 2:7) at ALL by default (`insecure` 2:7)\n");
    assertRead(
        Map.of(YAML, usual + "ping: {}\n"),
        web + "listens on 8080/tcp (`address` 1:21) at ALL by default (`address` 1:21)\n");
    assertRead(Map.of(YAML, usual + "ping: {entryPoint: web}\n"), web);
    assertRead(Map.of(YAML, usual + "ping: {manualRouting: true}\n"), web);
    assertRead(Map.of(YAML, usual + "api: {insecure: false}\nmetrics: {otlp: {}}\n"), web);
  }

  @Test
  void theFirstFileCounts() {
    assertRead(
        Map.of(
            TOML, "[entryPoints.web]\naddress = ':81'\n",
            YAML, "entryPoints: {web: {address: ':80'}}\n"),
        "listens on 81/tcp (`81` 2:13) at ALL (`:81` 2:12)\n");
  }

  @Test
  void whatIsNotUnderstoodIsNotComplete() {
    assertRead(
        Map.of(YAML, "entryPoints: {web: {address: localhost}}\n"),
        "listens on 80/tcp (`address` 1:21) at ALL by default (`address` 1:21)\nnot complete\n");
    assertRead(
        Map.of(YAML, "entryPoints: {web: {address: '${ADDRESS}:80'}}\n"),
        "listens on 80/tcp (`80` 1:42) at UNKNOWN (… from `${ADDRESS}` 1:31)\n");
  }

  @Test
  void passesOnToTheServicesThatRoutersName() {
    assertRead(
        Map.of(
            YAML,
            """
            entryPoints: {web: {address: ":80"}}
            providers:
              docker: {endpoint: "tcp://guard:2375"}
              file: {directory: /rules}
            """,
            "/rules/shop.yml",
            """
            http:
              routers:
                shop: {rule: PathPrefix(`/`), service: Shop@file, middlewares: [login]}
              middlewares:
                login: {forwardAuth: {address: "http://auth:9091/verify"}}
                unused: {forwardAuth: {address: "http://nobody:1"}}
              services:
                shop: {loadBalancer: {servers: [{url: "http://shop:8000"}, {url: "http://{{ env `A` }}:1"}]}}
                unused: {loadBalancer: {servers: [{url: "http://nobody:2"}]}}
            tcp:
              routers: {db: {service: db}}
              services: {db: {loadBalancer: {servers: [{address: "db:5432"}]}}}
            """,
            "/rules/broken.yml",
            "{{ range . }}\nhttp: [\n",
            "/rules/notes.txt",
            "http: {}\n"),
        """
        listens on 80/tcp (`80` 1:32) at ALL (`:80` 1:31)
        dials tcp host `guard` 3:29 port `2375` 3:35 as BACKEND
        dials http host `auth` 5:44 port `9091` 5:49
        dials http host `shop` 8:51 port `8000` 8:56
        dials http host … from `{{ env `A` }}` 8:78 port `1` 8:92
        dials tcp host `db` 12:55 port `5432` 12:58
        """);
  }

  private static void assertRead(Map<String, String> files, String expected) {
    List<FilePath> main =
        files.keySet().stream()
            .filter(path -> path.startsWith("/etc/traefik/"))
            .map(FilePath::new)
            .sorted()
            .toList();
    assertEquals(expected, ShownEndpoints.of(TraefikReader.read(main, new MemoryWorkspace(files))));
  }
}
