package dev.dialtone.format.apache;

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

class ApacheReaderTest {
  private static final String MAIN = "/usr/local/apache2/conf/httpd.conf";

  @Test
  void everyFormOfListen() {
    assertRead(
        """
        Define PORT 8501
        Listen ${PORT}
        LISTEN 127.0.0.1:8502 https
        Listen "[::1]:8503"
        Listen 0.0.0.0:8504
        Listen \\
          *:${CONTAINER}
        # Listen 1
        <VirtualHost *:8506>
        </VirtualHost>
        """,
        """
        listens on 8501/tcp (`8501` 1:13) at ALL by default (`8501` 1:13)
        listens on 8502/tcp (`8502` 3:18) at LOOPBACK (`127.0.0.1` 3:8)
        listens on 8503/tcp (`8503` 4:15) at LOOPBACK (`::1` 4:10)
        listens on 8504/tcp (`8504` 5:16) at ALL_IPV4 (`0.0.0.0` 5:8)
        listens on 8505/tcp (`8505` 1:1) at ALL (`*` 7:3)
        """);
  }

  @Test
  void whatHttpdRefuses() {
    assertRead(
        "Listen 70000\nListen 8507 # mine\nListen\n",
        """
        listens on ?/tcp (`70000` 1:8) at ALL by default (`70000` 1:8)
        REJECTED `70000` 1:8: httpd does not start: `70000` is not a port
        REJECTED `Listen` 2:1: httpd does not start: it takes a `#` behind an address for a protocol
        REJECTED `Listen` 3:1: httpd does not start: `Listen` needs an address, and at most a protocol
        not complete
        """);
  }

  @Test
  void whatAConditionDecidesIsUnknown() {
    assertRead(
        "Listen 8510\n<IfModule ssl_module>\nListen 8511\n</IfModule>\nListen 8512\n",
        """
        listens on 8510/tcp (`8510` 1:8) at ALL by default (`8510` 1:8)
        listens on 8512/tcp (`8512` 5:8) at ALL by default (`8512` 5:8)
        not complete
        """);
  }

  @Test
  void everyFormOfProxy() {
    assertRead(
        """
        ProxyPass /a http://api:3001/a retry=0
        <Location /b>
          ProxyPass "https://secure/b"
        </Location>
        ProxyPass /c !
        ProxyPass /d balancer://pool/
        <Proxy balancer://pool>
          BalancerMember http://one:3004 route=1
          BalancerMember ajp://two
        </Proxy>
        ProxyPassMatch ^/(.*\\.php)$ fcgi://php:9005/app/$1
        SetHandler "proxy:fcgi://fpm:9006"
        SetHandler "proxy:unix:/run/php.sock|fcgi://localhost"
        RewriteRule ^/ws/(.*) ws://ws:3008/$1 [P,L]
        RewriteRule ^/old http://elsewhere/ [R=301,L]
        ProxyPassMatch ^/x/(.*) http://$1:3010/
        ProxyPassReverse /a http://api:1/
        ProxyPass /e http://[fd00::1]:3011/
        """,
        """
        dials http host `api` 1:21 port `3001` 1:25
        dials https host `secure` 3:22
        dials http host `one` 8:25 port `3004` 8:29
        dials ajp host `two` 9:24 port 8009 from `two` 9:24
        dials fcgi host `php` 11:36 port `9005` 11:40
        dials fcgi host `fpm` 12:26 port `9006` 12:30
        dials ws host `ws` 14:28 port `3008` 14:31
        dials http host … from `$1:3010` 16:32
        dials http host `fd00::1` 18:22 port `3011` 18:31
        """);
  }

  @Test
  void includesCountWhereTheyStand() {
    assertEquals(
        """
        listens on 8521/tcp (`8521` 1:8) at ALL by default (`8521` 1:8)
        dials http host `api` 1:20 port `3021` 1:24
        includes /usr/local/apache2/conf/extra/httpd-ssl.conf from `conf/extra/httpd-ssl.conf` 3:9
        """,
        read(
            Map.of(
                MAIN,
                """
                Include conf/sites/*.conf
                Include conf/extra/httpd-mpm.conf
                Include conf/extra/httpd-ssl.conf
                """,
                "/usr/local/apache2/conf/sites/a.conf",
                "Listen 8521\n",
                "/usr/local/apache2/conf/sites/b.conf",
                "ProxyPass / http://api:3021/\n",
                "/usr/local/apache2/conf/sites/c.txt",
                "Listen 1\n")));
  }

  private static void assertRead(String text, String expected) {
    assertEquals(expected, read(Map.of(MAIN, text)));
  }

  private static String read(Map<String, String> files) {
    Text port = Text.of(new SourceFile(new FilePath("compose.yaml"), "8505").span());
    Variables variables =
        name ->
            name.equals("CONTAINER")
                ? new Variables.Answer.Set(port)
                : new Variables.Answer.Unset();
    return ShownEndpoints.of(
        ApacheReader.read(List.of(new FilePath(MAIN)), new MemoryWorkspace(files), variables));
  }
}
