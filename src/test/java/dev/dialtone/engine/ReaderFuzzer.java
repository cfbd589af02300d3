package dev.dialtone.engine;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * One reader for a coverage-guided fuzzer, which calls these methods by their names (Jazzer, {@code
 * --target_class}, {@code --target_args=READER}). No input may make a reader throw.
 */
public final class ReaderFuzzer {
  private static final FileReader FILES = new FileReader();

  /** The formats of servers that are read file by file, or from one file that includes others. */
  private static final List<String> SERVERS =
      List.of(
          "Caddyfile",
          "consul.hcl",
          "elasticsearch.yml",
          "grafana.datasources",
          "haproxy.cfg",
          "httpd.conf",
          "mongod.conf",
          "mosquitto.conf",
          "my.cnf",
          "nginx.conf",
          "otel-collector.yaml",
          "pgbouncer.ini",
          "php-fpm.conf",
          "prometheus.yml",
          "rabbitmq.conf",
          "redis.conf",
          "vault.hcl");

  /** What tells the languages apart in which applications keep their settings. */
  private static final List<String> SETTINGS =
      List.of("yml", "json", "toml", "ini", "properties", "js", "php", "py", "rb", "exs");

  private static final Map<String, Consumer<String>> READERS = readers();

  private static final AtomicReference<Consumer<String>> CHOSEN = new AtomicReference<>(text -> {});

  private ReaderFuzzer() {}

  /** The names of all readers, sorted. */
  public static List<String> names() {
    return List.copyOf(READERS.keySet());
  }

  /** Chooses the reader. */
  public static void fuzzerInitialize(String[] arguments) {
    CHOSEN.set(reader(arguments[0]));
  }

  /** Reads what the fuzzer made up. */
  public static void fuzzerTestOneInput(byte[] data) {
    Objects.requireNonNull(CHOSEN.get()).accept(new String(data, StandardCharsets.UTF_8));
  }

  /** What reads a text with the reader of this name. */
  public static Consumer<String> reader(String name) {
    Consumer<String> reader = READERS.get(name);
    if (reader == null) {
      throw new IllegalArgumentException(name + " is none of " + names());
    }
    return reader;
  }

  private static Map<String, Consumer<String>> readers() {
    Map<String, Consumer<String>> readers = new TreeMap<>();
    for (String format : SERVERS) {
      readers.put(format, text -> server(format, text));
    }
    for (String language : SETTINGS) {
      readers.put("settings." + language, text -> FILES.settings(file("app." + language, text)));
    }
    readers.put("spring.yml", text -> FILES.spring(file("application.yml", text)));
    readers.put("spring.properties", text -> FILES.spring(file("application.properties", text)));
    readers.put("postgresql.conf", text -> FILES.postgres(file("postgresql.conf", text)));
    readers.put("pg_hba.conf", text -> FILES.hostRules(file("pg_hba.conf", text)));
    readers.put("dotenv", text -> FILES.dotenv(file(".env", text)));
    readers.put("dockerfile", text -> FILES.dockerfile(whole(file("Dockerfile", text))));
    return readers;
  }

  private static void server(String format, String text) {
    FILES.endpoints(format, file("server.conf", text));
    MemoryWorkspace container = new MemoryWorkspace(Map.of("/etc/server.conf", text));
    FILES.endpoints(
        format,
        new ArrayList<>(List.of(new FilePath("/etc/server.conf"))),
        container,
        name -> new Variables.Answer.Unset());
  }

  private static SourceFile file(String name, String text) {
    return new SourceFile(new FilePath(name), text);
  }

  private static Text whole(SourceFile file) {
    return Text.of(new Span(file, 0, file.text().length()));
  }
}
