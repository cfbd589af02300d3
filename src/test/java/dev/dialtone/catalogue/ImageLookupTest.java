package dev.dialtone.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.dialtone.model.Confidence;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageLookupTest {
  private static final Catalogue CATALOGUE = Catalogue.bundled();

  private static ImageKnowledge knowledge(String reference) {
    return CATALOGUE.image(ImageReference.of(Texts.text(reference)));
  }

  private static ImageKnowledge.Known known(String reference) {
    return assertInstanceOf(ImageKnowledge.Known.class, knowledge(reference), reference);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgres                                      | postgres              | CERTAIN  | default
          postgres:16                                   | postgres              | CERTAIN  | default
          postgres:16.3-alpine3.20                      | postgres              | CERTAIN  | alpine
          library/postgres:16-alpine                    | postgres              | CERTAIN  | alpine
          docker.io/postgres:15                         | postgres              | CERTAIN  | default
          docker.io/library/postgres:15                 | postgres              | CERTAIN  | default
          index.docker.io/library/postgres              | postgres              | CERTAIN  | default
          mirror.gcr.io/library/postgres                | postgres              | CERTAIN  | default
          public.ecr.aws/docker/library/postgres:16     | postgres              | CERTAIN  | default
          arm64v8/postgres:16                           | postgres              | CERTAIN  | default
          postgis/postgis:16-3.4                        | postgres              | CERTAIN  | default
          pgvector/pgvector:pg16                        | postgres              | CERTAIN  | default
          timescale/timescaledb:latest-pg16             | postgres              | CERTAIN  | default
          postgres@sha256:abcd                          | postgres              | CERTAIN  | default
          postgres:…                                    | postgres              | CERTAIN  | unknown
          postgres:16-…                                 | postgres              | CERTAIN  | unknown
          postgres:…-alpine                             | postgres              | CERTAIN  | alpine
          …/postgres:16                                 | postgres              | PROBABLE | default
          …/library/postgres:16                         | postgres              | PROBABLE | default
          registry.example.com/postgres:16              | postgres              | PROBABLE | default
          registry.example.com/dockerhub/library/postgres | postgres            | PROBABLE | default
          registry.example.com/team/postgres:16-alpine  | postgres              | PROBABLE | alpine
          localhost:5000/postgres                       | postgres              | PROBABLE | default
          acme/postgres:14                              | postgres              | PROBABLE | default
          acme/redis                                    | redis                 | PROBABLE | default
          acme/mongo:6                                  | mongo                 | PROBABLE | default
          bitnami/postgresql:16                         | bitnami-postgresql    | CERTAIN  | default
          bitnamilegacy/postgresql                      | bitnami-postgresql    | CERTAIN  | default
          registry.example.com/bitnami/postgresql:16    | bitnami-postgresql    | PROBABLE | default
          mysql:8.0                                     | mysql                 | CERTAIN  | default
          mysql:8.4-debian                              | mysql                 | CERTAIN  | debian
          mariadb:11                                    | mariadb               | CERTAIN  | default
          mongo:7                                       | mongo                 | CERTAIN  | default
          mcr.microsoft.com/mssql/server:2022-latest    | mssql                 | CERTAIN  | default
          …/mssql/server                                | mssql                 | PROBABLE | default
          redis:7-alpine                                | redis                 | CERTAIN  | alpine
          redis/redis-stack:latest                      | redis-stack-insight   | CERTAIN  | default
          valkey/valkey:8                               | valkey                | CERTAIN  | default
          memcached:1.6                                 | memcached             | CERTAIN  | default
          rabbitmq:3-management                         | rabbitmq              | CERTAIN  | default
          rabbitmq:3.13-management-alpine               | rabbitmq              | CERTAIN  | alpine
          apache/kafka:3.9.0                            | kafka                 | CERTAIN  | default
          confluentinc/cp-kafka:7.5.0                   | cp-kafka              | CERTAIN  | default
          bitnami/kafka:3.7                             | bitnami-kafka         | CERTAIN  | default
          docker.elastic.co/elasticsearch/elasticsearch:8.12.0 | elasticsearch  | CERTAIN  | default
          elasticsearch:7.17.9                          | elasticsearch         | CERTAIN  | default
          opensearchproject/opensearch:2                | opensearch            | CERTAIN  | default
          minio/minio                                   | minio                 | CERTAIN  | default
          quay.io/minio/minio:RELEASE.2024-01-01T00-00-00Z | minio              | CERTAIN  | default
          nginx:1.27-alpine-slim                        | nginx                 | CERTAIN  | slim
          nginx:alpine                                  | nginx                 | CERTAIN  | alpine
          registry.example.com/nginx                    | nginx                 | PROBABLE | default
          nginxinc/nginx-unprivileged:1.25-alpine       | nginx-unprivileged    | CERTAIN  | alpine
          traefik:v3.1                                  | traefik               | CERTAIN  | default
          phpmyadmin/phpmyadmin                         | phpmyadmin            | CERTAIN  | default
          dpage/pgadmin4:8                              | pgadmin               | CERTAIN  | default
          adminer                                       | adminer               | CERTAIN  | default
          mongo-express:1.0                             | mongo-express         | CERTAIN  | default
          rediscommander/redis-commander                | redis-commander       | CERTAIN  | default
          prometheuscommunity/postgres-exporter         | postgres-exporter     | CERTAIN  | default
          quay.io/keycloak/keycloak:26.0                | keycloak              | CERTAIN  | default
          mailhog/mailhog                               | mailhog               | CERTAIN  | default
          grafana/grafana:11.0.0                        | grafana               | CERTAIN  | default
          wordpress:6.5-php8.2-fpm-alpine               | wordpress             | CERTAIN  | fpm
          php:8.3-fpm-alpine                            | php                   | CERTAIN  | alpine
          node:20-alpine                                | node                  | CERTAIN  | alpine
          python:3.12-slim-bookworm                     | python                | CERTAIN  | slim
          mcr.microsoft.com/dotnet/aspnet:8.0           | dotnet-aspnet         | CERTAIN  | default
          scratch                                       | scratch               | CERTAIN  | default
          lscr.io/linuxserver/mariadb                   | linuxserver-mariadb   | CERTAIN  | default
          linuxserver/mariadb:10.11                     | linuxserver-mariadb   | CERTAIN  | default
          """)
  void knowsAnImage(String reference, String family, Confidence confidence, String variant) {
    ImageKnowledge.Known known = known(reference);

    assertEquals(family, known.facts().family());
    assertEquals(confidence, known.confidence());
    assertEquals(variant, known.variant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres-exporter",
        "my/nginx-app",
        "acme/nginx",
        "registry.example.com/team/nginx",
        "acme/node",
        "registry.example.com/python",
        "…/node:20",
        "acme/traefik",
        "mypostgres",
        "postgresql",
        "redis-commander",
        "acme/mongo-express",
        "acme/phpmyadmin",
        "…",
        "…:16",
        "…postgres:16",
        "my-…",
        "ghcr.io/acme/api:latest",
        "",
        "/",
        ":",
        "@",
        "redis/",
        "postgres/extra",
      })
  void doesNotKnowWhatOnlyLooksAlike(String reference) {
    assertEquals(new ImageKnowledge.Unknown(), knowledge(reference));
  }

  private static String ports(ImageFacts facts) {
    return facts.ports().stream()
        .filter(Listening::on)
        .map(ServerCommandTest::describe)
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgres:16                          | ALL:5432                                  | true
          mysql:5.7                            | ALL:3306                                  | true
          mysql:8                              | ALL:3306 ALL:33060                        | true
          mysql:…                              | ALL:3306 ALL:33060                        | false
          mcr.microsoft.com/dotnet/aspnet:8.0  | ALL:8080                                  | false
          mcr.microsoft.com/dotnet/aspnet:6.0-alpine | ALL:80                              | false
          mcr.microsoft.com/dotnet/aspnet      | ALL:8080                                  | false
          mcr.microsoft.com/dotnet/aspnet:…    | ALL:8080 ALL:80                           | false
          eclipse-mosquitto:1.6.15             | ALL:1883                                  | true
          eclipse-mosquitto:2.0.18             | LOOPBACK:1883                             | true
          eclipse-mosquitto:2                  | UNKNOWN:1883 UNKNOWN:9883                 | false
          eclipse-mosquitto                    | ALL:1883 UNKNOWN:9883                     | false
          rabbitmq:3                           | ALL:5672 UNKNOWN:15692 UNKNOWN:4369 UNKNOWN:25672 | false
          rabbitmq:3-management                | ALL:5672 UNKNOWN:15672 UNKNOWN:15692 UNKNOWN:4369 UNKNOWN:25672 | false
          wordpress:fpm                        | ALL:9000                                  | true
          wordpress                            | ALL:80                                    | true
          php:8.3-apache                       | ALL:80                                    | true
          php:8.3                              | ''                                        | true
          node:22                              | ''                                        | true
          influxdb:3-core                      | UNKNOWN:8181                              | false
          etcd                                 | LOOPBACK:2379 LOOPBACK:2380               | true
          cassandra                            | ALL:9042 CONTAINER:7000 CONTAINER:7001 UNKNOWN:7199 | false
          """)
  void choosesThePortsOfTheRelease(String reference, String ports, boolean closed) {
    ImageFacts facts = known(reference).facts();

    assertEquals(ports, ports(facts));
    assertEquals(closed, facts.closed());
  }

  @ParameterizedTest
  @CsvSource({
    "postgres:16,          curl,       NO",
    "postgres:16-alpine,   wget,       YES",
    "postgres:…,           wget,       UNKNOWN",
    "mariadb:11,           mysqladmin, NO",
    "mariadb:11.4,         mariadb-admin, YES",
    "mariadb:10.6,         mysqladmin, YES",
    "mariadb:…,            mysqladmin, UNKNOWN",
    "mongo:4.4,            mongosh,    NO",
    "mongo:5.0,            mongo,      YES",
    "mongo:7,              mongo,      NO",
    "nginx:alpine,         curl,       YES",
    "nginx:alpine-slim,    curl,       NO",
    "scratch,              anything,   NO",
    "node:20-slim,         curl,       NO",
    "node:20,              curl,       YES",
    "node:20,              vim,        UNKNOWN",
    "gcr.io/distroless/static:debug, sh, YES",
    "gcr.io/distroless/static, sh,     NO",
  })
  void knowsTheToolsOfAVariant(String reference, String program, Answer has) {
    assertEquals(has, known(reference).has(program));
  }

  @Test
  void variablesMoveTheListenersOfAnImage() {
    ImageFacts kafka = known("apache/kafka").facts();

    List<Listening> both =
        kafka.listeners(
            Texts.variables(
                Map.of(
                    "KAFKA_LISTENERS",
                    "PLAINTEXT://:29092,HOST://0.0.0.0:9094",
                    "KAFKA_ADVERTISED_LISTENERS",
                    "PLAINTEXT://kafka:29092,HOST://localhost:9094")));

    assertEquals(
        List.of("ALL:29092", "ALL_IPV4:9094", "ALL:9093"),
        both.stream().map(ServerCommandTest::describe).toList());
  }

  @Test
  void advertisedListenersOpenTheirPortsWhereNothingElseIsSaid() {
    List<Listening> listeners =
        known("confluentinc/cp-kafka:7.4.0")
            .facts()
            .listeners(
                Texts.variables(
                    Map.of("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://localhost:19092")));

    assertEquals("ALL_IPV4:19092", ServerCommandTest.describe(listeners.get(0)));
  }

  @Test
  void aVariableThatCannotBeReadMakesItsListenersUnknown() {
    List<Listening> listeners =
        known("kong:3.7")
            .facts()
            .listeners(Texts.variables(Map.of("KONG_ADMIN_LISTEN", "0.0.0.0:8001, [::]:8001")));

    assertEquals(
        List.of("ALL:8000", "ALL:8443", "UNKNOWN:?", "UNKNOWN:?", "ALL:8002"),
        listeners.stream().map(ServerCommandTest::describe).toList());
  }

  @Test
  void knowsWhatAnImageDialsByDefault() {
    ImageFacts.DialDefault dial = known("phpmyadmin").facts().dials().get(0);

    assertEquals(List.of("PMA_HOST", "PMA_HOSTS"), dial.variables());
    assertEquals("db", dial.host());
    assertEquals(3306, dial.port());
    assertEquals(
        Answer.YES, dial.unless().get(0).holds(Texts.variables(Map.of("PMA_ARBITRARY", "1"))));
  }

  @Test
  void aConditionKnowsWhatItDoesNotKnow() {
    Condition trust = known("postgres:16").facts().required().get(0).get(2);

    assertEquals(new Condition("POSTGRES_HOST_AUTH_METHOD", "trust"), trust);
    assertEquals(
        Answer.YES, trust.holds(Texts.variables(Map.of("POSTGRES_HOST_AUTH_METHOD", "TRUST"))));
    assertEquals(
        Answer.NO, trust.holds(Texts.variables(Map.of("POSTGRES_HOST_AUTH_METHOD", "md5"))));
    assertEquals(
        Answer.UNKNOWN, trust.holds(Texts.variables(Map.of("POSTGRES_HOST_AUTH_METHOD", "…"))));
    assertEquals(Answer.NO, trust.holds(Variables.none()));
  }

  @Test
  void recommendsAHealthcheckInTheWordsOfCompose() {
    assertEquals(
        List.of("CMD", "healthcheck.sh", "--connect", "--innodb_initialized"),
        known("mariadb:11").facts().healthcheck().test());
    assertEquals(
        List.of("CMD-SHELL", "redis-cli -h 127.0.0.1 ping | grep -q PONG"),
        known("redis:7").facts().healthcheck().test());
    assertEquals(List.of(), known("httpd").facts().healthcheck().test());
  }

  @Test
  void postgresAnswersOnItsSocketOnlyDuringItsFirstRun() {
    ImageFacts.FirstRun firstRun = known("postgres:16").facts().firstRun();

    assertEquals(ImageFacts.FirstRun.Answers.SOCKET, firstRun.answers());
    assertEquals(
        new ImageFacts.Probe("pg_isready", List.of("-h", "--host"), false),
        firstRun.probes().get(0));
  }
}
