package dev.dialtone.format.haproxy;

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
import org.junit.jupiter.api.Test;

/** The same sockets as a real HAProxy has; skipped without one. */
class HaproxyOracleTest {
  @BeforeAll
  static void needsHaproxy() {
    RealServer.assume("haproxy");
  }

  @Test
  void listensWhereTheServerDoes() throws IOException, InterruptedException {
    Path file = Path.of("testdata/syntax/haproxy/listen.cfg");
    FilePath path = new FilePath("/usr/local/etc/haproxy/haproxy.cfg");
    List<String> ours =
        RealServer.sockets(
            HaproxyReader.read(
                    List.of(path),
                    new MemoryWorkspace(Map.of(path.value(), Files.readString(file))),
                    variable -> new Variables.Answer.Unset())
                .facts());
    assertEquals(
        RealServer.sockets("haproxy", "-db", "-f", file.toAbsolutePath().toString()), ours);
  }
}
