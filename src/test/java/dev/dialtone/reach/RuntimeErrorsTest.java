package dev.dialtone.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.engine.LintRequest;
import dev.dialtone.engine.Linter;
import dev.dialtone.model.Outcome;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeErrorsTest {
  private static List<String> errors(Map<String, String> files) {
    LintRequest request = LintRequest.of(FilePath.ROOT);
    List<Outcome> outcomes =
        new Linter(List.of()).outcomes(new MemoryWorkspace(new TreeMap<>(files)), request);
    RuntimeErrors errors = new RuntimeErrors(outcomes.get(0).project());
    return outcomes.get(0).connections().stream().map(errors::of).toList();
  }

  private static String errorOf(Map<String, String> files) {
    List<String> errors = errors(files);
    assertEquals(1, errors.size(), errors::toString);
    return errors.get(0);
  }

  /** A client of an image whose variable dials where nobody listens. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          node:20           | DB_URL=postgres://u@localhost:5433/x            | connect ECONNREFUSED 127.0.0.1:5433
          node:20           | DB_URL=postgres://u@[::1]:5433/x                | connect ECONNREFUSED ::1:5433
          node:20           | DB_URL=postgres://u@db:5433/x                   | connect ECONNREFUSED <address of db>:5433
          node:20           | DB_URL=postgres://u@dbb:5432/x                  | getaddrinfo ENOTFOUND dbb
          golang:1.23       | DB_URL=postgres://u@localhost:5433/x            | dial tcp 127.0.0.1:5433: connect: connection refused
          golang:1.23       | DB_URL=postgres://u@dbb:5432/x                  | dial tcp: lookup dbb on 127.0.0.11:53: no such host
          rust:1            | DB_URL=postgres://u@localhost:5433/x            | Connection refused (os error 111)
          rust:1            | DB_URL=postgres://u@dbb:5432/x                  | failed to lookup address information: Name or service not known
          python:3.12       | DB_URL=postgres://u@localhost:5433/x            | connection to server at "localhost" (127.0.0.1), port 5433 failed: Connection refused
          python:3.12       | DB_URL=postgres://u@127.0.0.1:5433/x            | connection to server at "127.0.0.1", port 5433 failed: Connection refused
          python:3.12       | DB_HOST=dbb                                     | socket.gaierror: [Errno -2] Name or service not known
          python:3.12       | POSTGRES_HOST=dbb                               | could not translate host name "dbb" to address: Name or service not known
          python:3.12       | DB_URL=postgresql+psycopg://u@dbb:5432/x        | failed to resolve host 'dbb': [Errno -2] Name or service not known
          python:3.12       | DB_URL=postgresql+psycopg://u@localhost:5433/x  | connection to server at "localhost" (127.0.0.1), port 5433 failed: Connection refused
          python:3.12       | DB_URL=postgresql+asyncpg://u@localhost:5433/x  | ConnectionRefusedError: [Errno 111] Connect call failed ('127.0.0.1', 5433)
          python:3.12       | DB_URL=postgresql+asyncpg://u@dbb:5432/x        | socket.gaierror: [Errno -2] Name or service not known
          python:3.12       | DB_URL=mysql+pymysql://u@dbb:3306/x             | (2003, "Can't connect to MySQL server on 'dbb' ([Errno -2] Name or service not known)")
          python:3.12       | REDIS_URL=redis://localhost:6380                | Error 111 connecting to localhost:6380. Connection refused.
          python:3.12       | MONGO_URL=mongodb://mongoo:27017                | mongoo:27017: [Errno -2] Name or service not known
          python:3.12       | API_URL=http://dbb:8000                         | Failed to resolve 'dbb' ([Errno -2] Name or service not known)
          eclipse-temurin:21 | DB_URL=jdbc:postgresql://localhost:5433/x      | Connection to localhost:5433 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.
          eclipse-temurin:21 | DB_URL=jdbc:postgresql://dbb:5432/x            | java.net.UnknownHostException: dbb
          shop/api:1        | DB_URL=jdbc:postgresql://dbb:5432/x             | java.net.UnknownHostException: dbb
          shop/api:1        | DB_URL=jdbc:mysql://db:3307/x                   | Communications link failure
          eclipse-temurin:21 | AMQP_URL=amqp://dbb:5672                       | java.net.UnknownHostException: dbb
          php:8.3           | DB_URL=mysql://u@db:3307/x                      | SQLSTATE[HY000] [2002] Connection refused
          php:8.3           | DB_URL=mysql://u@dbb:3306/x                     | SQLSTATE[HY000] [2002] php_network_getaddresses: getaddrinfo for dbb failed: Name or service not known
          php:8.3           | DB_URL=postgres://u@dbb:5432/x                  | could not translate host name "dbb" to address: Name or service not known
          php:8.3           | REDIS_URL=redis://dbb:6379                      | RedisException: php_network_getaddresses: getaddrinfo for dbb failed: Name or service not known
          php:8.3           | API_URL=http://dbb:8000                         | cURL error 6: Could not resolve host: dbb
          ruby:3.3          | DB_URL=postgres://u@dbb:5432/x                  | could not translate host name "dbb" to address: Name or service not known
          ruby:3.3          | AMQP_URL=amqp://localhost:5673                  | Connection refused - connect(2) for "localhost" port 5673 (Errno::ECONNREFUSED)
          ruby:3.3          | API_URL=http://dbb:8000                         | Failed to open TCP connection to dbb:8000 (getaddrinfo: Name or service not known)
          mcr.microsoft.com/dotnet/aspnet:8.0 | DB_URL=postgres://u@db:5433/x | Npgsql.NpgsqlException (0x80004005): Failed to connect to <address of db>:5433
          mcr.microsoft.com/dotnet/aspnet:8.0 | DB_URL=postgres://u@dbb:5432/x | Name or service not known (dbb:5432)
          shop/api:1        | DB_URL=postgres://u@db:5433/x                   | connect to db:5433: Connection refused
          shop/api:1        | DB_URL=postgres://u@dbb:5432/x                  | dbb: Name or service not known
          """)
  void theDiallersOwnClientSpeaks(String image, String variable, String error) {
    String compose =
        """
        services:
          api:
            image: %s
            environment: ["%s"]
          db:
            image: %s
        """
            .formatted(image, variable, serverOf(variable));

    assertEquals(error, errorOf(Map.of("compose.yaml", compose)));
  }

  private static String serverOf(String variable) {
    return variable.contains("mysql")
        ? "mysql:8"
        : variable.contains("redis:")
            ? "redis:7"
            : variable.contains("amqp:") ? "rabbitmq:4" : "postgres:17";
  }

  /** Whatever the image: what the configuration is for dials. */
  @ParameterizedTest
  @ValueSource(strings = {"nginx:1.27", "shop/edge:1"})
  void nginxDoesNotStart(String image) {
    String compose =
        """
        services:
          web:
            image: %s
            volumes: ["./nginx.conf:/etc/nginx/nginx.conf:ro"]
          api:
            image: shop/api:1
        """
            .formatted(image);
    String configuration = "events {}\nhttp { server { location / { proxy_pass http://%s; } } }\n";

    assertEquals(
        "host not found in upstream \"apo\"",
        errorOf(Map.of("compose.yaml", compose, "nginx.conf", configuration.formatted("apo:80"))));
  }

  /** A healthcheck runs a program of its own, whatever the service is written in. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          curl -f http://dbb:80/      | curl: (6) Could not resolve host: dbb
          wget -q -O- http://dbb:80/  | wget: bad address 'dbb:80'
          pg_isready -h dbb           | dbb:5432 - no response
          psql -h dbb -c 'select 1'   | could not translate host name "dbb" to address: Name or service not known
          redis-cli -h dbb ping       | Could not connect to Redis at dbb:6379: Name or service not known
          mariadb-admin -h dbb ping   | ERROR 2005 (HY000): Unknown server host 'dbb' (-2)
          nc -z dbb 5432              | dbb: Name or service not known
          """)
  void theProgramOfAHealthcheckSpeaks(String test, String error) {
    String compose =
        """
        services:
          api:
            image: node:20
            healthcheck:
              test: %s
          db:
            image: postgres:17
        """
            .formatted(test);

    assertEquals(error, errorOf(Map.of("compose.yaml", compose)));
  }

  @ParameterizedTest
  @CsvSource({
    "go.mod package.json, dial tcp: lookup dbb on 127.0.0.11:53: no such host",
    "package.json, getaddrinfo ENOTFOUND dbb",
    "composer.json, php_network_getaddresses: getaddrinfo for dbb failed: Name or service not known",
    "go.mod Cargo.toml, dbb: Name or service not known",
    "README.md, dbb: Name or service not known"
  })
  void anImageWithoutALanguageHasThatOfItsSources(String manifests, String error) {
    Map<String, String> files = new TreeMap<>();
    files.put(
        "compose.yaml",
        """
        services:
          api:
            build: api
            environment: ["AMQP_URL=amqp://dbb:5672"]
          db:
            image: postgres:17
        """);
    files.put("api/Dockerfile", "FROM alpine:3\nCOPY app /app\nCMD [\"/app\"]\n");
    for (String name : List.of(manifests.split(" "))) {
      files.put("api/" + name, "");
    }

    assertEquals(error, errorOf(files));
  }

  @Test
  void whatDoesNotFailHasNoText() {
    String compose =
        """
        services:
          api:
            image: node:20
            environment: ["DB_URL=postgres://u@db:5432/x", "API_URL=https://api.example.com/"]
          db:
            image: postgres:17
        """;

    assertEquals(List.of("", ""), errors(Map.of("compose.yaml", compose)));
  }
}
