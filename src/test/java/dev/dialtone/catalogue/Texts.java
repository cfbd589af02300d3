package dev.dialtone.catalogue;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Texts as a file gives them; {@code …} stands for a part that is not known. */
final class Texts {
  private Texts() {}

  static Text text(String chars) {
    return text(new SourceFile(new FilePath("test.yaml"), chars), 0, chars.length());
  }

  private static Text text(SourceFile file, int from, int to) {
    Text.Builder builder = Text.builder(file.span(from, to));
    for (int i = from; i < to; i++) {
      if (file.text().charAt(i) == '…') {
        builder.appendUnknown(file.span(i, i + 1), "it is not set");
      } else {
        builder.append(file.text().substring(i, i + 1), file.span(i, i + 1));
      }
    }
    return builder.build();
  }

  /** The words of a line; {@code ''} is an empty word, {@code _} inside quotes a blank. */
  static List<Text> words(String line) {
    SourceFile file = new SourceFile(new FilePath("test.yaml"), line);
    List<Text> words = new ArrayList<>();
    int from = 0;
    while (from < line.length()) {
      int blank = line.indexOf(' ', from);
      int end = blank < 0 ? line.length() : blank;
      boolean empty = line.substring(from, end).equals("''");
      words.add(empty ? text(file, from, from) : text(file, from, end));
      from = end + 1;
    }
    return words;
  }

  static Variables variables(Map<String, String> values) {
    return name -> Optional.ofNullable(values.get(name)).map(Texts::text);
  }
}
