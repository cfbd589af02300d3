package dev.dialtone.format.mosquitto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.harness.ShownEndpoints;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MosquittoReaderTest {
  @Test
  void withoutAListenerItServesItsOwnMachineOnly() {
    assertRead(
        "# a comment\npersistence true\n",
        "listens on 1883/tcp (`persistence` 2:1) at LOOPBACK by default (`persistence` 2:1)\n");
    assertRead(
        "# nothing\n",
        "listens on 1883/tcp (`# nothing` 1:1) at LOOPBACK by default (`# nothing` 1:1)\n");
  }

  @Test
  void versionOneListensEverywhereAndLetsEverybodyIn() {
    assertEquals(
        "listens on 1883/tcp (`persistence` 1:1) at ALL by default (`persistence` 1:1)\n",
        read(Map.of("/m.conf", "persistence true\n"), true));
    assertEquals(
        "listens on 1884/tcp (`1884` 1:10) at ALL by default (`1884` 1:10)\n",
        read(Map.of("/m.conf", "listener 1884\n"), true));
  }

  @Test
  void aListenerThatLetsNobodyInIsGuarded() {
    assertRead("listener 1885\n", "listens on 1885/tcp (`1885` 1:10) at GUARDED (`1885` 1:10)\n");
    assertRead(
        "allow_anonymous false\nport 1885\n",
        "listens on 1885/tcp (`1885` 2:6) at GUARDED (`1885` 2:6)\n");
    for (String way :
        List.of(
            "allow_anonymous true",
            "allow_anonymous 1",
            "password_file /passwords",
            "plugin /auth.so",
            "psk_file /psk",
            "use_identity_as_username true")) {
      assertRead(
          "listener 1885\n" + way + "\n",
          "listens on 1885/tcp (`1885` 1:10) at ALL by default (`1885` 1:10)\n");
    }
  }

  @Test
  void aDomainNarrowsTheAddresses() {
    assertRead(
        "allow_anonymous true\nlistener 1885\nsocket_domain ipv6\nlistener 1886 ::\n",
        """
        listens on 1885/tcp (`1885` 2:10) at ALL_IPV6 by default (`1885` 2:10)
        listens on 1886/tcp (`1886` 4:10) at ALL_IPV6 (`::` 4:15)
        """);
    assertRead(
        "allow_anonymous true\nsocket_domain ipv4\n",
        "listens on 1883/tcp (`allow_anonymous` 1:1) at ALL_IPV4 by default (`allow_anonymous` 1:1)\n");
  }

  @Test
  void whatMosquittoRefuses() {
    assertRead(
        "listener 1887 127.0.0.1\nsocket_domain ipv6\n",
        """
        listens on 1887/tcp (`1887` 1:10) at LOOPBACK_IPV4 (`127.0.0.1` 1:15)
        REJECTED `127.0.0.1` 1:15: Mosquitto does not start: `socket_domain ipv6` has no such\
         address
        not complete
        """);
    assertRead(
        "listener 70000\n",
        """
        listens on ?/tcp (`70000` 1:10) at GUARDED (`70000` 1:10)
        REJECTED `70000` 1:10: Mosquitto does not start: `70000` is not a port
        not complete
        """);
    assertRead(
        "bind_address 127.0.0.1\nbind_address 127.0.0.2\n",
        """
        listens on 1883/tcp (`127.0.0.2` 2:14) at LOOPBACK_IPV4 (`127.0.0.2` 2:14)
        REJECTED `bind_address` 2:1: Mosquitto does not start: `bind_address` is said more than once
        not complete
        """);
  }

  @Test
  void eachListenerMayHaveRulesOfItsOwn() {
    assertRead(
        """
        per_listener_settings true
        listener 1885
        allow_anonymous true
        listener 1886
        """,
        """
        listens on 1885/tcp (`1885` 2:10) at ALL by default (`1885` 2:10)
        listens on 1886/tcp (`1886` 4:10) at GUARDED (`1886` 4:10)
        """);
  }

  @Test
  void addressesBelongToTheirListeners() {
    assertRead(
        """
        listener 1885 localhost
        listener 1886 10.0.0.4
        bind_address 127.0.0.1
        listener 0 /run/m.sock
        """,
        """
        listens on 1883/tcp (`127.0.0.1` 3:14) at LOOPBACK_IPV4 (`127.0.0.1` 3:14)
        listens on 1885/tcp (`1885` 1:10) at LOOPBACK (`localhost` 1:15)
        listens on 1886/tcp (`1886` 2:10) at ADDRESS (`10.0.0.4` 2:15)
        """);
  }

  @Test
  void bridgesAreDialled() {
    assertRead(
        """
        listener 1885
        allow_anonymous true
        connection up
        address other:1886
        """,
        """
        listens on 1885/tcp (`1885` 1:10) at ALL by default (`1885` 1:10)
        dials mqtt host `other` 4:9 port `1886` 4:15 as BACKEND
        """);
  }

  @Test
  void aFolderOfFurtherFilesIsReadWhereItIsSeen() {
    assertEquals(
        "listens on 1885/tcp (`1885` 1:10) at GUARDED (`1885` 1:10)\n",
        read(
            Map.of("/m.conf", "include_dir /conf.d\n", "/conf.d/a.conf", "listener 1885\n"),
            false));
    assertRead(
        "include_dir /unseen\n",
        """
        listens on 1883/tcp (`include_dir` 1:1) at UNKNOWN by default (`include_dir` 1:1)
        includes `/unseen` 1:13
        not complete
        """);
  }

  @Test
  void anIncludedFileBeginsWithTheBrokersOwnSocket() {
    assertEquals(
        """
        listens on 1883/tcp (`allow_anonymous` 1:1) at ALL_IPV4 by default (`allow_anonymous` 1:1)
        listens on 1885/tcp (`1885` 2:10) at ALL_IPV6 by default (`1885` 2:10)
        """,
        read(
            Map.of(
                "/m.conf",
                "allow_anonymous true\nlistener 1885\ninclude_dir /conf.d\nsocket_domain ipv6\n",
                "/conf.d/a.conf",
                "socket_domain ipv4\n"),
            false));
  }

  @Test
  void templatesAreNoConfiguration() {
    assertRead(
        "{% if x %}\nlistener ${PORT}\nallow_anonymous true\n",
        """
        listens on ?/tcp (… from `${PORT}` 2:10) at ALL by default (… from `${PORT}` 2:10)
        TEMPLATE `{% if x %}` 1:1: this is a template, no configuration
        not complete
        """);
  }

  private static void assertRead(String text, String expected) {
    assertEquals(expected, read(Map.of("/m.conf", text), false));
  }

  private static String read(Map<String, String> files, boolean open) {
    return ShownEndpoints.of(
        MosquittoReader.read(List.of(new FilePath("/m.conf")), new MemoryWorkspace(files), open));
  }
}
