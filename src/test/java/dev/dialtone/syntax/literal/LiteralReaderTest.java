package dev.dialtone.syntax.literal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LiteralReaderTest {
  @Test
  void jsonWithCommentsAndTrailingCommas() {
    assertRead(
        Dialect.JSON,
        """
        {
          // a comment, "with": "quotes"
          "db": {"host": "lo\\u0063al", "port": 5432, },
          /* "x": 1 */
          "nodes": ["a:1", {"host": "b"}, "c:3"],
          "on": true, "off": null
        }
        """,
        """
        db.host = local (3:19)
        db.port = 5432 (3:40)
        nodes[0] = a:1 (5:14)
        nodes[1].host = b (5:30)
        nodes[2] = c:3 (5:36)
        on = true (6:9)
        off = … (6:22)
        """);
  }

  @Test
  void javaScriptInFunctionsAndCalls() {
    assertRead(
        Dialect.JAVASCRIPT,
        """
        const re = /["'{]/;
        export default defineConfig(({ mode }) => {
          return {
            server: {
              host: mode === 'x' ? 'a' : 'b',
              port: 3000 as number,
              proxy: { '/api': { target: 'http://localhost:8000' }, '^/ws': `http://b` },
            },
            name: `x${mode}`,
            sum: 'a' + 'b',
          }
        })
        """,
        """
        re = … (1:12)
        server =  (4:5)
        server.host = … (5:13)
        server.port = 3000 (6:13)
        server.proxy =  (7:7)
        server.proxy./api =  (7:17)
        server.proxy./api.target = http://localhost:8000 (7:35)
        server.proxy.^/ws = http://b (7:70)
        name = … (9:12)
        sum = … (10:10)
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '@',
      value = {
        "JAVASCRIPT ; process.env.DB_HOST || 'localhost'        ; ${DB_HOST:-localhost}",
        "JAVASCRIPT ; process.env['DB_HOST'] ?? \"localhost\"   ; ${DB_HOST:-localhost}",
        "JAVASCRIPT ; Number(process.env.DB_PORT) || 5432       ; ${DB_PORT:-5432}",
        "JAVASCRIPT ; parseInt(process.env.DB_PORT || '1', 10)  ; ${DB_PORT:-1}",
        "JAVASCRIPT ; import.meta.env.API                       ; ${API}",
        "JAVASCRIPT ; host()                                    ; …",
        "JAVASCRIPT ; process.env.A || process.env.B            ; ${A:-${B}}",
        "PHP        ; env('DB_HOST', '127.0.0.1')               ; ${DB_HOST:-127.0.0.1}",
        "PHP        ; getenv('DB_HOST') ?: 'localhost'          ; ${DB_HOST:-localhost}",
        "PHP        ; $_ENV['DB_HOST'] ?? 'localhost'           ; ${DB_HOST:-localhost}",
        "PHP        ; \"mysql:host=$h\"                         ; …",
        "PYTHON     ; os.environ.get('DB_HOST', 'localhost')    ; ${DB_HOST:-localhost}",
        "PYTHON     ; os.environ['DB_HOST']                     ; ${DB_HOST}",
        "PYTHON     ; int(os.getenv('DB_PORT', 5432))           ; ${DB_PORT:-5432}",
        "PYTHON     ; config('DB_HOST', default='x', cast=str)  ; ${DB_HOST:-x}",
        "PYTHON     ; f'redis://{HOST}'                         ; …",
        "RUBY       ; ENV.fetch('DB_HOST') { 'localhost' }      ; ${DB_HOST:-localhost}",
        "RUBY       ; ENV.fetch('DB_HOST', 'localhost')         ; ${DB_HOST:-localhost}",
        "RUBY       ; ENV['DB_HOST'] || 'localhost'             ; ${DB_HOST:-localhost}",
        "ELIXIR     ; System.get_env(\"H\") || \"localhost\"    ; ${H:-localhost}",
        "ELIXIR     ; System.get_env(\"H\", \"localhost\")      ; ${H:-localhost}"
      })
  void variablesWithWhatCountsWithoutThem(Dialect dialect, String code, String value) {
    SourceFile file = new SourceFile(new FilePath("code"), " " + code + " ");
    assertEquals(
        value, LiteralReader.expression(file.span(), dialect).map(Object::toString).orElse("…"));
  }

  @Test
  void phpKnowsArraysSubscriptsAndConstants() {
    assertRead(
        Dialect.PHP,
        """
        <?php
        # 'host' => 'a'
        define('DB_HOST', 'localhost:3306'); // 'x' => 1
        $db['default']['hostname'] = "127.0.0.1";
        return array('mysql' => ['host' => env('DB_HOST', 'it\\'s'), 'port' => 3306]);
        """,
        """
        DB_HOST = localhost:3306 (3:20)
        $db.default.hostname = 127.0.0.1 (4:31)
        mysql.host = ${DB_HOST:-it's} (5:41)
        mysql.port = 3306 (5:71)
        """);
  }

  @Test
  void pythonKnowsDictionariesAndLongStrings() {
    assertRead(
        Dialect.PYTHON,
        "\"\"\" HOST: 'x' \"\"\"\nDATABASES = {\n  'default': {'HOST': 'localhost', 'PORT': ''}\n}\n"
            + "CACHE = r'redis://c'  # 'x'\nbind = \"0.0.0.0:80\"\nif bind == 'x':\n  pass\nPORT: int = 5432\n",
        """
        DATABASES.default.HOST = localhost (3:24)
        DATABASES.default.PORT =  (3:45)
        CACHE = redis://c (5:11)
        bind = 0.0.0.0:80 (6:9)
        PORT = 5432 (9:13)
        """);
  }

  @Test
  void elixirNamesBeginWithTheirModule() {
    assertRead(
        Dialect.ELIXIR,
        """
        import Config
        config :shop, Shop.Repo,
          hostname: "localhost", # hostname: "x"
          port: 5432

        config :shop, :mail, relay: "#{host}"
        """,
        """
        Shop.Repo.hostname = localhost (3:14)
        Shop.Repo.port = 5432 (4:9)
        shop.relay = … (6:30)
        """);
  }

  @Test
  void tomlKnowsTablesAndInlineTables() {
    assertRead(
        Dialect.TOML,
        """
        title = 'a # b'
        [servers."alpha"]
        ip = "10.0.0.1" # host = "x"
        nodes = [ "a:1",
          "b:2" ]
        redis.url = "redis://c"
        pool = { host = "d", port = 1 }
        [[products]]
        host = 'one'
        [[products]]
        host = \"""
        two\"""
        """,
        """
        title = a # b (1:10)
        servers.alpha.ip = 10.0.0.1 (3:7)
        servers.alpha.nodes[0] = a:1 (4:12)
        servers.alpha.nodes[1] = b:2 (5:4)
        servers.alpha.redis.url = redis://c (6:14)
        servers.alpha.pool.host = d (7:18)
        servers.alpha.pool.port = 1 (7:29)
        products[1].host = one (9:9)
        products[2].host = \ntwo (11:11)
        """);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void brokenInputIsReadAsFarAsItGoes(Dialect dialect) {
    String text = "a = { \"b\": ['c', {\"d\" => \"e";
    for (int length = 0; length <= text.length(); length++) {
      SourceFile file = new SourceFile(new FilePath("x"), text.substring(0, length));
      for (Literal literal : LiteralReader.read(file, dialect)) {
        assertEquals(file, literal.value().span().file());
      }
    }
    SourceFile deep = new SourceFile(new FilePath("x"), "[{(".repeat(50_000) + "'a': 'b'");
    assertEquals(List.of(), LiteralReader.read(deep, dialect));
  }

  private static void assertRead(Dialect dialect, String text, String expected) {
    SourceFile file = new SourceFile(new FilePath("file"), text);
    assertEquals(
        expected,
        LiteralReader.read(file, dialect).stream()
            .map(LiteralReaderTest::shown)
            .collect(Collectors.joining()));
  }

  static String shown(Literal literal) {
    var position = literal.value().span().startPosition();
    return "%s = %s (%s:%s)\n"
        .formatted(literal.name(), literal.value(), position.line(), position.column());
  }
}
