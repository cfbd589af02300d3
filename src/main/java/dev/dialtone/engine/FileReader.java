package dev.dialtone.engine;

import dev.dialtone.format.apache.ApacheReader;
import dev.dialtone.format.caddy.CaddyfileReader;
import dev.dialtone.format.clickhouse.ClickHouseReader;
import dev.dialtone.format.dockerfile.DockerfileReader;
import dev.dialtone.format.dotenv.DotenvReader;
import dev.dialtone.format.elasticsearch.ElasticsearchReader;
import dev.dialtone.format.grafana.DataSourcesReader;
import dev.dialtone.format.haproxy.HaproxyReader;
import dev.dialtone.format.hashicorp.ConsulReader;
import dev.dialtone.format.hashicorp.VaultReader;
import dev.dialtone.format.kafka.KafkaReader;
import dev.dialtone.format.kafka.KafkaReader.VariableUse;
import dev.dialtone.format.mongodb.MongodReader;
import dev.dialtone.format.mosquitto.MosquittoReader;
import dev.dialtone.format.mysql.MyCnfReader;
import dev.dialtone.format.nginx.NginxReader;
import dev.dialtone.format.opentelemetry.CollectorReader;
import dev.dialtone.format.pgbouncer.PgbouncerReader;
import dev.dialtone.format.phpfpm.PhpFpmReader;
import dev.dialtone.format.postgres.PgHbaReader;
import dev.dialtone.format.postgres.PostgresConfReader;
import dev.dialtone.format.prometheus.PrometheusReader;
import dev.dialtone.format.rabbitmq.RabbitmqReader;
import dev.dialtone.format.redis.RedisConfReader;
import dev.dialtone.format.redis.RedisConfReader.Guard;
import dev.dialtone.format.settings.SettingsReader;
import dev.dialtone.format.spring.SpringReader;
import dev.dialtone.format.traefik.TraefikReader;
import dev.dialtone.link.FactReader;
import dev.dialtone.model.MissingPath;
import dev.dialtone.model.facts.Endpoints;
import dev.dialtone.model.facts.EnvironmentFile;
import dev.dialtone.model.facts.HostRules;
import dev.dialtone.model.facts.ImageRecipe;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.model.facts.Settings;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.ArrayList;
import java.util.List;

/** Reads single files with the readers of their formats. */
final class FileReader implements FactReader {
  /** What a file says that moves no socket. */
  private static final Reading<Endpoints> NOTHING_OF_SOCKETS =
      new Reading<>(new Endpoints(List.of(), List.of(), List.of(), true), List.of());

  @Override
  public Reading<ImageRecipe> dockerfile(Text text) {
    return DockerfileReader.read(text);
  }

  @Override
  public Reading<Settings> spring(SourceFile file) {
    return SpringReader.read(file);
  }

  @Override
  public Reading<Settings> settings(SourceFile file) {
    return SettingsReader.read(file);
  }

  @Override
  public Reading<EnvironmentFile> dotenv(SourceFile file) {
    return DotenvReader.read(file);
  }

  @Override
  public Reading<Settings> postgres(SourceFile file) {
    return PostgresConfReader.read(file);
  }

  @Override
  public Reading<HostRules> hostRules(SourceFile file) {
    return PgHbaReader.read(file);
  }

  @Override
  public List<Reading<Endpoints>> endpoints(String format, SourceFile file) {
    return switch (format) {
      case "clickhouse.users" -> List.of(NOTHING_OF_SOCKETS);
      case "consul.hcl" -> List.of(ConsulReader.read(file));
      case "elasticsearch.yml" -> List.of(ElasticsearchReader.read(file));
      case "grafana.datasources" -> List.of(DataSourcesReader.read(file));
      case "mongod.conf" -> List.of(MongodReader.read(file));
      case "otel-collector.yaml" -> List.of(CollectorReader.read(file, false));
      case "otel-collector-0.103.yaml" -> List.of(CollectorReader.read(file, true));
      case "pgbouncer.ini" -> List.of(PgbouncerReader.read(file));
      case "prometheus.yml" -> List.of(PrometheusReader.read(file));
      case "rabbitmq.enabled_plugins" -> List.of(NOTHING_OF_SOCKETS);
      case "vault.hcl" -> List.of(VaultReader.read(file));
      default -> List.of();
    };
  }

