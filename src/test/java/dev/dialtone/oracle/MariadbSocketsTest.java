package dev.dialtone.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real MariaDB; skipped without one. */
class MariadbSocketsTest {
  private static final String MAIN = "/etc/mysql/my.cnf";
  private static final String MORE = "/etc/mysql/conf.d";

  private static final Map<String, String> STOCK =
      Map.of(
          MAIN,
          """
          [client-server]
          socket = /srv/mysqld.sock

          [mariadbd]
          skip-name-resolve

          !includedir /etc/mysql/mariadb.conf.d/
          !includedir /etc/mysql/conf.d/
          """,
          "/etc/mysql/mariadb.conf.d/none.txt",
          "",
          MORE + "/none.txt",
          "");

  /** What a server needs that runs without its image. */
  private static final List<String> NEEDED =
      List.of(
          "--user=root",
          "--datadir=/srv/data",
          "--socket=/srv/mysqld.sock",
          "--pid-file=/srv/pid",
          "--skip-grant-tables",
          "--lc-messages-dir=/usr/share/mysql",
          "--default-storage-engine=MyISAM",
          "--skip-innodb");

  /** Lists of addresses that do not take each other's place. */
  private static final List<List<String>> HOSTS =
      List.of(
          List.of("127.0.0.1", "::1", Machine.ADDRESS),
          List.of("0.0.0.0", "*", "::", "localhost", "127.0.0.1", "::1"),
          List.of("localhost", Machine.ADDRESS));

  @Test
  void listensWhereTheModelSays(@TempDir Path folder) throws IOException, InterruptedException {
    Machine machine =
        Machine.assume(folder, "mariadbd", 8, "/etc/mysql").prepared("mkdir /srv/data", "KILL");
    ServerTrials.compare("mariadbd", machine, 4, MariadbSocketsTest::trial);
  }

  private static ServerTrial trial(Draw draw) {
    Map<String, String> files = new LinkedHashMap<>();
    boolean whole = draw.onceIn(2);
    for (String name : draw.some(2, List.of("a.cnf", "z.cnf", "b.txt"))) {
      files.put(MORE + "/" + name, file(draw));
    }
    if (draw.onceIn(3)) {
      files.put(
          MAIN,
          file(draw)
              + draw.one("", "!includedir /etc/mysql/conf.d/\n", "!include /etc/mysql/more.cnf\n"));
      files.put("/etc/mysql/more.cnf", file(draw));
    }
    List<String> words = new ArrayList<>();
    if (draw.onceIn(2)) {
      int options = draw.from(1, 2);
      for (int i = 0; i < options; i++) {
        words.addAll(option(draw));
      }
    }
    List<String> command = new ArrayList<>(words);
    if (!words.isEmpty() && draw.onceIn(2)) {
      command.add(0, draw.one("mariadbd", "mysqld"));
    }
    List<String> started = new ArrayList<>(List.of("mariadbd", "--defaults-file=" + MAIN));
    started.addAll(words);
    started.addAll(NEEDED);
    return ServerTrial.of("mariadb:10.11", command, files)
        .withFolders(whole ? List.of(MORE) : List.of())
        .over(STOCK)
        .startedAs(started);
  }

  private static String file(Draw draw) {
    StringBuilder text = new StringBuilder(draw.one("# made up\n", "; made up\n\n", ""));
    int groups = draw.from(1, 2);
    for (int i = 0; i < groups; i++) {
      text.append(
              draw.one(
                  "[mysqld]",
                  "[mysqld]",
                  "[mariadb]",
                  "[server]",
                  "[mariadbd]",
                  "[client]",
                  "[mysqld-10.11]",
                  "[mysqld_safe]",
                  "[ mysqld ]",
                  "[client-server]"))
          .append('\n');
      int lines = draw.from(0, 2);
      for (int j = 0; j < lines; j++) {
        text.append(line(draw)).append(draw.onceIn(8) ? "  \n" : draw.onceIn(8) ? "\r\n" : "\n");
      }
    }
    return text.toString();
  }

  private static String line(Draw draw) {
    String equals = draw.one("=", " = ", "  =");
    int port = draw.port();
    return switch (draw.from(0, 9)) {
      case 0, 1, 2 ->
          draw.one("bind-address", "bind_address", "loose-bind-address", "bind-addr")
              + equals
              + draw.one("%s", "%s", "'%s'", "\"%s\"", "%s # said").formatted(hosts(draw));
      case 3, 4, 5 ->
          draw.one("port", "port", "loose-port", "loose_port")
              + equals
              + draw.one("%d", "%d", "'%d'", "%d # said").formatted(port);
      case 6 ->
          draw.one(
              "skip-networking",
              "skip-networking=0",
              "skip_networking=OFF",
              "skip-networking=1",
              "disable-skip-networking");
      case 7 -> draw.one("extra-port=", "extra_port = ") + port;
      case 8 ->
          draw.one(
              "max_connections = 10",
              "skip-name-resolve",
              "port = 0",
              "#port=1",
              ";bind-address=127.0.0.1");
      default ->
          draw.one(
              "skip-bind-address",
              "bind-address=",
              "bind-address=" + Machine.ADDRESS6,
              "table_open_cache=64");
    };
  }

  private static String hosts(Draw draw) {
    List<String> hosts = draw.one(HOSTS);
    return String.join(
        draw.one(",", ","), hosts.size() > 3 ? draw.some(1, hosts) : draw.some(2, hosts));
  }

  private static List<String> option(Draw draw) {
    String port = "" + draw.port();
    return switch (draw.from(0, 7)) {
      case 0 -> List.of("--port=" + port);
      case 1 -> List.of("--port", port);
      case 2 -> List.of("-P", port);
      case 3 -> List.of("-P" + port);
      case 4 -> List.of("--bind-address=" + hosts(draw));
      case 5 -> List.of("--bind_address", hosts(draw));
      case 6 ->
          List.of(draw.one("--skip-networking", "--skip-networking=0", "--skip_networking=1"));
      default -> draw.one(List.of("--max-connections=10"), List.of("--skip-name-resolve"));
    };
  }
}
