package dev.dialtone.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.model.ServiceKind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyMeaningTest {
  private static final Catalogue CATALOGUE = Catalogue.bundled();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DB_HOST                      | DIAL_HOST  | sql            | DB                  | false
          DB_PORT                      | DIAL_PORT  | sql            | DB                  | false
          DB_USER                      | USER       | sql            | DB                  | false
          DB_PASSWORD                  | SECRET     | sql            | DB                  | false
          DB_NAME                      | DATABASE   | sql            | DB                  | false
          DB_DATABASE                  | DATABASE   | sql            | DB                  | false
          PGHOST                       | DIAL_HOST  | postgresql     | PG                  | false
          PGPORT                       | DIAL_PORT  | postgresql     | PG                  | false
          PGUSER                       | USER       | postgresql     | PG                  | false
          PGDATABASE                   | DATABASE   | postgresql     | PG                  | false
          PGDATA                       | NO_ADDRESS | postgresql     | PGDATA              | false
          POSTGRES_DB                  | DATABASE   | postgresql     | POSTGRES            | false
          POSTGRES_USER                | USER       | postgresql     | POSTGRES            | false
          POSTGRES_PASSWORD_FILE       | NO_ADDRESS | postgresql     | POSTGRES_PASSWORD   | false
          MYSQL_HOST                   | DIAL_HOST  | mysql          | MYSQL               | false
          MYSQL_TCP_PORT               | DIAL_PORT  | mysql          | MYSQL_TCP           | false
          MYSQLHOST                    | DIAL_HOST  | mysql          | MYSQL               | false
          REDIS_HOST                   | DIAL_HOST  | redis          | REDIS               | false
          REDIS_URL                    | DIAL_URL   | redis          | REDIS               | false
          REDIS_DB                     | DATABASE   | redis          | REDIS               | false
          SPRING_DATA_REDIS_HOST       | DIAL_HOST  | redis          | SPRING_DATA_REDIS   | false
          SPRING_DATASOURCE_URL        | DIAL_URL   | sql            | SPRING_DATASOURCE   | false
          SPRING_DATASOURCE_USERNAME   | USER       | sql            | SPRING_DATASOURCE   | false
          SPRING_KAFKA_BOOTSTRAP_SERVERS | DIAL_HOST | kafka         | SPRING_KAFKA        | false
          KAFKA_BOOTSTRAP_SERVERS      | DIAL_HOST  | kafka          | KAFKA               | false
          KAFKA_BROKERS                | DIAL_HOST  | kafka          | KAFKA               | false
          KAFKA_ZOOKEEPER_CONNECT      | DIAL_HOST  | zookeeper      | KAFKA               | false
          KAFKA_ADVERTISED_LISTENERS   | ADVERTISED | kafka          | KAFKA_ADVERTISED_LISTENERS | false
          KAFKA_LISTENERS              | BIND_URL   | kafka          | KAFKA_LISTENERS     | false
          MONGODB_URI                  | DIAL_URL   | mongodb        | MONGODB             | false
          TEST_DB_POSTGRES_URL         | DIAL_URL   | postgresql     | TEST_DB_POSTGRES    | false
          DATABASE_URL                 | DIAL_URL   | sql            | DATABASE            | false
          RABBITMQ_HOST                | DIAL_HOST  | amqp           | RABBITMQ            | false
          CELERY_BROKER_URL            | DIAL_URL   | queue          | CELERY_BROKER       | false
          ELASTICSEARCH_HOSTS          | DIAL_HOST  | elasticsearch  | ELASTICSEARCH       | false
          SMTP_HOST                    | DIAL_HOST  | smtp           | SMTP                | false
          MAIL_PORT                    | DIAL_PORT  | smtp           | MAIL                | false
          MAIL_FROM_ADDRESS            | NO_ADDRESS | smtp           | MAIL_FROM           | false
          PAPERLESS_DBHOST             | DIAL_HOST  | sql            | PAPERLESS_DB        | false
          PAPERLESS_DBPORT             | DIAL_PORT  | sql            | PAPERLESS_DB        | false
          database__connection__host   | DIAL_HOST  | sql            | database__connection | true
          database__client             | NO_ADDRESS | sql            | database__client    | false
          ConnectionStrings__Default   | DIAL_URL   | ''             | ConnectionStrings__Default | false
          spring.datasource.url        | DIAL_URL   | sql            | spring.datasource   | false
          db.host                      | DIAL_HOST  | sql            | db                  | false
          redisHost                    | DIAL_HOST  | redis          | redis               | false
          HOST                         | BIND_HOST  | ''             | ''                  | true
          PORT                         | BIND_PORT  | ''             | ''                  | true
          UVICORN_HOST                 | BIND_HOST  | ''             | UVICORN             | false
          ASPNETCORE_URLS              | BIND_URL   | ''             | ASPNETCORE_URLS     | false
          HTTP_LISTEN_ADDR             | BIND_HOST  | ''             | HTTP                | false
          MP_SMTP_BIND_ADDR            | BIND_HOST  | smtp           | MP_SMTP             | false
          ETCD_LISTEN_CLIENT_URLS      | BIND_URL   | etcd           | ETCD_LISTEN_CLIENT_URLS | false
          ETCD_ADVERTISE_CLIENT_URLS   | ADVERTISED | etcd           | ETCD_ADVERTISE_CLIENT_URLS | false
          NEXT_PUBLIC_API_URL          | PUBLIC     | ''             | NEXT_PUBLIC_API_URL | false
          VITE_API_URL                 | PUBLIC     | ''             | VITE_API_URL        | false
          REACT_APP_BACKEND            | PUBLIC     | ''             | REACT_APP_BACKEND   | false
          CORS_ALLOWED_ORIGINS         | COMPARED   | ''             | CORS_ALLOWED_ORIGINS | false
          DJANGO_ALLOWED_HOSTS         | COMPARED   | ''             | DJANGO              | false
          GF_SERVER_ROOT_URL           | PUBLIC     | ''             | GF_SERVER_ROOT      | false
          OAUTH_CALLBACK_URL           | PUBLIC     | ''             | OAUTH               | false
          NEXTAUTH_URL                 | PUBLIC_AND_DIALLED | ''     | NEXTAUTH            | false
          OIDC_ISSUER_URL              | PUBLIC_AND_DIALLED | ''     | OIDC                | false
          QUEUE_CONNECTION             | NO_ADDRESS | queue          | QUEUE_CONNECTION    | false
          CACHE_DRIVER                 | NO_ADDRESS | cache          | CACHE_DRIVER        | false
          KC_DB                        | NO_ADDRESS | sql            | KC_DB               | false
          KC_DB_URL                    | DIAL_URL   | sql            | KC_DB               | false
          AWS_ACCESS_KEY_ID            | NO_ADDRESS | ''             | AWS_ACCESS_KEY      | false
          MINIO_ENDPOINT               | DIAL_URL   | s3             | MINIO_ENDPOINT      | false
          OTEL_EXPORTER_OTLP_ENDPOINT  | DIAL_URL   | otlp grpc      | OTEL_EXPORTER_OTLP  | false
          BACKEND_URL                  | DIAL_URL   | ''             | BACKEND             | true
          API_HOST                     | DIAL_HOST  | ''             | API                 | true
          METRICS_PORT                 | DIAL_PORT  | ''             | METRICS             | true
          LOG_LEVEL                    | NO_ADDRESS | ''             | LOG                 | false
          SOMETHING                    | UNKNOWN    | ''             | ''                  | true
          PMA_HOST                     | DIAL_HOST  | sql            | PMA                 | false
          WORDPRESS_DB_HOST            | DIAL_HOST  | sql            | WORDPRESS_DB        | false
          FPM_PM_MAX_SPARE_SERVERS     | NO_ADDRESS | fastcgi        | FPM_PM_MAX          | false
          OLLAMA_HOST                  | DIAL_HOST  | ollama         | OLLAMA              | false
          """)
  void readsTheNameOfAKey(
      String key, KeyMeaning.Role role, String service, String stem, boolean weak) {
    KeyMeaning meaning = CATALOGUE.key(key);

    assertEquals(role, meaning.role());
    assertEquals(service, meaning.service());
    assertEquals(stem, meaning.stem());
    assertEquals(weak, meaning.weak());
  }

  @Test
  void tellsTheKindOfTheService() {
    assertEquals(ServiceKind.SQL, CATALOGUE.key("DB_HOST").kind());
    assertEquals(ServiceKind.QUEUE, CATALOGUE.key("RABBITMQ_HOST").kind());
    assertEquals(ServiceKind.CACHE, CATALOGUE.key("REDIS_URL").kind());
    assertEquals(ServiceKind.UNKNOWN, CATALOGUE.key("API_URL").kind());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "_", "__", "...", "A", "a__", "Ж", "=", "\uFDD0"})
  void aNameWithoutWordsThatMeanAnythingIsUnknown(String key) {
    assertEquals(
        new KeyMeaning(KeyMeaning.Role.UNKNOWN, "", ServiceKind.UNKNOWN, "", true),
        CATALOGUE.key(key));
  }

  @ParameterizedTest
  @CsvSource({
    "postgres,            postgresql, 5432,  BACKING",
    "postgresql+asyncpg,  postgresql, 5432,  BACKING",
    "POSTGRESQL,          postgresql, 5432,  BACKING",
    "mysql+pymysql,       mysql,      3306,  BACKING",
    "mysqlx,              mysqlx,     33060, BACKING",
    "mongodb+srv,         mongodb,    27017, BACKING",
    "rediss,              redis,      6379,  BACKING",
    "redis+sentinel,      redis sentinel, 26379, BACKING",
    "amqps,               amqps,      5671,  BACKING",
    "amqp,                amqp,       5672,  BACKING",
    "bolt+s,              neo4j,      7687,  BACKING",
    "smtps,               smtps,      465,   BACKING",
    "http,                http,       80,    WEB",
    "wss,                 https,      443,   WEB",
    "tcp,                 tcp,        0,     BACKING",
    "sqlite,              file,       0,     LOCAL",
    "unix,                file,       0,     LOCAL",
  })
  void knowsSchemes(String scheme, String service, int port, ServiceType.Use use) {
    ServiceType type = CATALOGUE.scheme(scheme).orElseThrow();

    assertEquals(service, type.name());
    assertEquals(port, type.port());
    assertEquals(use, type.use());
  }

  @Test
  void doesNotKnowEveryScheme() {
    assertEquals(Optional.empty(), CATALOGUE.scheme("gopher"));
    assertEquals(Optional.empty(), CATALOGUE.scheme("+"));
    assertEquals(Optional.empty(), CATALOGUE.scheme(""));
  }
}
