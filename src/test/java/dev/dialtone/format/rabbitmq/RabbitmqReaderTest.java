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
        listens on 5671/tcp (`5671` 3:29) at LOOPBACK_IPV4 (`127.0.0.1` 3:19) in place of 5671
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
        "listens on 5672/tcp (`5672` 2:30) at SEVERAL (`172.20.0.5` 2:19)\n");
  }

  @Test
  void thereMayBeNone() {
    assertRead(
        "listeners.tcp = none\nlisteners.ssl.default = 5671\n",
        """
        listens on 5672/tcp (`none` 1:17) at OFF (`none` 1:17)
        listens on 5671/tcp (`5671` 2:25) at ALL by default (`5671` 2:25) in place of 5671
        """);
  }

  @Test
  void theLastLineCounts() {
    assertRead(
        "listeners.tcp.local = 127.0.0.1:5672\nlisteners.tcp.local = 0.0.0.0:5672\n",
        "listens on 5672/tcp (`5672` 2:31) at ALL_IPV4 (`0.0.0.0` 2:23)\n");
  }

  @Test
  void pluginsServeWhereTheyAreTold() {
    assertRead(
        """
        management.tcp.port = 8080
        management.tcp.ip = 127.0.0.1
        prometheus.tcp.port = 9419
        """,
        """
        listens on 8080/tcp (`8080` 1:23) at LOOPBACK_IPV4 (`127.0.0.1` 2:21) in place of 15672
        listens on 9419/tcp (`9419` 3:23) at ALL by default (`9419` 3:23) in place of 15692
        """);
    assertRead(
        "management.tcp.compress = true\nmanagement.ssl.port = 8443\n",
        """
        listens on 15672/tcp (`true` 1:27) at ALL by default (`true` 1:27) in place of 15672
        listens on 8443/tcp (`8443` 2:23) at ALL by default (`8443` 2:23) in place of 15671
        """);
  }

  @Test
  void withTlsAloneTheUsualSocketIsNotOpened() {
    assertRead(
        "management.ssl.certfile = /cert.pem\n",
        "listens on 15671/tcp (`/cert.pem` 1:27) at ALL by default (`/cert.pem` 1:27)"
            + " in place of 15672\n");
  }

  @Test
  void theOldFormGivesWayWhereThereAreTwoOthers() {
    assertRead(
        "management.listener.port = 8080\nmanagement.listener.ip = ::1\n",
        "listens on 8080/tcp (`8080` 1:28) at LOOPBACK_IPV6 (`::1` 2:26) in place of 15672\n");
    assertRead(
        "management.listener.port = 1\nmanagement.tcp.port = 2\nmanagement.ssl.port = 3\n",
        """
        listens on 2/tcp (`2` 2:23) at ALL by default (`2` 2:23) in place of 15672
        listens on 3/tcp (`3` 3:23) at ALL by default (`3` 3:23) in place of 15671
        """);
  }

  private static void assertRead(String text, String expected) {
    FilePath path = new FilePath("/etc/rabbitmq/rabbitmq.conf");
    assertEquals(
        expected,
        ShownEndpoints.of(
            RabbitmqReader.read(List.of(path), new MemoryWorkspace(Map.of(path.value(), text)))));
  }
}
