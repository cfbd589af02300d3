package dev.dialtone.format.caddy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.harness.RealServer;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import dev.dialtone.syntax.interpolation.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same sockets as a real Caddy has; skipped without one. */
class CaddyOracleTest {
  @BeforeAll
  static void needsCaddy() {
    RealServer.assume("caddy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sites.caddyfile", "single.caddyfile"})
  void listensWhereTheServerDoes(String name) throws IOException, InterruptedException {
    Path file = Path.of("testdata/syntax/caddy", name);
    FilePath path = new FilePath("/etc/caddy/Caddyfile");
    List<String> ours =
        RealServer.sockets(
            CaddyfileReader.read(
                    List.of(path),
                    new MemoryWorkspace(Map.of(path.value(), Files.readString(file))),
                    variable -> new Variables.Answer.Unset())
                .facts());
    List<String> sockets =
        RealServer.sockets(
            "caddy", "run", "--adapter", "caddyfile", "--config", file.toAbsolutePath().toString());
    assertEquals(sockets, ours);
  }
}
