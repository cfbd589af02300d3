package dev.dialtone.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real nginx; skipped without one. */
class NginxSocketsTest {
  private static final String FOLDER = "/etc/nginx";
  private static final String MAIN = FOLDER + "/nginx.conf";
  private static final String SITES = FOLDER + "/conf.d";

  /** As the image has it, but for the user, whom only the image has. */
  private static final Map<String, String> STOCK =
      Map.of(
          MAIN,
          """
          worker_processes  auto;
          error_log  stderr notice;
          pid        /run/nginx.pid;
          events {
              worker_connections  64;
          }
          http {
              access_log off;
              keepalive_timeout  65;
              include /etc/nginx/conf.d/*.conf;
          }
          """,
          SITES + "/default.conf",
          """
          server {
              listen       80;
              server_name  localhost;
              location / {
                  root   /usr/share/nginx/html;
              }
          }
          """);

  private static final List<String> HOSTS =
      List.of(
          "",
          "",
          "*:",
          "127.0.0.1:",
          "0.0.0.0:",
          "[::]:",
          "[::1]:",
          "localhost:",
          Machine.ADDRESS + ":",
          "[" + Machine.ADDRESS6 + "]:");

  @Test
  void listensWhereTheModelSays(@TempDir Path folder) throws IOException, InterruptedException {
    Machine machine = Machine.assume(folder, "nginx", 2, FOLDER);
    ServerTrials.compare("nginx", machine, 6, NginxSocketsTest::trial);
  }

  private static ServerTrial trial(Draw draw) {
    Map<String, String> files = new LinkedHashMap<>();
    boolean whole = draw.onceIn(2);
    boolean main = draw.onceIn(2);
    if (!main || whole || draw.onceIn(2)) {
      files.put(SITES + "/a.conf", servers(draw, draw.from(1, 2)));
      if (draw.onceIn(2)) {
        files.put(
            SITES + "/" + draw.one("default.conf", "b.conf", "b.conf.off"),
            servers(draw, draw.from(0, 2)));
      }
    }
    if (main) {
      String include =
          draw.one(
              "include conf.d/*.conf;",
              "include /etc/nginx/conf.d/*.conf;",
              files.isEmpty() ? "" : "include \"conf.d/a.conf\";",
              "",
              "include conf.d/none*.conf;");
      String text =
          STOCK
              .getOrDefault(MAIN, "")
              .replace(
                  "include /etc/nginx/conf.d/*.conf;",
                  include + "\n" + servers(draw, draw.from(0, 2)));
      files.put(MAIN, text);
    }
    List<String> named = List.of("nginx", "-c", MAIN, "-g", "daemon off;");
    boolean said = draw.onceIn(3);
    return ServerTrial.of("nginx:1.22", said ? named : List.of(), files)
        .withFolders(whole ? List.of(SITES) : List.of())
        .over(STOCK)
        .startedAs(named);
  }

  private static String servers(Draw draw, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(draw.one("server {\n", "server{", "  server  {\n"));
      int listens = draw.from(0, 3);
      for (int j = 0; j < listens; j++) {
        text.append("  ").append(listen(draw)).append(draw.onceIn(8) ? "\r\n" : "\n");
      }
      text.append(
          draw.one(
              "  server_name example.org;\n",
              "  # listen 1;\n",
              "  return 204;\n",
              "  location / { return 204; }\n"));
      text.append("}\n");
    }
    return text.toString();
  }

  private static String listen(Draw draw) {
    String port = "" + draw.port();
    String address =
        switch (draw.from(0, 11)) {
          case 0 -> "[" + Machine.ADDRESS6 + "]:" + port;
          case 1 -> draw.one("unix:/srv/nginx.sock", "8080 udp", "70000", "127.0.0.1:70000");
          case 2 -> port + "-" + (Integer.parseInt(port) + draw.from(0, 3));
          default -> draw.one(HOSTS) + port;
        };
    boolean quoted = draw.onceIn(8) && address.indexOf(' ') < 0;
    String parameters =
        draw.one(
            "",
            "",
            "",
            "",
            " default_server",
            " ipv6only=off",
            " ipv6only=on",
            " reuseport",
            " backlog=64",
            " so_keepalive=on",
            " proxy_protocol");
    return draw.one("listen", "listen", "listen ", "\"listen\"")
        + " "
        + (quoted ? "\"" + address + "\"" : address)
        + parameters
        + (draw.onceIn(8) ? " ; # twice" : ";");
  }
}
