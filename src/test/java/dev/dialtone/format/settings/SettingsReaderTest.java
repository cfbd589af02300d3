package dev.dialtone.format.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.Position;
import dev.dialtone.source.SourceFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.yml          | db: {host: x}          | db.host = x (1:12)",
        "a.yaml         | 'db: [x, y]'           | db[0] = x (1:6) db[1] = y (1:9)",
        "a.json         | {\"host\": \"x\"}      | host = x (1:11)",
        "a.toml         | host = \"x\"           | host = x (1:9)",
        "a.ini          | host = x               | host = x (1:8)",
        "a.cfg          | host: x                | host = x (1:7)",
        "a.properties   | db.host=x              | db.host = x (1:9)",
        "a.js           | x = {host: \"y\"}      | x =  (1:1) x.host = y (1:13)",
        "a.py           | HOST = \"y\"           | HOST = y (1:9)",
        "a.php          | $host = \"y\";         | $host = y (1:10)",
        "a.yml.erb      | host: x                | host = x (1:7)",
        "a.toml.tmpl    | host = \"x\"           | host = x (1:9)",
        "a.txt          | host = x               | ''",
        "a              | host = x               | ''"
      })
  void theNameTellsTheForm(String name, String text, String expected) {
    assertEquals(expected, shown(name, text));
  }

  @Test
  void rubyIsFilledIn() {
    assertEquals(
        "a.host = ${H:-localhost} (1:21) a.port = … (2:10) a.url = x${P}y (4:9)",
        shown(
            "database.yml",
            """
            a: {host: "<%= ENV['H'] || 'localhost' -%>",
               port: <%= port %>,
            <%# comment %>
               url: x<%= ENV["P"] %>y}
            """));
  }

  @Test
  void whatIsWrongWithAFileIsNoProblemOfOurs() {
    SourceFile file = new SourceFile(new FilePath("a.yml"), "a: b\nc: [d\ne: {{ f }}\n");
    assertEquals(0, SettingsReader.read(file).problems().size());
  }

  private static String shown(String name, String text) {
    return SettingsReader.read(new SourceFile(new FilePath(name), text)).facts().all().stream()
        .map(
            setting -> {
              Position at = setting.value().span().startPosition();
              return "%s = %s (%s:%s)"
                  .formatted(setting.name(), setting.value(), at.line(), at.column());
            })
        .collect(Collectors.joining(" "));
  }
}
