package dev.dialtone.oracle;

import dev.dialtone.harness.RealServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL; skipped without one. */
class PostgresSocketsTest {
  private static final String DATA = "/var/lib/postgresql/data";
  private static final String STOCK = DATA + "/postgresql.conf";
  private static final String NAMED = "/etc/postgresql/postgresql.conf";

  /** Lists of addresses that do not take each other's place. */
  private static final List<List<String>> HOSTS =
      List.of(
          List.of("127.0.0.1", "::1", Machine.ADDRESS, Machine.ADDRESS6),
          List.of("0.0.0.0", "::"),
          List.of("*"),
          List.of("*"),
          List.of("localhost", Machine.ADDRESS6),
          List.of("localhost"));

  @Test
  void listensWhereTheModelSays(@TempDir Path folder) throws IOException, InterruptedException {
    Machine machine = Machine.assume(folder, "postgres", 4, DATA, "/etc/postgresql");
    Path server = RealServer.onPath("postgres").toRealPath();
    Assumptions.assumeTrue(RealServer.isOnPath("setpriv"), "no setpriv on this machine");
    Path data = folder.resolve("cluster");
    Files.createDirectory(data);
    String asServer = "setpriv --reuid=postgres --regid=postgres --clear-groups ";
    String commands =
        "chmod 711 '%1$s' '%2$s' && chown postgres '%2$s' && %3$s'%4$s' -D '%2$s' -A trust -N"
            .formatted(folder, data, asServer, server.resolveSibling("initdb"));
    Process initdb =
        new ProcessBuilder("sh", "-c", commands)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("initdb.log").toFile())
            .start();
    Assumptions.assumeTrue(initdb.waitFor() == 0, "no cluster can be made here");
    // The files of the trial are put over the cluster.
    Machine prepared =
        machine.prepared(
            """
            mv %1$s%2$s /srv/own
            mkdir -p %1$s%2$s /srv/run
            chmod 777 /srv/run
            mount --bind '%3$s' %1$s%2$s
            rm -f %1$s%2$s/postmaster.pid
            cp /srv/own/* %1$s%2$s/
            """
                .formatted(Machine.ROOM, DATA, data),
            "INT");
    ServerTrials.compare("postgres", prepared, 6, draw -> trial(draw, server.toString()));
  }

  private static ServerTrial trial(Draw draw, String server) {
    Map<String, String> files = new LinkedHashMap<>();
    List<String> words = new ArrayList<>();
    switch (draw.from(0, 3)) {
      case 0, 1 -> {
        files.put(NAMED, file(draw, true));
        files.put("/etc/postgresql/more.conf", file(draw, false));
        words.addAll(
            draw.one(
                List.of("-c", "config_file=" + NAMED),
                List.of("--config_file=" + NAMED),
                List.of("--config-file=" + NAMED)));
      }
      case 2 -> files.put(STOCK, file(draw, false));
      default -> {
        // Only the command line says anything.
      }
    }
    if (draw.onceIn(2)) {
      int options = draw.from(1, 3);
      for (int i = 0; i < options; i++) {
        words.addAll(option(draw));
      }
    }
    List<String> command = new ArrayList<>(words);
    if (!words.isEmpty() && !draw.onceIn(3)) {
      command.add(0, "postgres");
    }
    List<String> started =
        new ArrayList<>(
            List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", server));
    started.addAll(List.of("-D", DATA + "/", "-k", "/srv/run", "-F"));
    started.addAll(words);
    return ServerTrial.of("postgres:15", command, files)
        .over(
            Map.of(
                STOCK,
                "listen_addresses = '*'\nmax_connections = 20\nshared_buffers = 1MB\n",
                DATA + "/postgresql.auto.conf",
                ""))
        .in(draw.onceIn(8) ? Map.of("PGPORT", "" + draw.port()) : Map.of())
        .startedAs(started);
  }

  private static String file(Draw draw, boolean main) {
    StringBuilder text = new StringBuilder("# made up\nmax_connections = 20\n");
    int lines = draw.from(0, 3);
    for (int i = 0; i < lines; i++) {
      text.append(line(draw, main))
          .append(draw.onceIn(8) ? " # said\n" : draw.onceIn(8) ? "\r\n" : "\n");
    }
    return text.toString();
  }

  private static String line(Draw draw, boolean main) {
    String equals = draw.one(" = ", "=", " ", "  =  ");
    return switch (draw.from(0, main ? 9 : 7)) {
      case 0, 1, 2 ->
          (draw.onceIn(6) ? draw.anyCase("listen_addresses") : "listen_addresses")
              + equals
              + "'"
              + hosts(draw)
              + "'";
      case 3, 4 -> "port" + equals + draw.one("%d", "%d", "'%d'").formatted(draw.port());
      case 5 ->
          draw.one(
              "listen_addresses = localhost",
              "listen_addresses = ''",
              main ? "listen_addresses = '*" : "",
              "#listen_addresses = '*'",
              "port = 0x1F90");
      // Nobody looks into the file that is included.
      case 6 ->
          draw.one(
              "log_connections = on",
              "shared_buffers = 2MB",
              "#port = 1",
              main ? "port = 70000" : "",
              main ? "port = 0" : "",
              main ? "port = '7100" : "");
      case 7 ->
          draw.one(
              "listen_addresses = '%s, %s'".formatted("127.0.0.1", Machine.ADDRESS),
              "unix_socket_directories = '/srv/run'",
              "  port = 7200");
      default ->
          draw.one(
              "include 'more.conf'",
              "include = '/etc/postgresql/more.conf'",
              "include_if_exists 'none.conf'",
              "include_if_exists 'more.conf'");
    };
  }

  private static String hosts(Draw draw) {
    return String.join(draw.one(",", ", ", " , "), draw.some(2, draw.one(HOSTS)));
  }

  private static List<String> option(Draw draw) {
    String port = "" + draw.port();
    String hosts = hosts(draw);
    return switch (draw.from(0, 9)) {
      case 0 -> List.of("-p", port);
      case 1 -> List.of("-p" + port);
      case 2 -> List.of("-c", draw.one("port=", "PORT=", "Port=") + port);
      case 3 -> List.of("--port=" + port);
      case 4 -> List.of("-h", hosts);
      case 5 -> List.of("-c", "listen_addresses=" + hosts);
      case 6 -> List.of("--listen_addresses=" + hosts);
      case 7 -> List.of("--listen-addresses=" + hosts);
      case 8 ->
          draw.one(
              List.of("-i"),
              List.of("-h", ""),
              List.of("-c", "listen_addresses="),
              List.of("-h" + hosts));
      default ->
          draw.one(
              List.of("-N", "10"),
              List.of("-c", "log_connections=on"),
              List.of("-B", "128"),
              List.of("-d", "1"));
    };
  }
}
