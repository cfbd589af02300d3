package dev.dialtone.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PgBouncer; skipped without one. */
class PgbouncerSocketsTest {
  private static final String MAIN = "/etc/pgbouncer/pgbouncer.ini";
  private static final String MORE = "/etc/pgbouncer/more.ini";

  /** Lists of addresses that do not take each other's place. */
  private static final List<List<String>> HOSTS =
      List.of(
          List.of("127.0.0.1", "::1", Machine.ADDRESS, Machine.ADDRESS6),
          List.of("0.0.0.0", "::"),
          List.of("*"),
          List.of("localhost", Machine.ADDRESS6),
          List.of(Machine.ADDRESS, "127.0.0.1"));

  @Test
  void listensWhereTheModelSays(@TempDir Path folder) throws IOException, InterruptedException {
    Machine machine = Machine.assume(folder, "pgbouncer", 2, "/etc/pgbouncer");
    ServerTrials.compare("pgbouncer", machine, 3, PgbouncerSocketsTest::trial);
  }

  private static ServerTrial trial(Draw draw) {
    Map<String, String> files = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder();
    text.append(draw.onceIn(3) ? "; made up\n" : "");
    text.append(draw.onceIn(2) ? "[databases]\napp = host=db port=5432\n" : "");
    text.append("[pgbouncer]\n");
    text.append("unix_socket_dir = /srv\nauth_type = any\n");
    lines(draw, text);
    if (draw.onceIn(4)) {
      text.append(draw.one("%include ", "%include   ", "  %include ")).append(MORE).append('\n');
      StringBuilder more = new StringBuilder(draw.onceIn(3) ? "[pgbouncer]\n" : "");
      more.append(draw.one("listen_port = 6700\n", "listen_addr = *\n", "; nothing\n"));
      files.put(MORE, more.toString());
      lines(draw, text);
    }
    files.put(MAIN, text.toString());
    List<String> started =
        List.of("setpriv", "--reuid=nobody", "--clear-groups", "pgbouncer", MAIN);
    boolean named = draw.onceIn(2);
    return ServerTrial.of(
            "edoburu/pgbouncer:1.18.0", named ? List.of("pgbouncer", MAIN) : List.of(), files)
        .startedAs(started);
  }

  private static void lines(Draw draw, StringBuilder text) {
    int lines = draw.from(0, 3);
    for (int i = 0; i < lines; i++) {
      text.append(line(draw)).append(draw.onceIn(8) ? "  \n" : draw.onceIn(10) ? "\r\n" : "\n");
    }
  }

  private static String line(Draw draw) {
    String equals = draw.one(" = ", "=", " =", "\t=\t");
    return switch (draw.from(0, 7)) {
      case 0, 1, 2 -> (draw.onceIn(8) ? "  " : "") + "listen_addr" + equals + addresses(draw);
      case 3, 4 -> "listen_port" + equals + draw.port();
      case 5 -> draw.one("pool_mode = session", "max_client_conn = 20", "listen_addr =");
      case 6 ->
          draw.one(
              "; listen_addr = *", "# listen_port = 1", "listen_port = 70000", "listen_port = 0");
      default -> draw.one("listen_port = '6600'", "listen_backlog = 10");
    };
  }

  private static String addresses(Draw draw) {
    return String.join(draw.one(",", ", "), draw.some(2, draw.one(HOSTS)));
  }
}
