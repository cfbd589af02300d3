package dev.dialtone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.dialtone.Golden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follows connections of the test projects; {@code testdata/trace} holds what is printed. */
class TraceTest {
  private static final Path PROJECTS = Path.of("testdata/projects").toAbsolutePath();
  private static final Path ACCEPTED = Path.of("testdata/trace");

  @TempDir private Path folder;

  /** What a run gave. */
  private record Run(int status, String out, String err) {}

  private static Run run(Path folder, List<String> arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            folder,
            Map.of(),
            false,
            InputStream.nullInputStream(),
            new StringBuilder(),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    List<String> all = new ArrayList<>(List.of("trace"));
    all.addAll(arguments);
    int status = Main.run(all, surroundings);
    return new Run(status, surroundings.out().toString(), err.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          CASE                    | PROJECT       | ARGUMENTS                          | STATUS
          reached                 | econnrefused  | worker                             | 0
          refused-at-localhost    | econnrefused  | api                                | 1
          asked-for               | econnrefused  | adminer db:5433                    | 1
          external                | econnrefused  | api https://api.example.com/v1     | 0
          port-that-nobody-knows  | econnrefused  | worker api:9999                    | 1
          assumed-from-an-example | env-example   | app 127.0.0.1                      | 1
          host-mode               | host-network  | agent                              | 0
          host-mode-and-a-name    | host-network  | agent db:3306                      | 1
          machine-unnamed         | econnrefused  | api host.docker.internal:5433      | 1
          unknown-name            | include       | exporter                           | 1
          through-an-extension    | include       | api 127.0.0.1:6379                 | 1
          no-shared-network       | clean         | proxy db:5432                      | 1
          upstream-of-a-proxy     | clean         | proxy                              | 0
          healthcheck-and-peers   | kafka         | kafka                              | 0
          configuration-file      | postgres-conf | backup                             | 1
          shared-namespace        | sidecar       | library                            | 1
          every-variant           | override      | web cache                          | 1
          dials-nobody            | econnrefused  | adminer                            | 0
          """)
  void theWayIsTheAcceptedOne(String name, String project, String arguments, int status)
      throws IOException {
    List<String> words = List.of(arguments.split(" "));
    List<String> json = new ArrayList<>(words);
    json.addAll(List.of("--format", "json"));

    Run text = run(PROJECTS.resolve(project), words);
    Run told = run(PROJECTS.resolve(project), json);

    assertEquals("", text.err());
    assertEquals(List.of(status, status), List.of(text.status(), told.status()));
    Golden.check(ACCEPTED.resolve(name).resolve("expected.txt"), text.out());
    Golden.check(ACCEPTED.resolve(name).resolve("expected.json"), told.out());
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("schema", "trace.schema.json")));
    assertEquals(List.of(), schema.validate(told.out(), InputFormat.JSON));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          ARGUMENTS                   | MESSAGE
                                      | trace takes a service, such as `dialtone trace api`
          wroker                      | no service is called wroker (did you mean worker?)
          Worker                      | no service is called Worker (did you mean worker?)
          nobody-like-it              | no service is called nobody-like-it
          worker db:port              | `db:port` is no host, host:port or URL
          worker db:70000             | `db:70000` is no host, host:port or URL
          worker http://              | `http://` is no host, host:port or URL
          worker db:5432 gone         | no such file or folder: gone
          worker gone/                | no such file or folder: gone/
          worker --format xml         | Invalid value for option '--format': `xml` is none of text, json
          worker -f gone.yaml         | no such file: gone.yaml
          worker db api               | nothing to lint: no Compose file in api
          """)
  void aCallThatCannotBeCarriedOutIsToldInOneLine(@Nullable String arguments, String message) {
    List<String> words = arguments == null ? List.of() : List.of(arguments.split(" "));

    assertEquals(
        new Run(2, "", "dialtone: " + message + "\n"),
        run(PROJECTS.resolve("econnrefused"), words));
  }

  @Test
  void theTargetMayBeLeftOutBeforeAPath() {
    Run there = run(PROJECTS, List.of("worker", "./econnrefused"));

    assertEquals(0, there.status());
    assertEquals(there, run(PROJECTS, List.of("worker", "db", "econnrefused")));
    assertEquals(
        there, run(PROJECTS, List.of("worker", "db:5432", "-f", "econnrefused/compose.yaml")));
  }

  @Test
  void colourFollowsTheOption() throws IOException {
    Files.writeString(
        folder.resolve("compose.yaml"),
        """
        services:
          api:
            image: node:22
            environment: {DB_HOST: dbb}
        """);

    assertEquals(
        new Run(
            1,
            """
            <1>`api` dials `dbb`:<0> <1;31>unresolved<0>
              <1>address<0>      `dbb`, no port
                           <1;34>compose.yaml:4:28<0>  environment: {DB_HOST: dbb}
              <1>dialler<0>      the process of `api`, in Node.js
                           <1;34>compose.yaml:3:12<0>  image: node:22
              <1>namespace<0>    its own, on the network `default`
                           <1;34>compose.yaml:2:3<0>   api:  <1;34>(the network `default`)<0>
              <1>name<0>         `dbb` is the name of nothing in this project
              <1>verdict<0>      unresolvable: nothing answers to the name
              <1>at run time<0>  getaddrinfo ENOTFOUND dbb
            """
                .replaceAll("<([0-9;]+)>", "\u001b[$1m"),
            ""),
        run(folder, List.of("api", "--color", "always")));
  }

  private static final String NAMES =
      """
      name: shop
      services:
        api:
          image: node:22
          networks: [front, back]
          links: ["db:postgres"]
          extra_hosts: ["machine:host-gateway", "legacy:192.0.2.7"]
        db:
          image: postgres:17
          container_name: shop-database
          hostname: pg
          networks:
            back: {aliases: [database, sql], ipv4_address: 10.9.0.5}
        agent:
          image: acme/agent
          network_mode: service:api
        lonely:
          image: acme/lonely
          network_mode: none
        cache:
          image: redis:8
          networks: [aside]
      networks: {front: {}, back: {}, aside: {}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          FROM   | TARGET                    | NAMESPACE                                  | NAME                                                                          | PLACES
          api    | db:5432                   | its own, on the networks `front`, `back`   | `db` is a service on the network `back`                                       | 8
          api    | DB:5432                   | its own, on the networks `front`, `back`   | `DB` is a service on the network `back`                                       | 8
          api    | shop-database:5432        | its own, on the networks `front`, `back`   | `shop-database` is the container name of `db` on the network `back`           | 10
          api    | pg:5432                   | its own, on the networks `front`, `back`   | `pg` is the host name of `db` on the network `back`                           | 11
          api    | sql:5432                  | its own, on the networks `front`, `back`   | `sql` is an alias of `db` on the network `back`                               | 13
          api    | postgres:5432             | its own, on the networks `front`, `back`   | `postgres` is a link to `db`                                                  | 6
          api    | 10.9.0.5:5432             | its own, on the networks `front`, `back`   | `10.9.0.5` is the address of `db` on the network `back`                       | 13
          api    | machine:5432              | its own, on the networks `front`, `back`   | `machine` is the machine that runs the containers                             | 7
          api    | legacy:5432               | its own, on the networks `front`, `back`   | `legacy` leads out of the project                                             | 7
          api    | api:3000                  | its own, on the networks `front`, `back`   | `api` is a service on the network `front`, and a service on the network `back` | 3
          api    | cache:6379                | its own, on the networks `front`, `back`   | `cache` is a service, but on no network that `api` is on                      | 20 22
          api    | datbase:5432              | its own, on the networks `front`, `back`   | `datbase` is the name of nothing in this project                              | 13
          agent  | sql:5432                  | that of `api`, on the networks `front`, `back` | `sql` is an alias of `db` on the network `back`                           | 13
          agent  | localhost:9000            | that of `api`, on the networks `front`, `back` | `localhost` is the container of `api`, which `agent` shares               |
          lonely | db:5432                   | one of its own, without any network        | `db` is a service, but on no network that `lonely` is on                      | 8 13
          """)
  void theNamespaceAndTheNameAreTold(
      String from, String target, String namespace, String name, @Nullable String places)
      throws IOException {
    Files.writeString(folder.resolve("compose.yaml"), NAMES);

    JsonNode steps =
        JsonMapper.shared()
            .readTree(run(folder, List.of(from, target, "--format", "json")).out())
            .path("traces")
            .path(0)
            .path("steps");

    List<String> lines = new ArrayList<>();
    step(steps, "name").path("places").forEach(p -> lines.add(p.path("line").asString()));
    assertEquals(namespace, step(steps, "namespace").path("message").asString());
    assertEquals(name, step(steps, "name").path("message").asString());
    assertEquals(places == null ? "" : places, String.join(" ", lines));
  }

  private static JsonNode step(JsonNode steps, String kind) {
    for (JsonNode step : steps) {
      if (step.path("step").asString().equals(kind)) {
        return step;
      }
    }
    return steps.path("none");
  }
}
