package dev.dialtone.format.rabbitmq;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.harness.ShownEndpoints;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RabbitmqReaderTest {
  @Test
  void aPortAloneIsOneOnEveryAddress() {
    assertRead(
        "# comment\nlisteners.tcp.default = 5673\nlisteners.ssl.1 = 127.0.0.1:5671\n",
        """
        listens on 5673/tcp (`5673` 2:25) at ALL by default (`5673` 2:25)
        listens on 5671/tcp (`5671` 3:29) at LOOPBACK_IPV4 (`127.0.0.1` 3:19)
        """);
  }

  @Test
  void listenersOfOnePortAnswerWhereverOneOfThemDoes() {
    assertRead(
        """
        listeners.tcp.1 = 127.0.0.1:5672
        listeners.tcp.2 = ::1:5672
        """,
        "listens on 5672/tcp (`5672` 2:23) at LOOPBACK (`::1` 2:19)\n");
    assertRead(
        "listeners.tcp.1 = 127.0.0.1:5672\nlisteners.tcp.2 = 172.20.0.5:5672 # net\n",
        "listens on 5672/tcp (`5672` 2:30) at ADDRESS (`172.20.0.5` 2:19)\n");
  }

  @Test
  void thereMayBeNone() {
    assertRead(
        "listeners.tcp = none\nlisteners.ssl.default = 5671\n",
        """
        listens on 5672/tcp (`none` 1:17) at OFF (`none` 1:17)
        listens on 5671/tcp (`5671` 2:25) at ALL by default (`5671` 2:25)
        """);
  }

  @Test
  void theLastLineCounts() {
    assertRead(
        "listeners.tcp.local = 127.0.0.1:5672\nlisteners.tcp.local = 0.0.0.0:5672\n",
        "listens on 5672/tcp (`5672` 2:31) at ALL_IPV4 (`0.0.0.0` 2:23)\n");
  }

  private static void assertRead(String text, String expected) {
    FilePath path = new FilePath("/etc/rabbitmq/rabbitmq.conf");
    assertEquals(
        expected,
        ShownEndpoints.of(
            RabbitmqReader.read(List.of(path), new MemoryWorkspace(Map.of(path.value(), text)))));
  }
}
