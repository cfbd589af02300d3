package dev.dialtone.format.caddy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.harness.ShownEndpoints;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class CaddyfileReaderTest {
  private static final String CADDYFILE = "/etc/caddy/Caddyfile";

  @Test
  void everyFormOfSiteAddress() {
    assertRead(
        """
        {
          admin off
        }
        http://a.example, b.example:8443 {
        }
        :8001,
        http://:8002 {
          respond "x # {" # {
        }
        :8003 {
          bind 127.0.0.1 [::1] unix//run/x
        }
        http://*.example:{$PORT} {
          bind 0.0.0.0
        }
        """,
        """
        listens on 80/tcp (`http://a.example` 4:1) at ALL by default (`http://a.example` 4:1)
        listens on 8443/tcp (`8443` 4:29) at ALL by default (`b.example:8443` 4:19)
        listens on 8443/udp (`8443` 4:29) at ALL by default (`b.example:8443` 4:19)
        listens on 8001/tcp (`8001` 6:2) at ALL by default (`:8001` 6:1)
        listens on 8002/tcp (`8002` 7:9) at ALL by default (`http://:8002` 7:1)
        listens on 8003/tcp (`8003` 10:2) at LOOPBACK (`127.0.0.1` 11:8)
        listens on 8086/tcp (`8086` 1:1) at ALL_IPV4 (`0.0.0.0` 14:8)
        """);
  }

  @Test
  void aSiteWithANameHasBothPortsAndTheAdministrationIsOpen() {
    assertRead(
        "localhost\n\nreverse_proxy app:3000\n",
        """
        listens on 443/tcp (`localhost` 1:1) at ALL by default (`localhost` 1:1)
        listens on 443/udp (`localhost` 1:1) at ALL by default (`localhost` 1:1)
        listens on 80/tcp (`localhost` 1:1) at ALL by default (`localhost` 1:1)
        listens on 2019/tcp (`localhost` 1:1) at LOOPBACK by default (`localhost` 1:1)
        dials http host `app` 3:15 port `3000` 3:19
        """);
  }

  @Test
  void aBlockWithoutANameInsideAProxyIsPassedOver() {
    assertRead(
        """
        {
          admin off
        }
        http://:8000 {
          reverse_proxy app:3000 {
            {
              to other:3001
            }
          }
        }
        """,
        """
        listens on 8000/tcp (`8000` 4:9) at ALL by default (`http://:8000` 4:1)
        dials http host `app` 5:17 port `3000` 5:21
        """);
  }

  @Test
  void everyFormOfUpstream() {
    assertRead(
        """
        {
          admin :2020
          auto_https disable_redirects
          https_port 8443
        }
        example.com {
          reverse_proxy one two:3002
          reverse_proxy /api/* https://three {
            to h2c://four:3004 unix//run/five.sock
          }
          @rest path /rest
          reverse_proxy @rest :3006
          handle_path /deep/* {
            php_fastcgi * fpm:9007
          }
          reverse_proxy "eight:3008" {
            transport fastcgi {
              root /srv
            }
          }
          forward_auth nine:3009 {
            uri /auth
          }
          reverse_proxy {header.X-Host}:3010 [::1]:3011
          reverse_proxy {$API:eleven:3012} {$SET}
        }
        """,
        """
        listens on 8443/tcp (`example.com` 6:1) at ALL by default (`example.com` 6:1)
        listens on 8443/udp (`example.com` 6:1) at ALL by default (`example.com` 6:1)
        listens on 2020/tcp (`2020` 2:10) at ALL (`:2020` 2:9)
        dials http host `one` 7:17
        dials http host `two` 7:21 port `3002` 7:25
        dials https host `three` 8:32
        dials h2c host `four` 9:14 port `3004` 9:19
        dials http host localhost from `3006` 12:24 port `3006` 12:24
        dials fastcgi host `fpm` 14:19 port `9007` 14:23
        dials fastcgi host `eight` 16:18 port `3008` 16:24
        dials http host `nine` 21:16 port `3009` 21:21
        dials http host … from `{header.X-Host}` 24:17 port `3010` 24:33
        dials http host `::1` 24:39 port `3011` 24:44
        dials http host `eleven` 25:23 port `3012` 25:30
        dials http host `web` 1:11 port `81` 1:15
        """);
  }

  @Test
  void snippetsAndFilesAreImported() {
    assertEquals(
        """
        listens on 8002/tcp (`8002` 1:9) at ALL by default (`http://:8002` 1:1)
        listens on 8001/tcp (`8001` 5:9) at ALL by default (`http://:8001` 5:1)
        listens on 2019/tcp (`http://:8002` 1:1) at LOOPBACK by default (`http://:8002` 1:1)
        dials http host `db` 2:15 port `3002` 2:18
        dials http host `api` 6:16 port `3001` 6:20
        dials http host … from `{args[1]}` 2:25
        includes /etc/other/*.caddy from `../other/*.caddy` 8:8
        """,
        read(
            Map.of(
                CADDYFILE,
                """
                (proxy) {
                reverse_proxy {args[0]} {args[1]}
                }
                import ./sites/*.caddy
                http://:8001 {
                  import proxy api:3001
                }
                import ../other/*.caddy
                """,
                "/etc/caddy/sites/a.caddy",
                "http://:8002 {\nreverse_proxy db:3002\n}\n")));
  }

  @Test
  void bracesThatDoNotMatchAreProblems() {
    assertRead(
        ":8001 {\n  respond {\n  }\n",
        """
        listens on 8001/tcp (`8001` 1:2) at ALL by default (`:8001` 1:1)
        listens on 2019/tcp (`:8001` 1:1) at LOOPBACK by default (`:8001` 1:1)
        SYNTAX `:8001` 1:1: Caddy expects `}` behind this block, but the file ends
        not complete
        """);
    assertRead(
        "}\n",
        """
        SYNTAX `}` 1:1: no block is open that this `}` could close
        not complete
        """);
  }

  @Test
  void anAddressThatNobodyTellsIsUnknown() {
    assertRead(
        "{$UNKNOWN} {\n  respond <<END\n reverse_proxy no:1\n END\n  reverse_proxy a:1\n}\n",
        """
        listens on 2019/tcp (… from `{$UNKNOWN}` 1:1) at LOOPBACK by default (… from `{$UNKNOWN}` 1:1)
        dials http host `a` 5:17 port `1` 5:19
        not complete
        """);
  }

  @Test
  void hostileFilesTakeNoLongerThanOthers() {
    String snippets =
        "(a) {\nimport b\nimport b\n}\n(b) {\nimport a\nimport a\n}\n:80 {\nimport a\n}\n";
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          for (String text :
              List.of(
                  "a {\n".repeat(100_000),
                  "\"\\\"".repeat(100_000),
                  "{$".repeat(100_000),
                  "x <<E\n".repeat(20_000),
                  snippets)) {
            read(Map.of(CADDYFILE, text));
          }
        });
  }

  private static void assertRead(String text, String expected) {
    assertEquals(expected, read(Map.of(CADDYFILE, text)));
  }

  private static String read(Map<String, String> files) {
    SourceFile compose = new SourceFile(new FilePath("compose.yaml"), "8086 set: web:81");
    Variables variables =
        name ->
            switch (name) {
              case "PORT" -> new Variables.Answer.Set(Text.of(compose.span(0, 4)));
              case "SET" -> new Variables.Answer.Set(Text.of(compose.span(10, 16)));
              case "UNKNOWN" -> new Variables.Answer.Unknown("nobody tells");
              default -> new Variables.Answer.Unset();
            };
    return ShownEndpoints.of(
        CaddyfileReader.read(
            List.of(new FilePath(CADDYFILE)), new MemoryWorkspace(files), variables));
  }
}
