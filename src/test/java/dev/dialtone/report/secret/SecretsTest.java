package dev.dialtone.report.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '¬',
      textBlock =
          """
          postgres://app:hunter2@db:5432/shop ¦ postgres://app:***@db:5432/shop
          redis://:hunter2@cache:6379/0 ¦ redis://:***@cache:6379/0
          postgres://app@db:5432/shop ¦ postgres://app@db:5432/shop
          https://s3cr3t@sentry.example/1 ¦ https://***@sentry.example/1
          ssh://git@example.com/repo ¦ ssh://git@example.com/repo
          postgres://app:p@ss/w#o?rd@db:5432/shop ¦ postgres://app:***@db:5432/shop
          postgres://app:p,a;s's@db/shop ¦ postgres://app:***@db/shop
          postgres://app:${DB_PASSWORD}@db:5432/shop ¦ postgres://app:${DB_PASSWORD}@db:5432/shop
          postgres://app:${DB_PASSWORD:-hunter2}@db/shop ¦ postgres://app:${DB_PASSWORD:-***}@db/shop
          postgres://app:${A:?set me}@db/shop ¦ postgres://app:${A:?set me}@db/shop
          postgres://app:pa${X}ss@db/shop ¦ postgres://app:***${X}***@db/shop
          mongodb://root:hunter2@m1:27017,m2:27018/app ¦ mongodb://root:***@m1:27017,m2:27018/app
          amqp://a:b@one/x,amqp://c:d@two/y ¦ amqp://a:***@one/x,amqp://c:***@two/y
          http://localhost:8080/@scope/pkg ¦ http://localhost:8080/@scope/pkg
          http://${HOST}:${PORT}/x@y ¦ http://${HOST}:${PORT}/x@y
          redis://h1:6379,h2:6380?x=a@b ¦ redis://h1:6379,h2:6380?x=a@b
          jdbc:mysql://db:3306/app?user=u&password=p@ss ¦ jdbc:mysql://db:3306/app?user=u&password=***
          jdbc:postgresql://db/app?user=u&password=pw&ssl=true ¦ jdbc:postgresql://db/app?user=u&password=***&ssl=true
          jdbc:sqlserver://db:1433;user=sa;password=Pa55;encrypt=false ¦ jdbc:sqlserver://db:1433;user=sa;password=***;encrypt=false
          root:hunter2@tcp(db:3306)/app?parseTime=true ¦ root:***@tcp(db:3306)/app?parseTime=true
          image postgres:17@sha256:0123abcd is fine ¦ image postgres:17@sha256:0123abcd is fine
          Host=db;Password=a b,c;Username=app ¦ Host=db;Password=***;Username=app
          "Host=db;Password=a b" ¦ "Host=db;Password=***"
          Host=db; Pwd=a b ¦ Host=db; Pwd=***
          http://x/services,y@z ¦ http://x/services,y@z
          """)
  void hidesPasswordsInAddresses(String text, String expected) {
    assertEquals(expected, Secrets.hide(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '¬',
      textBlock =
          """
          `api` dials itself ¦ `api` dials itself
          `POSTGRES_PASSWORD`: nothing sets it ¦ `POSTGRES_PASSWORD`: nothing sets it
          `DB_PASSWORD=a b` is set twice ¦ `DB_PASSWORD=***` is set twice
          FATAL: password authentication failed for user "app" ¦ FATAL: password authentication failed for user "app"
          Access denied for user 'root'@'10.0.0.2' (using password: YES) ¦ Access denied for user 'root'@'10.0.0.2' (using password: YES)
          it runs `redis-server --requirepass hunter2` ¦ it runs `redis-server --requirepass ***`
          pass `--requirepass` to it ¦ pass `--requirepass` to it
          it runs `mysqladmin ping -phunter2 -h db` ¦ it runs `mysqladmin ping -p*** -h db`
          dial `db:5432` ¦ dial `db:5432`
          DB_PASSWORD=hunter2. ¦ DB_PASSWORD=***.
          token ghp_0123456789abcdefABCDEF0123 ends ¦ token ghp_*** ends
          connect ECONNREFUSED 127.0.0.1:5433 ¦ connect ECONNREFUSED 127.0.0.1:5433
          Authorization needs Basic authentication ¦ Authorization needs Basic authentication
          """)
  void leavesTheWordsOfMessagesAlone(String text, String expected) {
    assertEquals(expected, Secrets.hide(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '¬',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          POSTGRES_PASSWORD: hunter2¦POSTGRES_PASSWORD: ***
            POSTGRES_PASSWORD: "hunter 2" # why¦  POSTGRES_PASSWORD: "***" # why
            POSTGRES_PASSWORD: hunter 2 # why¦  POSTGRES_PASSWORD: *** # why
            POSTGRES_PASSWORD: ${DB_PASSWORD}¦  POSTGRES_PASSWORD: ${DB_PASSWORD}
            POSTGRES_PASSWORD: ${DB_PASSWORD:-hunter2}¦  POSTGRES_PASSWORD: ${DB_PASSWORD:-***}
            POSTGRES_PASSWORD: pa$$word¦  POSTGRES_PASSWORD: ***
            POSTGRES_PASSWORD_FILE: /run/secrets/db¦  POSTGRES_PASSWORD_FILE: /run/secrets/db
            MYSQL_ALLOW_EMPTY_PASSWORD: "yes"¦  MYSQL_ALLOW_EMPTY_PASSWORD: "yes"
            - POSTGRES_PASSWORD=hunter 2¦  - POSTGRES_PASSWORD=***
            - "POSTGRES_PASSWORD=hunter 2"¦  - "POSTGRES_PASSWORD=***"
            - PGPASSWORD=hunter2 psql -h localhost¦  - PGPASSWORD=*** psql -h localhost
            test: ["CMD", "mysqladmin", "ping", "-phunter2"]¦  test: ["CMD", "mysqladmin", "ping", "-p***"]
            test: mysqladmin ping -p"hunter2" -h db¦  test: mysqladmin ping -p"***" -h db
            test: mysqladmin ping -p$$MYSQL_ROOT_PASSWORD¦  test: mysqladmin ping -p$$MYSQL_ROOT_PASSWORD
            test: mysqladmin --password=$$MYSQL_ROOT_PASSWORD ping¦  test: mysqladmin --password=$$MYSQL_ROOT_PASSWORD ping
            test: redis-cli -a hunter2 ping¦  test: redis-cli -a *** ping
            test: ["CMD", "redis-cli", "-a", "hunter2", "ping"]¦  test: ["CMD", "redis-cli", "-a", "***", "ping"]
            test: /opt/mssql-tools/bin/sqlcmd -S localhost -U sa -P 'Pa 55' -Q x¦  test: /opt/mssql-tools/bin/sqlcmd -S localhost -U sa -P '***' -Q x
            test: ["CMD-SHELL", "redis-cli -a \\"$$REDIS_PASSWORD\\" ping"]¦  test: ["CMD-SHELL", "redis-cli -a \\"$$REDIS_PASSWORD\\" ping"]
            test: ["CMD-SHELL", "redis-cli -a \\"hunter2\\" ping"]¦  test: ["CMD-SHELL", "redis-cli -a \\"***\\" ping"]
            test: curl -u admin:hunter2 localhost:9200¦  test: curl -u admin:*** localhost:9200
            test: mongosh -u root -p hunter2 --eval 1¦  test: mongosh -u root -p *** --eval 1
            command: redis-server --requirepass hunter2 --port 6380¦  command: redis-server --requirepass *** --port 6380
            command: ["--requirepass", "hunter2", "--port", "6380"]¦  command: ["--requirepass", "***", "--port", "6380"]
            command: ["--requirepass=hunter2", "--port"]¦  command: ["--requirepass=***", "--port"]
            command: psql --no-password -h db¦  command: psql --no-password -h db
            command: ./run ${API_TOKEN:-abc} db:1¦  command: ./run ${API_TOKEN:-***} db:1
            environment: {DB_PASSWORD: hunter2, DB_HOST: db}¦  environment: {DB_PASSWORD: ***, DB_HOST: db}
            environment: ["DB_PASSWORD=a,b", "DB_HOST=db"]¦  environment: ["DB_PASSWORD=***", "DB_HOST=db"]
            secrets: [db_password]¦  secrets: [db_password]
            token-service:¦  token-service:
            - token:db¦  - token:db
            keycloak: db¦  keycloak: db
            - JAVA_OPTS=-Dspring.datasource.password=x -Dserver.port=80¦  - JAVA_OPTS=-Dspring.datasource.password=*** -Dserver.port=80
            - traefik.http.middlewares.a.basicauth.users=me:$$apr1$$x¦  - traefik.http.middlewares.a.basicauth.users=***
            API_KEY: 'a''b'¦  API_KEY: '***'
            PUBLIC_KEY: abc¦  PUBLIC_KEY: abc
            token: ${{ secrets.TOKEN }}¦  token: ${{ secrets.TOKEN }}
            header: "Authorization: Bearer abcdef0123456789"¦  header: "Authorization: ***"
            JWT: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc_def-ghi¦  JWT: ***
            # the dashboard: user:admin password:hunter2¦  # the dashboard: user:admin password:***
            # DB_PASSWORD: hunter2¦  # DB_PASSWORD: ***
          """)
  void hidesValuesInCompose(String line, String expected) {
    assertEquals(expected, masked("docker-compose.yml", line, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '¬',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          .env¦DB_PASSWORD=a b=c¦DB_PASSWORD=***
          .env¦export DB_PASSWORD="a b"¦export DB_PASSWORD="***"
          .env¦#DB_PASSWORD=abc¦#DB_PASSWORD=***
          .env¦DB_HOST=localhost¦DB_HOST=localhost
          application.properties¦spring.datasource.password = hunter 2¦spring.datasource.password = ***
          application.properties¦spring.datasource.password:hunter2¦spring.datasource.password:***
          application.properties¦x=${db.password:hunter2}¦x=${db.password:***}
          appsettings.json¦  "Password": "hunter2",¦  "Password": "***",
          appsettings.json¦  "Password": 123456,¦  "Password": ***,
          appsettings.json¦  "Db": "Host=db;Password=a b;Pooling=true"¦  "Db": "Host=db;Password=***;Pooling=true"
          appsettings.json¦{"a":{"apiKey":"x y","url":"http://h"}}¦{"a":{"apiKey":"***","url":"http://h"}}
          appsettings.json¦{"mail":"me@example.com","to":"you@example.com"}¦{"mail":"me@example.com","to":"you@example.com"}
          appsettings.json¦{"cmd":"{\\"password\\":\\"x\\"}"}¦{"cmd":"{\\"password\\":\\"***\\"}"}
          redis.conf¦requirepass foo bared¦requirepass ***
          redis.conf¦# requirepass foobared¦# requirepass ***
          redis.conf¦# password of the default user¦# password of the default user
          nginx.conf¦server_tokens off;¦server_tokens off;
          kafka_jaas.conf¦  user_admin="hunter2" \\¦  user_admin="***" \\
          gitlab.rb¦gitlab_rails['initial_root_password'] = 'hunter2'¦gitlab_rails['initial_root_password'] = '***'
          redis.conf¦user app on >hunter2 ~* +@all¦user app on >*** ~* +@all
          haproxy.cfg¦  user admin insecure-password hunter2¦  user admin insecure-password ***
          haproxy.cfg¦  stats auth admin:hunter2¦  stats auth admin:***
          nginx.conf¦  proxy_pass http://localhost:8080;¦  proxy_pass http://localhost:8080;
          nginx.conf¦  proxy_set_header Authorization "Basic abc";¦  proxy_set_header Authorization "***";
          mosquitto.conf¦remote_password hunter2¦remote_password ***
          settings.xml¦<password>hunter2</password>¦<password>***</password>
          Dockerfile¦ENV DB_PASSWORD hunter2¦ENV DB_PASSWORD ***
          Dockerfile¦ENV DB_PASSWORD=hunter2 DB_HOST=db¦ENV DB_PASSWORD=*** DB_HOST=db
          Dockerfile¦RUN PGPASSWORD=hunter2 psql -h localhost¦RUN PGPASSWORD=*** psql -h localhost
          run.sh¦PASSWORD="a"b psql -h db¦PASSWORD="***"*** psql -h db
          """)
  void hidesValuesInEveryKindOfFile(String file, String line, String expected) {
    assertEquals(expected, masked(file, line, 1));
  }

  @Test
  void hidesTheLinesOfABlockUnderASecretKey() {
    String file =
        """
        services:
          api:
            environment:
              API_SECRET: |
                first: line
                second
              API_HOST: db
        """;
    assertEquals("        ***", masked("compose.yml", file, 5));
    assertEquals("        ***", masked("compose.yml", file, 6));
    assertEquals("      API_HOST: db", masked("compose.yml", file, 7));
  }

  @Test
  void hidesTheItemsUnderASecretKeyButNotTheKeysOfAServiceOfThatName() {
    String file =
        """
        tokens:
        - abc
        - "def"
        services:
          token:
            image: postgres:17
            ports:
              - 5432:5432
        """;
    assertEquals("- ***", masked("compose.yml", file, 2));
    assertEquals("- \"***\"", masked("compose.yml", file, 3));
    assertEquals("    image: postgres:17", masked("compose.yml", file, 6));
    assertEquals("      - 5432:5432", masked("compose.yml", file, 8));
  }

  @Test
  void hidesAScalarThatGoesOnBelowItsKey() {
    String file =
        """
        password:
          hunter2
        api_key: "first
          second"
        """;
    assertEquals("  ***", masked("app.yml", file, 2));
    assertEquals("api_key: \"***", masked("app.yml", file, 3));
    assertEquals("  ***", masked("app.yml", file, 4));
  }

  @Test
  void hidesTheValueBesideASecretName() {
    String file =
        """
        env:
          - name: DB_PASSWORD
            value: hunter2
          - name: DB_HOST
            value: localhost
          - value: swordfish
            name: API_TOKEN
        """;
    assertEquals("    value: ***", masked("job.yml", file, 3));
    assertEquals("    value: localhost", masked("job.yml", file, 5));
    assertEquals("  - value: ***", masked("job.yml", file, 6));
  }

  @Test
  void hidesTheWordBelowASecretOption() {
    String file =
        """
        command:
          - redis-server
          - --requirepass
          - hunter2
          - --port
          - "6380"
        test:
          - CMD
          - mysqladmin
          - -pswordfish
        """;
    assertEquals("  - ***", masked("compose.yml", file, 4));
    assertEquals("  - \"6380\"", masked("compose.yml", file, 6));
    assertEquals("  - -p***", masked("compose.yml", file, 10));
  }

  @Test
  void hidesTheLinesOfAPrivateKey() {
    String file =
        """
        KEY="-----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7
        c2hvcnQ=
        -----END PRIVATE KEY-----"
        HOST=db
        """;
    assertEquals("KEY=\"***", masked(".env", file, 1));
    assertEquals("***", masked(".env", file, 2));
    assertEquals("***", masked(".env", file, 3));
    assertEquals("HOST=db", masked(".env", file, 5));
  }

  @Test
  void hidesASecretBehindABackslash() {
    String file =
        """
        db.password=hun\\
            ter2
        db.host=localhost
        """;
    assertEquals("    ***", masked("app.properties", file, 2));
    assertEquals("db.host=localhost", masked("app.properties", file, 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${",
        "${PASSWORD",
        "{{",
        "://",
        "a:b@",
        "password=",
        "-p\"",
        "mysql -p'",
        "[",
        "password='",
        "\\",
        "Password=x ",
        "${PASSWORD:-",
        "\"",
        "x: ",
        "Basic "
      })
  void takesLinearTimeOnHostileLines(String unit) {
    String line = unit.repeat((1 << 20) / unit.length());
    SourceFile file = new SourceFile(new FilePath("compose.yml"), line);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          Secrets.in(file, 1);
          Secrets.hide(line);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.yml", "a.json", ".env", "Dockerfile"})
  void staysInTheLineWhateverItHolds(String name) {
    String[] words = {
      "password",
      "=",
      ": ",
      "\"",
      "'",
      "`",
      "${",
      "}",
      "$",
      "://",
      "@",
      "-p",
      "mysql ",
      "\\",
      "[",
      "]",
      "{",
      " ",
      "\n",
      "- ",
      "|",
      ">",
      "#",
      "user ",
      "x1",
      "\uD83D",
      "\uDE00",
      "\t",
      ",",
      ";",
      "ENV "
    };
    Random random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(24); i >= 0; i--) {
        text.append(words[random.nextInt(words.length)]);
      }
      SourceFile file = new SourceFile(new FilePath(name), text.toString());
      for (int line = 1; line <= file.lineCount(); line++) {
        int at = file.lineSpan(line).start();
        for (Span secret : Secrets.in(file, line)) {
          assertTrue(at <= secret.start() && secret.start() < secret.end(), text::toString);
          at = secret.end();
        }
        assertTrue(at <= file.lineSpan(line).end(), text::toString);
      }
      Secrets.hide(text.toString());
    }
  }

  @Test
  void spansLieInTheFile() {
    SourceFile file = new SourceFile(new FilePath("compose.yml"), "a: 1\nPASSWORD: x y\n");
    assertEquals(List.of(file.span(15, 18)), Secrets.in(file, 2));
    assertEquals(List.of(), Secrets.in(file, 1));
  }

  private static String masked(String name, String text, int line) {
    SourceFile file = new SourceFile(new FilePath(name), text);
    Span span = file.lineSpan(line);
    StringBuilder out = new StringBuilder();
    int at = span.start();
    for (Span secret : Secrets.in(file, line)) {
      out.append(file.text(), at, secret.start()).append(Secrets.MASK);
      at = secret.end();
    }
    return out.append(file.text(), at, span.end()).toString();
  }
}
