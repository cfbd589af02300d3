package dev.dialtone.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A canary in every place where a secret can stand, each on a line that findings point at, and
 * every output searched for it.
 */
class CanaryTest {
  private static final String CANARY = "kVxq7Zr0wTn4";

  @TempDir private Path folder;

  /** Where the canary stands: a file beside the project, or lines of it. */
  private record Place(String file, String text) {
    @Override
    public String toString() {
      return file + ": " + text.strip().replace(CANARY, "(canary)").replace("\n", " / ");
    }
  }

  static List<Place> places() {
    List<Place> places = new ArrayList<>();
    for (String line :
        List.of(
            "environment: {DATABASE_URL: 'postgres://shop:@@@localhost:5433/shop'}",
            "environment: ['DATABASE_URL=postgres://shop:@@@localhost:5433/shop']",
            "environment: {DATABASE_URL: 'postgres://db:5433/shop?user=shop&password=@@'}",
            "environment: {JDBC_URL: 'jdbc:mysql://db:3307/shop?user=shop&password=@@'}",
            "environment: {DSN: 'host=localhost port=5433 user=shop password=@@'}",
            "environment: {DSN: 'shop:@@@tcp(localhost:3307)/shop'}",
            "environment: {ConnectionStrings__Shop: 'Server=localhost,1444;User=sa;Password=@@'}",
            "environment: {REDIS_URL: 'redis://:@@@localhost:6380/0'}",
            "environment: {BROKER: 'amqp://shop:@@@rabit:5672'}",
            "environment: {DB_HOST: localhost, DB_PORT: 5433, DB_PASSWORD: @@}",
            "environment: {DB_HOST: localhost, DB_PORT: 5433, DB_PASS: '@@'}",
            "environment: {API_URL: 'http://localhost:81', API_KEY: @@}",
            "environment: {API_URL: 'http://localhost:81/?token=@@'}",
            "environment: {API_URL: 'http://localhost:81/?api_key=@@&x=1'}",
            "environment: {SECRET_KEY_BASE: @@, API_URL: 'http://localhost:81'}",
            "environment: {AWS_SECRET_ACCESS_KEY: '@@', API_URL: 'http://localhost:81'}",
            "environment: {POSTGRES_PASSWORD: '@@', PGHOST: localhost, PGPORT: 5433}",
            "environment: {MONGO_URL: 'mongodb://root:@@@mngo:27018/?replicaSet=rs0'}",
            "environment: {AUTH_TOKEN: '@@$HOME', API_URL: 'http://localhost:81'}",
            "environment: {DB_PASSWORD: '${DB_PASSWORD:-@@}', DB_HOST: localhost, DB_PORT: 5433}",
            "enviroment: {DB_PASSWORD: '@@'}",
            "environment: [DB_PASSWORD: '@@']",
            "enviroment: ['DB_PASSWORD=@@', 'DB_HOST=localhost']",
            "command: ['redis-server', '--requirepass', '@@', '--port', '6380']",
            "command: redis-server --requirepass @@ --port 6380",
            "command: sh -c 'mysql -h localhost -P 3307 -u root -p@@ shop'",
            "command: sh -c 'mysql -h localhost -P 3307 -u root --password=@@ shop'",
            "command: sh -c 'PGPASSWORD=@@ psql -h localhost -p 5433'",
            "command: sh -c 'redis-cli -h localhost -p 6380 -a @@ ping'",
            "healthcheck: {test: 'curl -u shop:@@ http://localhost:81/$HEALTH'}",
            "healthcheck: {test: [CMD, curl, -H, 'Authorization: Bearer @@', 'http://localhost:81']}",
            "healthcheck: {test: [CMD, mysqladmin, ping, '-p@@', '&&', 'true']}",
            "healthcheck: {test: [CMD-SHELL, 'mysqladmin', 'ping', '-p@@']}",
            "labels: ['traefik.http.middlewares.a.basicauth.users=shop:@@', 'traefik.http.services.x.loadbalancer.server.port=81']",
            "build: {context: ., args: {DB_PASSWORD: '@@', DB_HOST: localhost}}",
            "env_file: [secret.env, missing.env]")) {
      places.add(new Place("compose.yaml", "    " + line.replace("@@", CANARY) + "\n"));
    }
    places.add(new Place(".env", "DB_PASSWORD=" + CANARY + "\nDB=localhost:5433\n"));
    places.add(new Place(".env", "DB_PASSWORD=" + CANARY + " x \"y\nDB='localhost:5433\n"));
    places.add(new Place("secret.env", "API_TOKEN=\"" + CANARY + "\nDB=localhost:5433\n"));
    places.add(
        new Place(
            "secret.env", "DATABASE_URL=\"postgres://shop:" + CANARY + "@localhost:5433\"\n"));
    places.add(new Place("secret.env", "a bad line\nPASSWORD = " + CANARY + "\n"));
    places.add(
        new Place(
            "Dockerfile",
            "FROM node:22\nARG DB_PASSWORD="
                + CANARY
                + "\nENV API_TOKEN="
                + CANARY
                + " API_URL=http://shop:"
                + CANARY
                + "@localhost:81\nCMD [\"node\", \"--token="
                + CANARY
                + "\"]\n"));
    places.add(new Place("redis.conf", "port 6380\nrequirepass " + CANARY + "\nbind 127.0.0.1\n"));
    places.add(
        new Place(
            "src/main/resources/application.properties",
            "spring.datasource.url=jdbc:postgresql://localhost:5433/shop\n"
                + "spring.datasource.password="
                + CANARY
                + "\n"));
    places.add(
        new Place(
            "src/main/resources/application.yml",
            "spring:\n  datasource:\n    url: jdbc:mysql://localhost:3307/shop?password="
                + CANARY
                + "\n    password: "
                + CANARY
                + "\n"));
    places.add(
        new Place(
            "appsettings.json",
            "{\"ConnectionStrings\": {\"Shop\": \"Host=localhost;Port=5433;Username=shop;Password="
                + CANARY
                + "\"}}\n"));
    places.add(
        new Place(
            "nginx.conf",
            "http { server { listen 81; location / { proxy_pass http://shop:"
                + CANARY
                + "@apii:3000; proxy_set_header Authorization \"Bearer "
                + CANARY
                + "\"; } } }\n"));
    places.add(
        new Place(
            ".github/workflows/ci.yml",
            "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    services:\n      db:\n"
                + "        image: postgres:17\n        env: {POSTGRES_PASSWORD: "
                + CANARY
                + "}\n    steps:\n      - run: psql postgres://postgres:"
                + CANARY
                + "@db:5432/x\n        env: {DATABASE_URL: 'postgres://postgres:"
                + CANARY
                + "@localhost:5432/x'}\n"));
    return places;
  }

