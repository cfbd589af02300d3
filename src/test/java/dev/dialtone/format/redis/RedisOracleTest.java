package dev.dialtone.format.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.harness.RealServer;
import dev.dialtone.model.facts.Endpoints;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
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

/** The same sockets as a real Redis has, and the same lines refused; skipped without one. */
class RedisOracleTest {
  @TempDir private Path folder;

  @BeforeAll
  static void needsRedis() {
    RealServer.assume("redis-server");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "port 7001",
        "bind 127.0.0.1 -::1",
        "bind 127.0.0.1\nport 7002\nbind * -::*",
        "bind \"\"\nport 7003",
        "port 0",
        "bind 127.0.0.1\ncluster-enabled yes\nport 7004",
        "PORT 7005\nBind '127.0.0.1' \"-::1\"",
        "bind \"127.0.0.\\x31\"",
        "bind 0.0.0.0\nport 7006\r\nport 7007\r"
      })
  void listensWhereTheServerDoes(String text) throws IOException, InterruptedException {
    Path file = folder.resolve("redis.conf");
    Files.writeString(file, text + "\ndir " + folder + "\nsave \"\"\n");
    assertEquals(
        RealServer.sockets("redis-server", file.toString()),
        RealServer.sockets(read(text).facts()));
  }

  @Test
  void refusesTheQuotesThatTheServerRefuses() throws IOException, InterruptedException {
    Random random = new Random(7);
    String[] pieces = {"a", "\"", "\"", "'", "\\", "\\\"", "\\x4", " ", "#", "\t"};
    int refused = 0;
    for (int i = 0; i < 40; i++) {
      StringBuilder line = new StringBuilder("requirepass ");
      int length = 1 + random.nextInt(5);
      for (int j = 0; j < length; j++) {
        line.append(pieces[random.nextInt(pieces.length)]);
      }
      Path file = folder.resolve("redis.conf");
      // The last line ends the server if nothing else does.
      Files.writeString(file, line + "\nport broken\n");
      String errors = RealServer.errors("redis-server", file.toString());
      boolean ours = !read(line.toString()).problems().isEmpty();
      refused += ours ? 1 : 0;
      assertEquals(errors.contains("Unbalanced quotes"), ours, () -> line + errors);
    }
    assertTrue(refused > 10 && refused < 38, "refused " + refused);
  }

  private static Reading<Endpoints> read(String text) {
    FilePath path = new FilePath("/etc/redis.conf");
    return RedisConfReader.read(
        List.of(path),
        new MemoryWorkspace(Map.of(path.value(), text)),
        RedisConfReader.Guard.EVERYWHERE);
  }
}
