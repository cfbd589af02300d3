package dev.dialtone.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Redis; skipped without one. */
class RedisSocketsTest {
  /** Lists of addresses that do not take each other's place. */
  private static final List<List<String>> HOSTS =
      List.of(
          List.of("127.0.0.1", "-::1", Machine.ADDRESS, Machine.ADDRESS6),
          List.of("127.0.0.1", "::1"),
          List.of("0.0.0.0", "::"),
          List.of("*", "-::*"),
          List.of("*", "::1"),
          List.of("::*", "127.0.0.1"),
          List.of("localhost", Machine.ADDRESS6),
          List.of("0.0.0.0", Machine.ADDRESS6));

  @Test
  void listensWhereTheModelSays(@TempDir Path folder) throws IOException, InterruptedException {
    Machine machine = Machine.assume(folder, "redis-server", 2);
    ServerTrials.compare("redis-server", machine, 10, RedisSocketsTest::trial);
  }

  private static ServerTrial trial(Draw draw) {
    Map<String, String> files = new LinkedHashMap<>();
    List<String> words = new ArrayList<>(List.of("redis-server"));
    if (!draw.onceIn(4)) {
      words.add("/srv/redis.conf");
      files.put("/srv/redis.conf", file(draw, true));
      files.put("/srv/more.conf", file(draw, false));
    }
    if (files.isEmpty() || draw.onceIn(2)) {
      words.addAll(options(draw));
    }
    return ServerTrial.of("redis:7", words, files);
  }

  private static String file(Draw draw, boolean includes) {
    StringBuilder text = new StringBuilder("# made up\nsave \"\"\ndir /srv\n");
    int lines = draw.from(0, 3);
    for (int i = 0; i < lines; i++) {
      text.append(draw.onceIn(6) ? "  " : "")
          .append(line(draw, includes))
          .append(draw.onceIn(6) ? " \r\n" : "\n");
    }
    return text.toString();
  }

  private static String line(Draw draw, boolean includes) {
    return switch (draw.from(0, includes ? 9 : 7)) {
      case 0, 1, 2 -> name("bind", draw) + " " + hosts(draw, true);
      case 3, 4 -> name("port", draw) + " " + quoted(String.valueOf(draw.port()), draw);
      case 5 ->
          draw.one(
              "protected-mode yes", "protected-mode no", "requirepass abc", "requirepass \"\"");
      case 6 ->
          draw.one(
              "port 0",
              "unixsocket /srv/redis.sock",
              "bind \"\"",
              "bind",
              "tcp-backlog 64",
              "cluster-enabled yes");
      case 7 ->
          draw.one(
              "port 70000",
              "port 70\\x30",
              "port 7300 # not a comment",
              "port \"7100\"x",
              "bind 127.0.0.1 \"::1\"");
      default ->
          draw.one(
              "include /srv/more.conf",
              "include \"/srv/more.conf\"",
              draw.one(
                  "include /srv/more.conf", "include /srv/mor?.conf", "include /srv/none*.conf"));
    };
  }

  private static String hosts(Draw draw, boolean quotes) {
    return draw.some(2, draw.one(HOSTS)).stream()
        .map(host -> quotes ? quoted(host, draw) : host)
        .collect(Collectors.joining(draw.onceIn(5) ? "  " : " "));
  }

  private static String quoted(String value, Draw draw) {
    return draw.onceIn(4) ? "\"" + value + "\"" : draw.onceIn(6) ? "'" + value + "'" : value;
  }

  private static String name(String name, Draw draw) {
    return draw.onceIn(5) ? draw.anyCase(name) : name;
  }

  private static List<String> options(Draw draw) {
    List<String> words = new ArrayList<>();
    int options = draw.from(1, 3);
    for (int i = 0; i < options; i++) {
      switch (draw.from(0, 5)) {
        case 0, 1 -> {
          words.add("--" + name("bind", draw));
          words.addAll(List.of(hosts(draw, false).split(" +")));
        }
        case 2, 3 -> words.addAll(List.of("--" + name("port", draw), String.valueOf(draw.port())));
        case 4 -> words.addAll(List.of("--protected-mode", draw.one("yes", "no")));
        default ->
            words.addAll(
                draw.one(
                    List.of("--requirepass", "abc"),
                    List.of("--port", "0"),
                    List.of("--save", ""),
                    List.of("--bind", "127.0.0.1 -::1"),
                    List.of("--appendonly", "no"),
                    List.of("--cluster-enabled", "yes")));
      }
    }
    return words;
  }
}
