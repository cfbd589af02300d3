package dev.dialtone.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real httpd; skipped without one. */
class ApacheSocketsTest {
  private static final Path MODULES = Path.of("/usr/lib/apache2/modules");
  private static final String FOLDER = "/usr/local/apache2";
  private static final String MAIN = FOLDER + "/conf/httpd.conf";
  private static final String MORE = FOLDER + "/conf/more.conf";
  private static final String EXTRA = FOLDER + "/conf/extra.d";

  private static final String START =
      """
      ServerRoot /usr/local/apache2/
      ServerName example.org
      LoadModule mpm_event_module %1$s/mod_mpm_event.so
      LoadModule authz_core_module %1$s/mod_authz_core.so
      PidFile /srv/pid
      ErrorLog /srv/log
      DefaultRuntimeDir /srv
      """
          .formatted(MODULES);

  private static final List<String> HOSTS =
      List.of(
          "",
          "",
          "",
          "127.0.0.1:",
          "0.0.0.0:",
          "[::]:",
          "[::1]:",
          "*:",
          "localhost:",
          Machine.ADDRESS + ":",
          "[" + Machine.ADDRESS6 + "]:");

  @Test
  void listensWhereTheModelSays(@TempDir Path folder) throws IOException, InterruptedException {
    Machine machine = Machine.assume(folder, "apache2", 2, FOLDER);
    Assumptions.assumeTrue(Files.isDirectory(MODULES), "the modules are elsewhere");
    ServerTrials.compare("apache2", machine, 3, ApacheSocketsTest::trial);
  }

  private static ServerTrial trial(Draw draw) {
    Map<String, String> files = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder(START);
    lines(draw, text, draw.from(0, 3));
    boolean folder = draw.onceIn(3);
    if (folder) {
      text.append(
          draw.one(
              "Include conf/extra.d/*.conf\n",
              "IncludeOptional " + EXTRA + "/*.conf\n",
              "Include conf/extra.d\n"));
      for (String name : List.of("a.conf", "b.conf", "c.off")) {
        StringBuilder extra = new StringBuilder("# " + name + "\n");
        lines(draw, extra, 1);
        files.put(EXTRA + "/" + name, extra.toString());
      }
    } else if (draw.onceIn(2)) {
      text.append(
          draw.one(
              "Include conf/more.conf\n",
              "include " + MORE + "\n",
              "IncludeOptional \"conf/more.conf\"\n"));
      StringBuilder more = new StringBuilder();
      lines(draw, more, 2);
      files.put(MORE, more.toString());
    }
    files.put(MAIN, text.toString());
    boolean named = draw.onceIn(3);
    String variable = draw.one("127.0.0.1", "0.0.0.0");
    return ServerTrial.of(
            "httpd:2.4",
            named ? List.of("httpd", "-D", "FOREGROUND", "-f", MAIN) : List.of(),
            files)
        .withFolders(folder ? List.of(EXTRA) : List.of())
        .in(Map.of("LISTEN_HOST", variable))
        .startedAs(List.of("apache2", "-D", "FOREGROUND", "-f", MAIN));
  }

  private static void lines(Draw draw, StringBuilder text, int count) {
    for (int i = 0; i < count; i++) {
      text.append(line(draw)).append(draw.onceIn(8) ? "  \n" : "\n");
    }
  }

  private static String line(Draw draw) {
    String port = "" + draw.port();
    String listen = draw.one("Listen ", "Listen ", "listen ", "  LISTEN   ");
    return switch (draw.from(0, 9)) {
      case 0 -> listen + port + draw.one(" http", " https", "");
      case 1 -> listen + "\"" + draw.one(HOSTS) + port + "\"";
      case 2 -> {
        String condition =
            draw.one(
                "IfModule mpm_event_module",
                "IfModule ssl_module",
                "IfModule !ssl_module",
                "IfModule mod_ssl.c",
                "IfDefine FOREGROUND",
                "IfDefine !X");
        yield "<"
            + condition
            + ">\n  "
            + listen
            + port
            + "\n</"
            + condition.substring(0, condition.indexOf(' '))
            + ">";
      }
      case 3 -> listen + "${LISTEN_HOST}:" + port;
      case 4 -> "Define LISTEN_PORT " + port + "\n" + listen + "${LISTEN_PORT}";
      case 5 ->
          draw.one(
              "# Listen 1",
              "Listen \\\n  " + port,
              "Listen 70000",
              "Listen",
              "Listen " + port + " # not a comment",
              "<VirtualHost *:" + port + ">\n</VirtualHost>");
      default -> listen + draw.one(HOSTS) + port;
    };
  }
}
