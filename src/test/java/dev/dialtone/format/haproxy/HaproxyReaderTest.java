package dev.dialtone.format.haproxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.harness.ShownEndpoints;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HaproxyReaderTest {
  @Test
  void everyFormOfBind() {
    assertRead(
        """
        global
          stats socket ipv4@127.0.0.1:8301 level admin
          stats socket /run/haproxy.sock
        frontend web
          bind *:8302
          bind 127.0.0.1:8303,:8304 ssl crt /etc/x.pem
          bind [::]:8305 v6only
          bind :::8306
          bind unix@/run/x.sock
          bind quic4@0.0.0.0:8307
          bind 10.0.0.5:8308-8309
          bind "${HOST}:8310" # bind :1
          bind *:${NOBODY}
        """,
        """
        listens on 8301/tcp (`8301` 2:31) at LOOPBACK (`127.0.0.1` 2:21)
        listens on 8302/tcp (`8302` 5:10) at ALL_IPV4 (`*` 5:8)
        listens on 8303/tcp (`8303` 6:18) at LOOPBACK (`127.0.0.1` 6:8)
        listens on 8304/tcp (`8304` 6:24) at ALL_IPV4 (`:8304` 6:23)
        listens on 8305/tcp (`8305` 7:13) at ALL_IPV6 (`::` 7:9)
        listens on 8306/tcp (`8306` 8:11) at ALL (`::` 8:8)
        listens on 8307/udp (`8307` 10:22) at ALL_IPV4 (`0.0.0.0` 10:14)
        listens on 8308/tcp (`8308-8309` 11:17) at ADDRESS (`10.0.0.5` 11:8)
        listens on 8309/tcp (`8308-8309` 11:17) at ADDRESS (`10.0.0.5` 11:8)
        listens on 8310/tcp (`8310` 12:17) at LOOPBACK (`127.0.0.9` 1:1)
        listens on ?/tcp (… from `${NOBODY}` 13:10) at ALL_IPV4 (`*` 13:8)
        not complete
        """);
  }

  @Test
  void whatHaproxyRefuses() {
    assertRead(
        "frontend web\n  bind *:70000\n  bind\n",
        """
        listens on ?/tcp (`70000` 2:10) at ALL_IPV4 (`*` 2:8)
        REJECTED `70000` 2:10: HAProxy does not start: `70000` is not a port
        REJECTED `bind` 3:3: HAProxy does not start: `bind` needs an address
        not complete
        """);
  }

  @Test
  void aSectionOfPeersListensOnlyWhereItNamesTheServerItself() {
    assertRead("peers all\n  bind :8311\n  server one\n", "not complete\n");
  }

  @Test
  void everyFormOfServer() {
    assertRead(
        """
        defaults
          mode http
        backend one
          server a api:3001 check
          server b "secure":3002 ssl verify none
          server c ipv4@10.0.0.3:3003
          server d same-port-as-asked
          server e unix@/run/e.sock
          server f offset:+8000
          server-template g 3 many:3007 resolvers docker
          # server h comment:1
          server\\ x i no:2
        backend two
          mode tcp
          server j db:5432
        mailers post
          mailer k smtp:25
        resolvers docker
          nameserver dns 127.0.0.11:53
        """,
        """
        dials http host `api` 4:12 port `3001` 4:16
        dials https host `secure` 5:13 port `3002` 5:21
        dials http host `10.0.0.3` 6:17 port `3003` 6:26
        dials tcp host `same-port-as-asked` 7:12
        dials tcp host `offset` 9:12
        dials http host `many` 10:23 port `3007` 10:28
        dials tcp host `db` 15:12 port `5432` 15:15
        dials smtp host `smtp` 17:12 port `25` 17:17 as BACKEND
        """);
  }

  @Test
  void whatAConditionDecidesIsUnknown() {
    assertRead(
        ".if feature(QUIC)\nfrontend a\n  bind :1\n.endif\nfrontend b\n  bind :8320\n",
        """
        listens on 8320/tcp (`8320` 6:9) at ALL_IPV4 (`:8320` 6:8)
        not complete
        """);
  }

  @Test
  void aStringWithoutAnEndIsAProblem() {
    assertRead(
        "frontend a\n  bind \":8321\n",
        """
        listens on 8321/tcp (`8321` 2:10) at ALL_IPV4 (`:8321` 2:9)
        SYNTAX `"` 2:8: no quote ends the string that begins here
        not complete
        """);
  }

  private static void assertRead(String text, String expected) {
    FilePath path = new FilePath("/usr/local/etc/haproxy/haproxy.cfg");
    Text host = Text.of(new SourceFile(new FilePath("compose.yaml"), "127.0.0.9").span());
    Variables variables =
        name ->
            switch (name) {
              case "HOST" -> new Variables.Answer.Set(host);
              case "NOBODY" -> new Variables.Answer.Unknown("nobody tells");
              default -> new Variables.Answer.Unset();
            };
    assertEquals(
        expected,
        ShownEndpoints.of(
            HaproxyReader.read(
                List.of(path), new MemoryWorkspace(Map.of(path.value(), text)), variables)));
  }
}