  private static String project(Place place) {
    String own = place.file().equals("compose.yaml") ? place.text() : "";
    return """
    services:
      app:
        image: acme/app
    %s  db:
        image: postgres:17
        environment: {POSTGRES_PASSWORD: %s}
        ports: ['5433:5432']
      told:
        build: .
        env_file: [secret.env]
        environment: {DATABASE_URL: "postgres://shop:${DB_PASSWORD:-%s}@${DB:-localhost:5433}/shop"}
      cache:
        image: redis:8
        command: redis-server /redis.conf
        volumes: ['./redis.conf:/redis.conf']
        ports: ['6379:6379']
      web:
        image: nginx:1.29
        volumes: ['./nginx.conf:/etc/nginx/nginx.conf:ro']
        ports: ['80:80']
    """
        .formatted(own, CANARY, CANARY);
  }

  private String run(String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            folder,
            Map.of(),
            false,
            InputStream.nullInputStream(),
            new StringBuilder(),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    int status = Main.run(List.of(arguments), surroundings);
    String output = surroundings.out() + err.toString(StandardCharsets.UTF_8);
    assertTrue(status <= 1, output);
    return output;
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), text);
  }

  @ParameterizedTest
  @MethodSource("places")
  void noOutputHoldsTheCanary(Place place) throws IOException {
    write("secret.env", "DB=localhost:5433\n");
    write("redis.conf", "port 6380\n");
    write("nginx.conf", "http { server { listen 81; } }\n");
    write("Dockerfile", "FROM node:22\n");
    write("compose.yaml", project(place));
    if (!place.file().equals("compose.yaml")) {
      write(place.file(), place.text());
    }
    List<List<String>> runs = new ArrayList<>();
    for (String format :
        List.of("text", "github", "gitlab", "json", "junit", "markdown", "sarif")) {
      runs.add(List.of("lint", "--format", format, "--show", "note"));
    }
    runs.add(List.of("lint", "--fix", "--diff"));
    runs.add(List.of("lint", "--fix", "--unsafe-fixes", "--diff"));
    runs.add(List.of("lint", "--show", "note", "--color", "always"));
    runs.add(List.of("model"));
    runs.add(List.of("model", "--explain", "services.app"));
    runs.add(List.of("model", "--explain", "services.told.environment.DATABASE_URL"));
    runs.add(List.of("model", "--format", "compose-json"));
    for (String service : List.of("app", "told", "web")) {
      runs.add(List.of("trace", service));
      runs.add(List.of("trace", service, "--format", "json"));
    }
    runs.add(List.of("trace", "told", "postgres://shop:" + CANARY + "@db:5432/shop"));
    runs.add(List.of("trace", "told", "--color", "always", "./compose.yaml"));
    for (List<String> arguments : runs) {
      String output = run(arguments.toArray(String[]::new));
      assertFalse(
          output.toLowerCase(Locale.ROOT).contains(CANARY.toLowerCase(Locale.ROOT)),
          () -> String.join(" ", arguments) + "\n" + output);
    }
  }
}
