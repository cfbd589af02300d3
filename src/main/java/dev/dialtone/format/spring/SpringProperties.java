package dev.dialtone.format.spring;

import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.properties.PropertiesReader;
import dev.dialtone.syntax.properties.PropertyLines;
import dev.dialtone.syntax.properties.PropertyLines.Comment;
import dev.dialtone.syntax.properties.PropertyLines.Entry;
import dev.dialtone.syntax.properties.PropertyLines.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * Property files with several documents, between which {@code #---} or {@code !---} stands.
 *
 * @see <a
 *     href="https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.files.multi-document">
 *     Spring Boot, Working With Multi-Document Files</a>
 * @see <a
 *     href="https://github.com/spring-projects/spring-boot/blob/main/core/spring-boot/src/main/java/org/springframework/boot/env/OriginTrackedPropertiesLoader.java">
 *     OriginTrackedPropertiesLoader</a>
 */
final class SpringProperties {
  private SpringProperties() {}

  /** The settings of each document that has any. */
  static List<List<Setting>> documents(SourceFile file, List<Problem> problems) {
    PropertyLines properties = PropertiesReader.read(file);
    problems.addAll(properties.problems());
    List<List<Setting>> documents = new ArrayList<>();
    List<Setting> document = new ArrayList<>();
    int lastComment = -1;
    char lastMark = ' ';
    for (Line line : properties.lines()) {
      if (line instanceof Entry entry) {
        addSettings(document, entry);
      } else if (line instanceof Comment comment) {
        Span span = comment.span();
        char mark = span.text().charAt(0);
        int number = file.line(span.start());
        boolean follows = lastMark == mark && lastComment == number - 1;
        if (!follows && isSeparator(file, span)) {
          if (!document.isEmpty()) {
            documents.add(document);
          }
          document = new ArrayList<>();
        } else {
          if (document.isEmpty() && !documents.isEmpty()) {
            // Spring takes a comment behind a separator to mean that it was none.
            document = documents.remove(documents.size() - 1);
          }
          lastComment = number;
          lastMark = mark;
        }
      }
    }
    if (!document.isEmpty()) {
      documents.add(document);
    }
    return documents;
  }

  private static boolean isSeparator(SourceFile file, Span comment) {
    boolean lineStart = file.lineStart(file.line(comment.start())) == comment.start();
    return lineStart && comment.text().substring(1).stripTrailing().equals("---");
  }

  /** {@code name[]=a,b} stands for {@code name[0]=a} and {@code name[1]=b}. */
  private static void addSettings(List<Setting> document, Entry entry) {
    Text key = entry.key().strip();
    if (key.isEmpty()) {
      return;
    }
    String name = key.chars();
    if (!name.endsWith("[]")) {
      document.add(new Setting(name, key, entry.value()));
      return;
    }
    String list = name.substring(0, name.length() - 2);
    int place = 0;
    for (Text item : entry.value().split(c -> c == ',')) {
      document.add(new Setting(list + "[" + place + "]", key, item));
      place++;
    }
  }
}
