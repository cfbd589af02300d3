package dev.dialtone.format.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.model.facts.Settings;
import dev.dialtone.model.facts.Settings.Section;
import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

class PropertiesFormatTest {
  @Test
  void aFileIsOneSectionThatAlwaysHolds() {
    SourceFile file = file("#---\nlisteners=PLAINTEXT://:9092\nbroker.id : 1\n");
    Text nothing = Text.of("", file.span(0, 0));
    Setting listeners = setting("listeners", file, 5, 14, 15, 32);
    Setting id = setting("broker.id", file, 33, 42, 45, 46);
    Settings expected = new Settings(List.of(new Section(nothing, List.of(listeners, id))));
    Settings read = PropertiesFormat.read(file).facts();
    assertEquals(expected, read);
    assertEquals(file.span(15, 32), read.all().get(0).value().span());
    assertEquals(file.span(33, 42), read.all().get(1).at().span());
  }

  @Test
  void aFileOfCommentsHasNoSection() {
    assertEquals(new Settings(List.of()), PropertiesFormat.read(file("# a=b\n")).facts());
  }

  private static Setting setting(
      String name, SourceFile file, int from, int to, int valueFrom, int valueTo) {
    return new Setting(name, Text.of(file.span(from, to)), Text.of(file.span(valueFrom, valueTo)));
  }

  private static SourceFile file(String text) {
    return new SourceFile(new FilePath("server.properties"), text);
  }
}
