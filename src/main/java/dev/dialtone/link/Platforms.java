package dev.dialtone.link;

import dev.dialtone.catalogue.ImageKnowledge;
import dev.dialtone.model.Platform;
import dev.dialtone.model.Service;
import dev.dialtone.model.Task;
import dev.dialtone.model.Variable;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells what a service's process is written in. */
final class Platforms {
  private static final Map<String, Platform> BY_PROGRAM =
      Map.ofEntries(
          Map.entry("java", Platform.JAVA),
          Map.entry("mvn", Platform.JAVA),
          Map.entry("mvnw", Platform.JAVA),
          Map.entry("gradle", Platform.JAVA),
          Map.entry("gradlew", Platform.JAVA),
          Map.entry("catalina.sh", Platform.JAVA),
          Map.entry("node", Platform.NODE),
          Map.entry("npm", Platform.NODE),
          Map.entry("npx", Platform.NODE),
          Map.entry("yarn", Platform.NODE),
          Map.entry("pnpm", Platform.NODE),
          Map.entry("bun", Platform.NODE),
          Map.entry("next", Platform.NODE),
          Map.entry("vite", Platform.NODE),
          Map.entry("python", Platform.PYTHON),
          Map.entry("python3", Platform.PYTHON),
          Map.entry("manage.py", Platform.PYTHON),
          Map.entry("gunicorn", Platform.PYTHON),
          Map.entry("uvicorn", Platform.PYTHON),
          Map.entry("celery", Platform.PYTHON),
          Map.entry("flask", Platform.PYTHON),
          Map.entry("django-admin", Platform.PYTHON),
          Map.entry("php", Platform.PHP),
          Map.entry("php-fpm", Platform.PHP),
          Map.entry("apache2-foreground", Platform.PHP),
          Map.entry("artisan", Platform.PHP),
          Map.entry("composer", Platform.PHP),
          Map.entry("phpunit", Platform.PHP),
          Map.entry("ruby", Platform.RUBY),
          Map.entry("bundle", Platform.RUBY),
          Map.entry("rails", Platform.RUBY),
          Map.entry("rake", Platform.RUBY),
          Map.entry("rspec", Platform.RUBY),
          Map.entry("puma", Platform.RUBY),
          Map.entry("sidekiq", Platform.RUBY),
          Map.entry("dotnet", Platform.DOTNET),
          Map.entry("go", Platform.GO),
          Map.entry("cargo", Platform.RUST),
          Map.entry("nginx", Platform.NGINX),
          Map.entry("haproxy", Platform.HAPROXY));

  private static final Map<String, Platform> BY_FAMILY =
      Map.ofEntries(
          Map.entry("eclipse-temurin", Platform.JAVA),
          Map.entry("java", Platform.JAVA),
          Map.entry("tomcat", Platform.JAVA),
          Map.entry("jetty", Platform.JAVA),
          Map.entry("node", Platform.NODE),
          Map.entry("bun", Platform.NODE),
          Map.entry("python", Platform.PYTHON),
          Map.entry("php", Platform.PHP),
          Map.entry("composer", Platform.PHP),
          Map.entry("ruby", Platform.RUBY),
          Map.entry("golang", Platform.GO),
          Map.entry("prometheus", Platform.GO),
          Map.entry("grafana", Platform.GO),
          Map.entry("traefik", Platform.GO),
          Map.entry("caddy", Platform.GO),
          Map.entry("otel-collector", Platform.GO),
          Map.entry("alertmanager", Platform.GO),
          Map.entry("loki", Platform.GO),
          Map.entry("promtail", Platform.GO),
          Map.entry("tempo", Platform.GO),
          Map.entry("vmagent", Platform.GO),
          Map.entry("vmalert", Platform.GO),
          Map.entry("telegraf", Platform.GO),
          Map.entry("blackbox-exporter", Platform.GO),
          Map.entry("mysqld-exporter", Platform.GO),
          Map.entry("postgres-exporter", Platform.GO),
          Map.entry("redis_exporter", Platform.GO),
          Map.entry("mongodb_exporter", Platform.GO),
          Map.entry("kafka-exporter", Platform.GO),
          Map.entry("dotnet", Platform.DOTNET),
          Map.entry("dotnet-aspnet", Platform.DOTNET),
          Map.entry("dotnet-core-aspnet", Platform.DOTNET),
          Map.entry("rust", Platform.RUST),
          Map.entry("nginx", Platform.NGINX),
          Map.entry("haproxy", Platform.HAPROXY));

  /** How the names of variables begin that only programs of one runtime read. */
  private static final Map<String, Platform> BY_VARIABLE =
      Map.of(
          "SPRING_", Platform.JAVA,
          "JAVA_OPTS", Platform.JAVA,
          "JAVA_TOOL_OPTIONS", Platform.JAVA,
          "QUARKUS_", Platform.JAVA,
          "ASPNETCORE_", Platform.DOTNET,
          "NODE_ENV", Platform.NODE,
          "DJANGO_", Platform.PYTHON,
          "RAILS_ENV", Platform.RUBY);

  private Platforms() {}

  /**
   * The runtime of what a container is started with, else of its image, else of its variables, else
   * of the folders that its application is built from.
   */
  static Platform of(
      Service service,
      ServiceImage image,
      Startup startup,
      Environment environment,
      List<FilePath> folders,
      Workspace workspace) {
    for (Launch launch : startup.launch()) {
      List<Program> programs = launch.programs();
      for (int i = programs.size() - 1; i >= 0; i--) {
        Platform found = BY_PROGRAM.getOrDefault(programs.get(i).baseName(), Platform.UNKNOWN);
        if (found != Platform.UNKNOWN) {
          return found;
        }
      }
    }
    Platform working = ofTasks(service, environment);
    if (working != Platform.UNKNOWN) {
      return working;
    }
    if (image.knowledge() instanceof ImageKnowledge.Known known) {
      Platform found = BY_FAMILY.getOrDefault(known.facts().family(), Platform.UNKNOWN);
      if (found != Platform.UNKNOWN) {
        return found;
      }
    }
    for (Variable variable : environment.variables()) {
      for (Map.Entry<String, Platform> each : BY_VARIABLE.entrySet()) {
        if (variable.name().chars().startsWith(each.getKey())) {
          return each.getValue();
        }
      }
    }
    return Manifests.platform(folders, workspace);
  }

  /** What the tasks of a service are written in, if it is one thing. */
  private static Platform ofTasks(Service service, Environment environment) {
    Set<Platform> found = EnumSet.noneOf(Platform.class);
    for (Task task : service.tasks()) {
      for (Text script : task.script()) {
        for (Program program : Launch.ofScript(script, environment.forShell()).programs()) {
          found.add(BY_PROGRAM.getOrDefault(program.baseName(), Platform.UNKNOWN));
        }
      }
    }
    return Manifests.theOne(found);
  }
}
