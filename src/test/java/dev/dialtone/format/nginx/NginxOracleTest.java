package dev.dialtone.format.nginx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.harness.RealServer;
import dev.dialtone.model.facts.Endpoints;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import dev.dialtone.syntax.interpolation.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same sockets as a real nginx has, and the same files refused; skipped without one. */
class NginxOracleTest {
  private static final String SETTING =
      """
      daemon off;
      pid %1$s/nginx.pid;
      error_log stderr;
      events {}
      http {
        access_log off;
        client_body_temp_path %1$s;
        proxy_temp_path %1$s;
        fastcgi_temp_path %1$s;
        uwsgi_temp_path %1$s;
        scgi_temp_path %1$s;
        %2$s
      }
      """;

  @TempDir private Path folder;

  @BeforeAll
  static void needsNginx() {
    RealServer.assume("nginx");
  }

  @ParameterizedTest
  @ValueSource(strings = {"listen.conf", "implied.conf"})
  void listensWhereTheServerDoes(String name) throws IOException, InterruptedException {
    Path file = folder.resolve("nginx.conf");
    String text =
        SETTING.formatted(folder, Files.readString(Path.of("testdata/syntax/nginx", name)));
    Files.writeString(file, text);
    List<String> sockets = RealServer.sockets("nginx", "-c", file.toString());
    assertEquals(sockets, RealServer.sockets(read(text).facts()));
  }

  @Test
  void refusesWhatTheServerRefuses() throws IOException, InterruptedException {
    Random random = new Random(11);
    String[] pieces = {
      "set $a b;",
      "server {",
      "}",
      "}",
      ";",
      "listen 8001;",
      "'x'",
      "\"y",
      "#z\n",
      " ",
      "\\",
      "$",
      "{",
      "location /x {",
      "return 204;",
      "\n",
      "${q}",
      "'",
      "root a\\ b;",
      "if ($a) {"
    };
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      StringBuilder body = new StringBuilder("server {");
      int length = 1 + random.nextInt(7);
      for (int j = 0; j < length; j++) {
        body.append(pieces[random.nextInt(pieces.length)]);
      }
      body.append("\n}");
      String text = SETTING.formatted(folder, body);
      Path file = folder.resolve("nginx.conf");
      Files.writeString(file, text);
      String errors = RealServer.errors("nginx", "-t", "-q", "-c", file.toString());
      boolean syntax = errors.contains("unexpected") || errors.contains("is not terminated by");
      boolean ours = !read(text).problems().isEmpty();
      refused += ours ? 1 : 0;
      if (ours) {
        assertTrue(!errors.isEmpty(), () -> text + " is fine for nginx");
      } else {
        assertFalse(syntax, () -> text + errors);
      }
    }
    assertTrue(refused > 100, "only " + refused);
  }

  private static Reading<Endpoints> read(String text) {
    FilePath path = new FilePath("/etc/nginx/nginx.conf");
    return NginxReader.read(
        List.of(path),
        new MemoryWorkspace(Map.of(path.value(), text)),
        name -> new Variables.Answer.Unset());
  }
}
