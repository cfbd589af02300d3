package dev.dialtone.format.properties;

import dev.dialtone.model.facts.Reading;
import dev.dialtone.model.facts.Settings;
import dev.dialtone.model.facts.Settings.Section;
import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.properties.PropertiesReader;
import dev.dialtone.syntax.properties.PropertyLines;
import dev.dialtone.syntax.properties.PropertyLines.Entry;
import java.util.ArrayList;
import java.util.List;

/** Reads a property file as one section of settings that always hold. */
public final class PropertiesFormat {
  private PropertiesFormat() {}

  /** The settings in the order of the file; of several with one name the last one counts. */
  public static Reading<Settings> read(SourceFile file) {
    PropertyLines properties = PropertiesReader.read(file);
    List<Setting> settings = new ArrayList<>();
    for (Entry entry : properties.entries()) {
      settings.add(new Setting(entry.key().chars(), entry.key(), entry.value()));
    }
    List<Section> sections =
        settings.isEmpty()
            ? List.of()
            : List.of(new Section(Text.of("", file.span(0, 0)), settings));
    return new Reading<>(new Settings(sections), properties.problems());
  }
}
