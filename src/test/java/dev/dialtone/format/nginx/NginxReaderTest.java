package dev.dialtone.format.nginx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.harness.ShownEndpoints;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NginxReaderTest {
  private static final Variables NOTHING = name -> new Variables.Answer.Unset();

  private static final String SITE = "/etc/nginx/conf.d/site.conf";

  @Test
  void everyFormOfListen() {
    assertSite(
        """
        server {
          listen 8001;
          listen *:8002 default_server;
          listen 127.0.0.1:8003 ssl;
          listen 127.0.0.4;
          listen [::]:8005 ipv6only=off;
          listen [::]:8006;
          listen [::1]:8007;
          listen localhost:8008;
          listen 10.1.2.3:8009;
          listen unix:/run/nginx.sock;
          listen 0.0.0.0:8011 quic reuseport;
          listen "8012";
          listen $port;
        }
        """,
        """
        listens on 8001/tcp (`8001` 2:10) at ALL_IPV4 (`8001` 2:10)
        listens on 8002/tcp (`8002` 3:12) at ALL_IPV4 (`*` 3:10)
        listens on 8003/tcp (`8003` 4:20) at LOOPBACK (`127.0.0.1` 4:10)
        listens on 80/tcp (`127.0.0.4` 5:10) at LOOPBACK (`127.0.0.4` 5:10)
        listens on 8005/tcp (`8005` 6:15) at ALL (`::` 6:11)
        listens on 8006/tcp (`8006` 7:15) at ALL_IPV6 (`::` 7:11)
        listens on 8007/tcp (`8007` 8:16) at LOOPBACK (`::1` 8:11)
        listens on 8008/tcp (`8008` 9:20) at LOOPBACK (`localhost` 9:10)
        listens on 8009/tcp (`8009` 10:19) at ADDRESS (`10.1.2.3` 10:10)
        listens on 8011/udp (`8011` 12:18) at ALL_IPV4 (`0.0.0.0` 12:10)
        listens on 8012/tcp (`8012` 13:11) at ALL_IPV4 (`8012` 13:11)
        listens on ?/tcp (… from `$port` 14:10) at ALL_IPV4 (… from `$port` 14:10)
        not complete
        """);
  }

  @Test
  void aServerThatSaysNothingListensOnPort80() {
    assertSite(
        "server { location / { return 204; } }\nserver{listen 81;}\n",
        """
        listens on 80/tcp (`server` 1:1) at ALL_IPV4 by default (`server` 1:1)
        listens on 81/tcp (`81` 2:15) at ALL_IPV4 (`81` 2:15)
        """);
  }

  @Test
  void streamsListenOnRangesAndOverUdp() {
    assertMain(
        """
        events {}
        stream {
          server { listen 9001-9002; proxy_pass mail:25; }
          server { listen 127.0.0.1:53 udp; proxy_pass dns; }
          upstream dns { server 10.0.0.2:5353; }
        }
        """,
        """
        listens on 9001/tcp (`9001-9002` 3:19) at ALL_IPV4 (`9001-9002` 3:19)
        listens on 9002/tcp (`9001-9002` 3:19) at ALL_IPV4 (`9001-9002` 3:19)
        listens on 53/udp (`53` 4:29) at LOOPBACK (`127.0.0.1` 4:19)
        dials tcp host `mail` 3:41 port `25` 3:46
        dials tcp host `10.0.0.2` 5:25 port `5353` 5:34
        """);
  }

  @Test
  void everyFormOfPassing() {
    assertSite(
        """
        server {
          listen 80;
          location /a { proxy_pass http://api:3001/v1/; }
          location /b { proxy_pass https://secure; }
          location /c { proxy_pass http://[fd00::5]:3003; }
          location /d { proxy_pass http://unix:/run/app.sock:/d; }
          location /e { fastcgi_pass php:9005; }
          location /f { fastcgi_pass unix:/run/php.sock; }
          location /g { uwsgi_pass uwsgi://wsgi:3007; }
          location /h { uwsgi_pass wsgi:3008; }
          location /i { scgi_pass scgi:3009; }
          location /j { grpc_pass grpc://rpc:50051; }
          location /k { grpc_pass rpc:50052; }
          location /l { memcached_pass cache:11211; }
          location /m { if ($arg_x) { proxy_pass "http://quoted:3013"; } }
          location /n { proxy_pass http://api:3014$request_uri; }
          location /o { proxy_pass HTTP://Api:3015?x=y; }
        }
        """,
        """
        listens on 80/tcp (`80` 2:10) at ALL_IPV4 (`80` 2:10)
        dials http host `api` 3:35 port `3001` 3:39
        dials https host `secure` 4:36
        dials http host `fd00::5` 5:36 port `3003` 5:45
        dials http host `/run/app.sock` 6:40
        dials fastcgi host `php` 7:30 port `9005` 7:34
        dials fastcgi host `/run/php.sock` 8:35
        dials uwsgi host `wsgi` 9:36 port `3007` 9:41
        dials uwsgi host `wsgi` 10:28 port `3008` 10:33
        dials scgi host `scgi` 11:27 port `3009` 11:32
        dials grpc host `rpc` 12:34 port `50051` 12:38
        dials grpc host `rpc` 13:27 port `50052` 13:31
        dials memcached host `cache` 14:32 port `11211` 14:38
        dials http host `quoted` 15:50 port `3013` 15:57
        dials http host `api` 16:35 port `3014` 16:39
        dials http host `Api` 17:35 port `3015` 17:39
        """);
  }

  @Test
  void theNameOfAnUpstreamIsNoHost() {
    assertSite(
        """
        upstream Backend {
          least_conn;
          server one:3001 weight=5;
          server two backup;
          server three:3003 down;
          server unix:/run/four.sock;
          server [::1]:3005;
          keepalive 16;
        }
        upstream php { server fpm; }
        server {
          listen 80;
          set $pool backend;
          location / { proxy_pass http://backend; }
          location /v { proxy_pass http://$pool/v; }
          location /php { fastcgi_pass php; }
        }
        """,
        """
        listens on 80/tcp (`80` 12:10) at ALL_IPV4 (`80` 12:10)
        dials http host `one` 3:10 port `3001` 3:14
        dials http host `two` 4:10
        dials http host `/run/four.sock` 6:15
        dials http host `::1` 7:11 port `3005` 7:16
        dials fastcgi host `fpm` 10:23 port 80 from `fpm` 10:23
        """);
  }

  @Test
  void anUpstreamOfOneFileServesAnother() {
    assertEquals(
        """
        listens on 8080/tcp (`8080` 1:17) at ALL_IPV4 (`8080` 1:17)
        dials http host `api` 1:25 port `3001` 1:29
        """,
        read(
            Map.of(
                SITE,
                "server { listen 8080; location / { proxy_pass http://pool; } }\n",
                "/etc/nginx/conf.d/upstreams.conf",
                "upstream pool { server  api:3001; }\n"),
            NOTHING,
            SITE,
            "/etc/nginx/conf.d/upstreams.conf"));
  }

  @Test
  void variablesThatAreSetOnceAreFollowed() {
    assertSite(
        """
        server {
          listen 80;
          set $host_name api;
          set $up http://${host_name}:3001;
          location /a { proxy_pass $up; }
          location /b { set $up http://other:3002; proxy_pass $up$request_uri; }
          location /c { if ($arg_x) { set $up http://x:3003; } proxy_pass $up; }
          location /d { proxy_pass http://$host:3004; }
          location /e { set $mine inner; location /e/f { proxy_pass http://$mine:3005; } }
          location /g { set $loop $loop; proxy_pass http://$loop:3006; }
        }
        server {
          listen 81;
          location / { proxy_pass $up; }
        }
        """,
        """
        listens on 80/tcp (`80` 2:10) at ALL_IPV4 (`80` 2:10)
        listens on 81/tcp (`81` 13:10) at ALL_IPV4 (`81` 13:10)
        dials http host `api` 3:18 port `3001` 4:31
        dials http host `other` 6:32 port `3002` 6:38
        dials http host … from `$up` 7:67
        dials http host … from `$host` 8:35 port `3004` 8:41
        dials http host … from `$mine` 9:68 port `3005` 9:74
        dials http host … from `$loop` 10:27 port `3006` 10:58
        dials http host … from `$up` 14:27
        """);
  }

  @Test
  void tablesAndLuaHoldNoDirectives() {
    assertSite(
        """
        map $http_upgrade $connection { default upgrade; listen 1; }
        geo $where { default server; proxy_pass http://no:1; }
        server {
          listen 80;
          # proxy_pass http://comment:2;
          content_by_lua_block {
            local t = { proxy_pass = "}" } -- }
            --[[ } ]] ngx.say([==[ } ]==], '\\'}')
          }
          location ~ "^/[0-9]{2}/;" { proxy_pass http://api:3000; }
        }
        """,
        """
        listens on 80/tcp (`80` 4:10) at ALL_IPV4 (`80` 4:10)
        dials http host `api` 10:49 port `3000` 10:53
        """);
  }

  @Test
  void templatesAreFilledWithTheEnvironment() {
    SourceFile compose = new SourceFile(new FilePath("compose.yaml"), "PORT: 8085, API: api:3001");
    Map<String, Text> environment =
        Map.of(
            "PORT", Text.of(compose.span(6, 10)),
            "API", Text.of(compose.span(17, 25)),
            "SECRET", Text.unknown(compose.span(0, 4), "nobody tells"));
    Variables variables =
        name ->
            environment.containsKey(name)
                ? new Variables.Answer.Set(environment.getOrDefault(name, Text.of(compose.span())))
                : new Variables.Answer.Unset();
    assertEquals(
        """
        listens on 8085/tcp (`8085` 1:7) at ALL_IPV4 (`8085` 1:7)
        listens on 8085/tcp (`8085` 1:7) at LOOPBACK (`127.0.0.1` 3:17)
        dials http host `api` 1:18 port `3001` 1:22
        dials http host … from `PORT` 1:1 port `3003` 4:31
        dials http host … from `$HOME_MADE` 5:21 port `3004` 5:32
        """,
        read(
            Map.of(
                "/etc/nginx/templates/site.conf.template",
                """
                server { listen ${PORT};
                  location / { proxy_pass http://$API/$uri; } }
                server { listen 127.0.0.1:${PORT};
                  proxy_pass http://${SECRET}:3003;
                  proxy_pass http://$HOME_MADE:3004; }
                """,
                "/etc/nginx/templates/other.txt.template",
                "listen 1;"),
            variables,
            "/etc/nginx/templates/site.conf.template"));
  }

  @Test
  void includesCountWhereTheyStand() {
    assertEquals(
        """
        listens on 8001/tcp (`8001` 1:17) at ALL_IPV4 (`8001` 1:17)
        listens on 8002/tcp (`8002` 1:8) at ALL_IPV4 (`8002` 1:8)
        dials http host `pool` 1:34 port `3001` 1:39
        """,
        read(
            Map.of(
                "/etc/nginx/nginx.conf",
                """
                include /etc/nginx/modules-enabled/*.conf;
                http {
                  include mime.types;
                  include sites/*.conf;
                  server { include snippets/listen; location / { include fastcgi_params; } }
                }
                """,
                "/etc/nginx/sites/a.conf",
                "server { listen 8001; include b; }",
                "/etc/nginx/b",
                "location / { proxy_pass   http://pool:3001; }",
                "/etc/nginx/sites/.hidden.conf",
                "server { listen 1; }",
                "/etc/nginx/snippets/listen",
                "listen 8002;"),
            NOTHING,
            "/etc/nginx/nginx.conf"));
  }

  @Test
  void whatIsIncludedAndNotSeenIsSaid() {
    assertMain(
        """
        http {
          include /etc/nginx/conf.d/*.conf;
          include extra.conf;
          server { include $x/listen.conf; location / { include headers; } }
          server { listen 80; location / { proxy_pass http://pool; } }
          server { listen 81; location / { proxy_pass http://api:3001; } }
        }
        """,
        """
        listens on 80/tcp (`80` 5:19) at ALL_IPV4 (`80` 5:19)
        listens on 81/tcp (`81` 6:19) at ALL_IPV4 (`81` 6:19)
        dials http host … from `pool` 5:54
        dials http host `api` 6:54 port `3001` 6:58
        includes `/etc/nginx/conf.d/*.conf` 2:11
        includes /etc/nginx/extra.conf from `extra.conf` 3:11
        includes …/listen.conf from `$x/listen.conf` 4:20
        """);
  }

  @Test
  void aFileThatIncludesItselfEnds() {
    assertMain(
        "http { include nginx.conf; server { listen 82; } }",
        "listens on 82/tcp (`82` 1:44) at ALL_IPV4 (`82` 1:44)\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "server { listen 80 }|SYNTAX `80` 1:17: nginx expects `;` here, before the block is closed by `}`",
        "server { listen 80;|SYNTAX `server` 1:1: nginx expects `}` behind this block, but the file ends",
        "server { } listen 80|SYNTAX `listen` 1:12: nginx expects `;` behind this directive, but the file ends",
        "server { } }|SYNTAX `}` 1:12: no block is open that this `}` could close",
        "server { ; }|SYNTAX `;` 1:10: nginx expects a directive before `;`",
        "{ }|SYNTAX `{` 1:1: nginx expects a directive before `{`",
        "set $a \"b;|SYNTAX `\"` 1:8: no quote ends the string that begins here",
        "set $a 'b'c;|SYNTAX `c` 1:11: nginx expects a space behind the closing quote",
        "upstream a { server http://b:1; }|REJECTED `http://b:1` 1:21: nginx does not start: a server of an upstream is a host and a port, without `http://`",
        "server { listen 70000; }|REJECTED `70000` 1:17: nginx does not start: `70000` is not a port",
        "server { listen 80; listen 80 http2; }|REJECTED `80` 1:28: nginx does not start: this server listens on `80` already",
        "server { listen 80 udp; }|REJECTED `udp` 1:20: nginx does not start: `udp` is for `stream` alone",
        "{% if x %} server { listen 80;|TEMPLATE `{` 1:1: nginx expects a directive before `{`"
      })
  void whatNginxRefusesIsAProblem(String text, String problem) {
    String shown = read(Map.of(SITE, text), NOTHING, SITE);
    List<String> problems =
        shown.lines().filter(line -> line.matches("(SYNTAX|REJECTED|TEMPLATE) .*")).toList();
    assertEquals(problem, problems.isEmpty() ? "" : problems.get(0));
    assertTrue(shown.endsWith("not complete\n"), shown);
  }

  @Test
  void lineEndsAndAByteOrderMarkDoNotMatter() {
    assertSite(
        "\uFEFFserver {\r\n  listen 8001; # x\r\n  proxy_pass\r\n http://api:3001;\r\n}\r\n",
        """
        listens on 8001/tcp (`8001` 2:10) at ALL_IPV4 (`8001` 2:10)
        dials http host `api` 4:9 port `3001` 4:13
        """);
  }

  @Test
  void hostileFilesTakeNoLongerThanOthers() {
    String deep = "a {".repeat(100_000);
    String wide = "listen 1;\n".repeat(50_000);
    String variables = "set $a $a$a$a$a;".repeat(2_000) + "proxy_pass http://$a;";
    String quotes = "\"\\".repeat(100_000);
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          for (String text : List.of(deep, wide, variables, quotes, "$".repeat(100_000))) {
            read(Map.of(SITE, text), NOTHING, SITE);
          }
        });
  }

  private static void assertSite(String text, String expected) {
    assertEquals(expected, read(Map.of(SITE, text), NOTHING, SITE));
  }

  private static void assertMain(String text, String expected) {
    String main = "/etc/nginx/nginx.conf";
    assertEquals(expected, read(Map.of(main, text), NOTHING, main));
  }

  private static String read(Map<String, String> files, Variables environment, String... roots) {
    MemoryWorkspace container = new MemoryWorkspace(files);
    return ShownEndpoints.of(
        NginxReader.read(Arrays.stream(roots).map(FilePath::new).toList(), container, environment));
  }
}
