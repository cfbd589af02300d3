package dev.dialtone.format.apache;

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
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same sockets as a real httpd has; skipped without one. */
class ApacheOracleTest {
  @TempDir private Path folder;

  @BeforeAll
  static void needsHttpd() {
    RealServer.assume("apache2");
    Assumptions.assumeTrue(
        Files.exists(Path.of("/usr/lib/apache2/modules/mod_mpm_event.so")),
        "the modules are elsewhere on this machine");
  }

  @Test
  void listensWhereTheServerDoes() throws IOException, InterruptedException {
    Path source = Path.of("testdata/syntax/apache/listen.conf");
    String text =
        Files.readString(source)
            + "PidFile %1$s/pid\nErrorLog %1$s/log\nDefaultRuntimeDir %1$s\n".formatted(folder);
    Path file = Files.writeString(folder.resolve("httpd.conf"), text);
    FilePath path = new FilePath("/usr/local/apache2/conf/httpd.conf");
    List<String> ours =
        RealServer.sockets(
            ApacheReader.read(
                    List.of(path),
                    new MemoryWorkspace(Map.of(path.value(), text)),
                    variable -> new Variables.Answer.Unset())
                .facts());
    assertEquals(RealServer.sockets("apache2", "-D", "FOREGROUND", "-f", file.toString()), ours);
  }
}
