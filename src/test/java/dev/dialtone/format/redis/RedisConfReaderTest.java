package dev.dialtone.format.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.format.redis.RedisConfReader.Guard;
import dev.dialtone.harness.ShownEndpoints;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisConfReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "127.0.0.1               | LOOPBACK_IPV4",
        "127.0.0.1 -::1          | LOOPBACK",
        "-127.0.0.2 localhost    | LOOPBACK",
        "127.0.0.1 172.20.0.2    | SEVERAL",
        "cache                   | ADDRESS",
        "0.0.0.0                 | ALL_IPV4",
        "127.0.0.1 *             | ALL_IPV4",
        "* -::*                  | ALL",
        "0.0.0.0 ::              | ALL",
        "::                      | ALL_IPV6",
        "* ::1                   | ALL",
        "0.0.0.0 127.0.0.1       | ALL_IPV4"
      })
  void theWidestAddressCounts(String addresses, String scope) {
    assertRead(
        "bind " + addresses + "\n",
        "listens on 6379/tcp (`%1$s` 1:6) at %2$s (`%1$s` 1:6)\n".formatted(addresses, scope));
  }

  @Test
  void ofSeveralLinesTheLastOneCounts() {
    assertRead(
        """
        port 7001
        bind 127.0.0.1
        # port 7002
        BIND 0.0.0.0 ::
          PORT  7003
        """,
        """
        listens on 7003/tcp (`7003` 5:9) at ALL (`0.0.0.0 ::` 4:6)
        """);
  }

  @Test
  void withoutBindItListensEverywhere() {
    assertRead(
        "port 7004\nsave \"\"\n",
        """
        listens on 7004/tcp (`7004` 1:6) at ALL by default (`7004` 1:6)
        """);
  }

  @Test
  void linesThatSayNothingOfSocketsSayNothing() {
    assertRead("maxmemory 100mb\nrequirepass secret\n", "");
    assertRead("", "");
  }

  @Test
  void portZeroAndAnEmptyBindAreNoSockets() {
    assertRead(
        "port 0\nunixsocket /run/redis.sock\n", "listens on 6379/tcp (`0` 1:6) at OFF (`0` 1:6)\n");
    assertRead(
        "bind \"\"\nport 7005\n",
        "listens on 6379/tcp ( from `\"\"` 1:6) at OFF ( from `\"\"` 1:6)\n");
  }

  @Test
  void aPortThatRedisRefuses() {
    assertRead(
        "port 70000\n",
        """
        listens on ?/tcp (`70000` 1:6) at ALL by default (`70000` 1:6)
        REJECTED `70000` 1:6: Redis does not start: `70000` is not a port
        not complete
        """);
    assertRead(
        "port 7008 # mine\n",
        """
        listens on 7008/tcp (`7008` 1:6) at ALL by default (`7008` 1:6)
        REJECTED `7008 # mine` 1:6: Redis does not start: it takes a `#` behind a value for another\
         value
        not complete
        """);
  }

  @Test
  void tlsIsASocketBesideTheOther() {
    assertRead(
        "tls-port 7006\nbind 127.0.0.1\n",
        """
        listens on 6379/tcp (`127.0.0.1` 2:6) at LOOPBACK_IPV4 (`127.0.0.1` 2:6)
        listens on 7006/tcp (`7006` 1:10) at LOOPBACK_IPV4 (`127.0.0.1` 2:6)
        """);
    assertRead(
        "port 0\ntls-port 7007\n",
        """
        listens on 7007/tcp (`7007` 2:10) at ALL by default (`7007` 2:10)
        """);
  }

  @Test
  void aClusterHasAPortOfItsOwn() {
    assertRead(
        "port 7008\ncluster-enabled yes\n",
        """
        listens on 7008/tcp (`7008` 1:6) at ALL by default (`7008` 1:6)
        listens on 17008/tcp (`yes` 2:17) at ALL by default (`yes` 2:17)
        """);
  }

  @Test
  void quotesAndEscapesAreTakenOff() {
    assertRead(
        "\"port\" '7009'\nbind \"127.0.0.\\x31\"\n",
        """
        listens on 7009/tcp (`7009` 1:9) at LOOPBACK_IPV4 (`127.0.0.\\x31` 2:7)
        """);
  }

  @Test
  void whatIsFilledInLaterIsNotKnown() {
    assertRead(
        "port ${PORT}\nbind 127.0.0.1 {{ address }}\n",
        """
        listens on ?/tcp (… from `${PORT}` 1:6) at UNKNOWN (127.0.0.1 … from `127.0.0.1 {{ address }}` 2:6)
        """);
  }

  @Test
  void aQuoteThatIsNotClosedIsRefused() {
    assertRead(
        "port 7010\nrequirepass \"a b\n",
        """
        listens on 7010/tcp (`7010` 1:6) at ALL by default (`7010` 1:6)
        SYNTAX `requirepass "a b` 2:1: a quote on this line is not closed as Redis wants it
        not complete
        """);
  }

  @Test
  void whomItReplicatesAndWatches() {
    assertRead(
        """
        replicaof old 6380
        slaveof primary 6381
        sentinel monitor main watched 6382 2
        """,
        """
        dials redis host `primary` 2:9 port `6381` 2:17 as BACKEND
        dials redis host `watched` 3:23 port `6382` 3:31 as PEER
        """);
    assertRead("replicaof primary 6383\nreplicaof no one\n", "");
  }

  @Test
  void includesCountWhereTheyStand() {
    Map<String, String> files =
        Map.of(
            "/etc/redis.conf", "bind 127.0.0.1\nport 7011\ninclude /etc/own.conf\nport 7012\n",
            "/etc/own.conf", "bind 0.0.0.0\nport 7013\n");
    assertFiles(
        files,
        """
        listens on 7012/tcp (`7012` 4:6) at ALL_IPV4 (`0.0.0.0` 1:6)
        """);
  }

  @Test
  void whatAnUnseenIncludeMayHaveSaidIsUnknown() {
    assertRead(
        "bind 127.0.0.1\nport 7014\ninclude /data/own.conf\n",
        """
        includes `/data/own.conf` 3:9
        not complete
        """);
    assertRead(
        "include /data/*.conf\nport 7015\n",
        """
        listens on 7015/tcp (`7015` 2:6) at UNKNOWN by default (`7015` 2:6)
        includes `/data/*.conf` 1:9
        not complete
        """);
  }

  @Test
  void anIncludeOfItselfEnds() {
    assertFiles(
        Map.of("/etc/redis.conf", "port 7016\ninclude /etc/redis.conf\nport 7017\n"),
        """
        listens on 7017/tcp (`7017` 3:6) at UNKNOWN by default (`7017` 3:6)
        includes `/etc/redis.conf` 2:9
        not complete
        """);
  }

  private static void assertRead(String text, String expected) {
    assertFiles(Map.of("/etc/redis.conf", text), expected);
  }

  private static void assertFiles(Map<String, String> files, String expected) {
    assertEquals(
        expected,
        ShownEndpoints.of(
            RedisConfReader.read(
                List.of(new FilePath("/etc/redis.conf")),
                new MemoryWorkspace(files),
                Guard.EVERYWHERE)));
  }
}
