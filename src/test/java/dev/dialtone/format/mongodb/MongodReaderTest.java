package dev.dialtone.format.mongodb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.harness.ShownEndpoints;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import org.junit.jupiter.api.Test;

class MongodReaderTest {
  @Test
  void listensOnTheAddressesOfTheList() {
    assertRead(
        "net:\n  port: 27018\n  bindIp: 127.0.0.1\n",
        "listens on 27018/tcp (`27018` 2:9) at LOOPBACK_IPV4 (`127.0.0.1` 3:11)\n");
    assertRead(
        "net: {bindIp: \"localhost,0.0.0.0\"}\n",
        "listens on 27017/tcp (`localhost,0.0.0.0` 1:16) at ALL_IPV4 (`localhost,0.0.0.0` 1:16)\n");
    assertRead(
        "net.bindIp: '/tmp/mongo.sock,::'\n",
        "listens on 27017/tcp (`/tmp/mongo.sock,::` 1:14) at UNKNOWN (`/tmp/mongo.sock,::` 1:14)\n");
  }

  @Test
  void orOnAll() {
    assertRead(
        "net:\n  bindIp: 127.0.0.1\n  bindIpAll: true\n",
        "listens on 27017/tcp (`true` 3:14) at ALL (`true` 3:14)\n");
  }

  @Test
  void readsTheStyleOfOld() {
    assertRead(
        "# mongod\nbind_ip = 127.0.0.1\nport = 27020\n",
        "listens on 27020/tcp (`27020` 3:8) at LOOPBACK_IPV4 (`127.0.0.1` 2:11)\n");
  }

  @Test
  void withoutAnAddressItServesItsOwnMachine() {
    assertRead(
        "storage:\n  dbPath: /data/db\n",
        "listens on 27017/tcp (`dbPath` 2:3) at LOOPBACK_IPV4 by default (`dbPath` 2:3)\n");
    assertRead("# nothing\n", "");
  }

  @Test
  void whatIsFilledInIsNotKnown() {
    assertRead(
        "net:\n  bindIp: ${BIND}\n",
        "listens on 27017/tcp (… from `${BIND}` 2:11) at UNKNOWN (… from `${BIND}` 2:11)\n");
  }

  private static void assertRead(String text, String expected) {
    assertEquals(
        expected,
        ShownEndpoints.of(MongodReader.read(new SourceFile(new FilePath("/mongod.conf"), text))));
  }
}
