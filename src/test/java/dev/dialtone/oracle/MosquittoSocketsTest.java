package dev.dialtone.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Mosquitto 2; skipped without one. */
class MosquittoSocketsTest {
  private static final String MAIN = "/mosquitto/config/mosquitto.conf";
  private static final String MORE = "/mosquitto/config/conf.d";

  private static final List<String> HOSTS =
      List.of("127.0.0.1", "0.0.0.0", "::1", "::", "localhost", Machine.ADDRESS, Machine.ADDRESS6);

  @Test
  void listensWhereTheModelSays(@TempDir Path folder) throws IOException, InterruptedException {
    Machine machine =
        Machine.assume(folder, "mosquitto", 2, "/mosquitto").prepared("chmod 777 /srv", "KILL");
    ServerTrials.compare("mosquitto", machine, 3, MosquittoSocketsTest::trial);
  }

  private static ServerTrial trial(Draw draw) {
    Map<String, String> files = new LinkedHashMap<>();
    List<String> words = new ArrayList<>(List.of("mosquitto"));
    boolean named = draw.onceIn(2);
    if (named || !draw.onceIn(3)) {
      StringBuilder text = new StringBuilder("persistence false\n");
      boolean includes = draw.onceIn(3);
      lines(draw, text);
      if (includes) {
        text.append("include_dir ").append(MORE).append('\n');
        lines(draw, text);
        for (String name : List.of("b.conf", "A.conf", "notes.txt")) {
          StringBuilder more = new StringBuilder("# " + name + "\n");
          lines(draw, more);
          files.put(MORE + "/" + name, more.toString());
        }
      }
      files.put(MAIN, text.toString());
      words.addAll(
          named ? draw.one(List.of("-c", MAIN), List.of("--config-file", MAIN)) : List.of());
    }
    if (draw.onceIn(3)) {
      List<String> port = List.of(draw.one("-p", "--port"), "" + draw.port());
      words.addAll(named || draw.onceIn(3) ? List.of("-v") : port);
    }
    boolean own = !named && words.size() == 1 && !files.isEmpty();
    List<String> started = new ArrayList<>(words);
    if (own) {
      started.addAll(List.of("-c", MAIN));
    }
    return ServerTrial.of("eclipse-mosquitto:2", own ? List.of() : words, files)
        .withFolders(files.size() > 1 ? List.of(MORE) : List.of())
        .startedAs(started);
  }

  private static void lines(Draw draw, StringBuilder text) {
    int lines = draw.from(0, 3);
    for (int i = 0; i < lines; i++) {
      String line = line(draw);
      text.append(draw.onceIn(8) && !line.startsWith("#") ? "  " : "")
          .append(line)
          .append(draw.onceIn(8) ? "  \n" : draw.onceIn(8) ? "\r\n" : "\n");
    }
  }

  private static String line(Draw draw) {
    int port = draw.port();
    return switch (draw.from(0, 9)) {
      case 0, 1 -> "listener " + port;
      case 2, 3 -> "listener " + port + " " + draw.one(HOSTS);
      case 4 -> "port " + port;
      case 5 -> "bind_address " + draw.one(HOSTS);
      case 6 ->
          draw.one(
              "allow_anonymous true",
              "allow_anonymous false",
              "max_connections 10",
              "socket_domain ipv6");
      case 7 ->
          draw.one(
              "listener 0 /srv/mosquitto.sock",
              "listener 0",
              "listener 70000",
              "listener " + port + "  127.0.0.1");
      case 8 -> draw.one("#listener 1", "# port 1", "protocol mqtt", "port 0");
      default -> "per_listener_settings " + draw.one("true", "false");
    };
  }
}
