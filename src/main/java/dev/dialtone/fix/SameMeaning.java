package dev.dialtone.fix;

import dev.dialtone.lint.Edit;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlReader;
import dev.dialtone.syntax.yaml.YamlStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether an edited YAML file says the same as before but for what was edited: every scalar that no
 * edit touches is still at its place. Other formats have no nesting that an edit could break.
 */
final class SameMeaning {
  private SameMeaning() {}

  /** Whether the files that these edits lead to say the same but for what they touch. */
  static boolean butFor(List<Edit> edits, EditedFiles after) {
    Map<FilePath, List<Edit>> byFile = new TreeMap<>();
    for (Edit edit : edits) {
      byFile
          .computeIfAbsent(after.fromHere(edit.span().file().path()), path -> new ArrayList<>())
          .add(edit);
    }
    for (Map.Entry<FilePath, List<Edit>> entry : byFile.entrySet()) {
      SourceFile before = entry.getValue().get(0).span().file();
      SourceFile edited = after.edited().get(entry.getKey());
      boolean yaml = before.path().name().endsWith("ml");
      if (yaml && edited != null && !same(before, edited, entry.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(SourceFile before, SourceFile after, List<Edit> edits) {
    YamlStream one = YamlReader.read(before);
    YamlStream other = YamlReader.read(after);
    if (other.problems().size() > one.problems().size()
        || one.documents().size() != other.documents().size()) {
      return false;
    }
    for (int i = 0; i < one.documents().size(); i++) {
      if (!same(one.documents().get(i), other.documents().get(i), edits)) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(YamlNode one, YamlNode other, List<Edit> edits) {
    if (one instanceof YamlNode.Mapping before && other instanceof YamlNode.Mapping after) {
      if (before.entries().size() != after.entries().size()) {
        return touched(one.span(), edits);
      }
      for (int i = 0; i < before.entries().size(); i++) {
        if (!same(before.entries().get(i).key(), after.entries().get(i).key(), edits)
            || !same(before.entries().get(i).value(), after.entries().get(i).value(), edits)) {
          return false;
        }
      }
      return before.tag().equals(after.tag());
    }
    if (one instanceof YamlNode.Sequence before && other instanceof YamlNode.Sequence after) {
      if (before.items().size() != after.items().size()) {
        return touched(one.span(), edits);
      }
      for (int i = 0; i < before.items().size(); i++) {
        if (!same(before.items().get(i), after.items().get(i), edits)) {
          return false;
        }
      }
      return before.tag().equals(after.tag());
    }
    if (one instanceof YamlNode.Scalar before && other instanceof YamlNode.Scalar after) {
      return touched(one.span(), edits)
          || (before.text().equals(after.text())
              && before.style() == after.style()
              && before.tag().equals(after.tag()));
    }
    if (one instanceof YamlNode.Alias before && other instanceof YamlNode.Alias after) {
      return before.name().equals(after.name());
    }
    return touched(one.span(), edits);
  }

  private static boolean touched(Span span, List<Edit> edits) {
    return edits.stream()
        .anyMatch(edit -> edit.span().start() <= span.end() && span.start() <= edit.span().end());
  }
}
