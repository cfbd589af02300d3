package dev.dialtone.format.mosquitto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.harness.RealServer;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same sockets as a real Mosquitto 2 has; skipped without one. */
class MosquittoOracleTest {
  @TempDir private Path folder;

  @BeforeAll
  static void needsMosquitto() {
    RealServer.assume("mosquitto");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "persistence false",
        "port 1884",
        "bind_address 127.0.0.1",
        "max_connections 10",
        "listener 1885",
        "listener 1885 127.0.0.1",
        "  listener 1885  ",
        "port 1884\nlistener 1885",
        "listener 1885\nbind_address 127.0.0.1",
        "allow_anonymous true"
      })
  void listensWhereTheServerDoes(String text) throws IOException, InterruptedException {
    Path file = folder.resolve("mosquitto.conf");
    Files.writeString(file, text + "\n");
    FilePath path = new FilePath("/mosquitto.conf");
    assertEquals(
        RealServer.sockets("mosquitto", "-c", file.toString()),
        RealServer.sockets(
            MosquittoReader.read(
                    List.of(path), new MemoryWorkspace(Map.of(path.value(), text + "\n")), false)
                .facts()));
  }
}
