package dev.dialtone.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real HAProxy; skipped without one. */
class HaproxySocketsTest {
  private static final String FOLDER = "/usr/local/etc/haproxy";
  private static final String MAIN = FOLDER + "/haproxy.cfg";

  private static final String START =
      """
      # made up
      global
        maxconn 100
      defaults
        mode tcp
        timeout client 5s
        timeout server 5s
        timeout connect 5s
      """;

  private static final List<String> HOSTS =
      List.of(
          "",
          "*",
          "127.0.0.1",
          "0.0.0.0",
          "::",
          "::1",
          "[::1]",
          "[::]",
          "localhost",
          "ipv4@",
          "ipv4@*",
          "ipv6@",
          "ipv6@::1",
          "ipv4@127.0.0.1",
          "ipv6@[::]",
          "$LISTEN",
          "\"${LISTEN}\"",
          Machine.ADDRESS,
          Machine.ADDRESS6);

  @Test
  void listensWhereTheModelSays(@TempDir Path folder) throws IOException, InterruptedException {
    Machine machine = Machine.assume(folder, "haproxy", 2, FOLDER);
    ServerTrials.compare("haproxy", machine, 10, HaproxySocketsTest::trial);
  }

  private static ServerTrial trial(Draw draw) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(MAIN, START + sections(draw));
    List<String> words = new ArrayList<>(List.of("haproxy"));
    if (draw.onceIn(3)) {
      files.put(FOLDER + "/more.cfg", sections(draw));
      words.addAll(List.of("-f", MAIN, "-f", FOLDER + "/more.cfg"));
    } else if (draw.onceIn(2)) {
      words.addAll(
          draw.one(List.of("-W", "-f", MAIN), List.of("-f", MAIN), List.of("-db", "-f", MAIN)));
    }
    List<String> started =
        new ArrayList<>(words.size() > 1 ? words : List.of("haproxy", "-f", MAIN));
    started.remove("-W");
    started.add("-db");
    return ServerTrial.of("haproxy:2.6", words.size() > 1 ? words : List.of(), files)
        .in(draw.onceIn(4) ? Map.of() : Map.of("LISTEN", draw.one("127.0.0.1", "0.0.0.0", "::1")))
        .startedAs(started);
  }

  private static String sections(Draw draw) {
    StringBuilder text = new StringBuilder();
    int sections = draw.from(1, 2);
    for (int i = 0; i < sections; i++) {
      text.append(draw.one("frontend f", "listen l")).append(draw.port()).append('\n');
      int binds = draw.from(1, 2);
      for (int j = 0; j < binds; j++) {
        text.append("  ").append(bind(draw)).append(draw.onceIn(8) ? "\r\n" : "\n");
      }
      text.append(draw.onceIn(5) ? "  # bind :1\n" : "");
      if (draw.onceIn(8)) {
        text.append(draw.one("  mode http\n", "  bind\n", "  maxconn 10\n"));
      }
    }
    if (draw.onceIn(6)) {
      text.append(
          draw.one(
              "global\n  stats socket ipv4@127.0.0.1:9999 level admin\n",
              "global\n  stats socket /srv/haproxy.sock\n",
              "peers p\n  bind :10001\n  server me\n",
              ".if defined(LISTEN)\nlisten c\n  bind :10002\n.endif\n",
              "backend b" + draw.port() + "\n  server s 127.0.0.1:1 check\n"));
    }
    return text.toString();
  }

  private static String bind(Draw draw) {
    String bind = "bind " + address(draw);
    if (draw.onceIn(5)) {
      bind += "," + address(draw);
    }
    return bind
        + draw.one(
            "",
            "",
            "",
            " name web",
            " v6only",
            " v4v6",
            " accept-proxy",
            "  # and more",
            " backlog 10 maxconn 5",
            " defer-accept");
  }

  private static String address(Draw draw) {
    int port = draw.port();
    String range = draw.onceIn(8) ? "-" + (port + draw.from(0, 3)) : "";
    return draw.onceIn(12)
        ? draw.one("/srv/h.sock", "unix@/srv/h.sock", "abns@h", "127.0.0.1:70000")
        : draw.one(HOSTS) + ":" + port + range;
  }
}