  @Override
  public List<Reading<Endpoints>> endpoints(String format, Text value) {
    return switch (format) {
      case "consul.hcl" -> ConsulReader.read(value).stream().toList();
      case "vault.hcl" -> VaultReader.read(value).stream().toList();
      default -> List.of();
    };
  }

  @Override
  public List<Reading<Endpoints>> endpoints(
      String format, List<FilePath> files, Workspace container, Variables environment) {
    return switch (format) {
      case "Caddyfile" -> List.of(CaddyfileReader.read(files, container, environment));
      case "clickhouse.xml" -> List.of(ClickHouseReader.read(files, container, environment));
      case "haproxy.cfg" -> List.of(HaproxyReader.read(files, container, environment));
      case "httpd.conf" -> List.of(ApacheReader.read(files, container, environment));
      case "kafka.properties" ->
          List.of(KafkaReader.read(files, container, environment, VariableUse.NONE));
      case "kafka-with-variables.properties" ->
          List.of(KafkaReader.read(files, container, environment, VariableUse.APPENDED));
      case "kafka-without-variables.properties" ->
          List.of(KafkaReader.read(files, container, environment, VariableUse.INSTEAD));
      case "mosquitto.conf" -> List.of(MosquittoReader.read(files, container, false));
      case "mosquitto-1.conf" -> List.of(MosquittoReader.read(files, container, true));
      case "my.cnf" -> List.of(MyCnfReader.read(files, container, false));
      case "mysql-8.cnf" -> List.of(MyCnfReader.read(files, container, true));
      case "nginx.conf" -> List.of(NginxReader.read(files, container, environment));
      case "php-fpm.conf" -> List.of(PhpFpmReader.read(files, container, environment));
      case "rabbitmq.conf" -> List.of(RabbitmqReader.read(files, container));
      case "redis.conf" -> List.of(RedisConfReader.read(files, container, Guard.EVERYWHERE));
      case "traefik" -> List.of(TraefikReader.read(files, container));
      case "traefik.dynamic" -> List.of(TraefikReader.readDynamic(files, container));
      case "redis-6.conf" -> List.of(RedisConfReader.read(files, container, Guard.UNBOUND));
      default -> List.of();
    };
  }

  @Override
  public MissingPath.Standing standing(Workspace workspace, FilePath path) {
    Repository repository = Repository.around(workspace, path.parent());
    if (workspace.kind(repository.root().resolve(".git")) == Workspace.Kind.MISSING) {
      return MissingPath.Standing.UNSEEN;
    }
    List<String> names = new ArrayList<>(repository.names());
    IgnoreFiles ignoreFiles =
        IgnoreFiles.above(workspace, repository)
            .with(workspace, path.parent().resolve(".gitignore"), names.size());
    names.add(path.name());
    return ignoreFiles.ignoreOrAbove(names) || isInSubmodule(workspace, repository, names)
        ? MissingPath.Standing.LEFT_OUT
        : MissingPath.Standing.LACKING;
  }

  /** Whether another repository holds a path, one that is fetched by itself. */
  private static boolean isInSubmodule(
      Workspace workspace, Repository repository, List<String> names) {
    if (!(workspace.read(repository.root().resolve(".gitmodules"))
        instanceof Workspace.Content.Readable readable)) {
      return false;
    }
    String path = String.join("/", names) + "/";
    return readable
        .file()
        .text()
        .lines()
        .map(line -> line.split("=", 2))
        .filter(setting -> setting.length == 2 && setting[0].strip().equals("path"))
        .anyMatch(setting -> path.startsWith(setting[1].strip() + "/"));
  }
}
