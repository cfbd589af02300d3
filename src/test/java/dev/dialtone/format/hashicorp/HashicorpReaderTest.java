package dev.dialtone.format.hashicorp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.harness.ShownEndpoints;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import org.junit.jupiter.api.Test;

class HashicorpReaderTest {
  @Test
  void vaultListenersInHcl() {
    assertVault(
        """
        # comment
        storage "consul" { address = "consul:8500" }
        listener "tcp" {
          address = "127.0.0.1:8200" // comment
          tls_disable = 1
        }
        listener "tcp" { /* comment */ tls_disable = true }
        listener "unix" { address = "/run/vault.sock" }
        list = ["a", "b"]
        """,
        """
        listens on 8200/tcp (`8200` 4:24) at LOOPBACK_IPV4 (`127.0.0.1` 4:14)
        listens on 8200/tcp (`tcp` 7:11) at LOOPBACK by default (`tcp` 7:11)
        dials http host `consul` 2:31 port `8500` 2:38 as BACKEND
        """);
  }

  @Test
  void vaultListenersInJson() {
    assertVault(
        "{\"listener\": {\"tcp\": {\"address\": \"0.0.0.0:8201\"}}}",
        "listens on 8201/tcp (`8201` 1:43) at ALL_IPV4 (`0.0.0.0` 1:35)\n");
    assertVault(
        "{\"listener\": [{\"tcp\": {\"address\": \"[::]:8202\"}}]}",
        "listens on 8202/tcp (`8202` 1:41) at ALL (`[::]` 1:36)\n");
  }

  @Test
  void whatIsBrokenIsReportedOnce() {
    assertVault(
        "listener \"tcp\" {\n  address = \"127.0.0.1:8200\"\n",
        """
        listens on 8200/tcp (`8200` 2:24) at LOOPBACK_IPV4 (`127.0.0.1` 2:14)
        SYNTAX `` 3:1: a block is not closed by `}`
        not complete
        """);
    assertVault(
        "listener \"tcp {\n", "SYNTAX `\"tcp {` 1:10: the string is not closed\nnot complete\n");
  }

  @Test
  void consulClientAddresses() {
    assertConsul(
        "client_addr = \"127.0.0.1\"\nports {\n  http = 8501\n  dns = -1\n}\n",
        "listens on 8501/tcp (`8501` 3:10) at LOOPBACK_IPV4 (`127.0.0.1` 1:16)\n");
    assertConsul(
        "{\"client_addr\": \"0.0.0.0\", \"addresses\": {\"dns\": \"127.0.0.1\"}}",
        """
        listens on 8500/tcp (`0.0.0.0` 1:18) at ALL_IPV4 (`0.0.0.0` 1:18)
        listens on 8600/udp (`127.0.0.1` 1:50) at LOOPBACK_IPV4 (`127.0.0.1` 1:50)
        """);
    assertConsul("server = true\n", "");
  }

  @Test
  void readsWhatStandsInAVariable() {
    String json = "{\"listener\": {\"tcp\": {\"address\": \"127.0.0.1:8200\"}}}";
    SourceFile file =
        new SourceFile(new FilePath("/compose.yaml"), "a: [\n  '" + json + "'\n  ]\n");
    Text value = Text.of(file.span(8, 8 + json.length()));
    assertEquals(
        "listens on 8200/tcp (`8200` 2:48) at LOOPBACK_IPV4 (`127.0.0.1` 2:38)\n",
        ShownEndpoints.of(VaultReader.read(value).orElseThrow()));
    // Escapes and variables move what stands behind them.
    assertEquals(true, VaultReader.read(Text.of("{\"a\": 1}", value.span())).isEmpty());
    assertEquals(true, VaultReader.read(Text.unknown(value.span(), "it is filled in")).isEmpty());
  }

  private static void assertVault(String text, String expected) {
    assertEquals(expected, ShownEndpoints.of(VaultReader.read(file(text))));
  }

  private static void assertConsul(String text, String expected) {
    assertEquals(expected, ShownEndpoints.of(ConsulReader.read(file(text))));
  }

  private static SourceFile file(String text) {
    return new SourceFile(new FilePath("/config"), text);
  }
}
