package dev.dialtone.rules.order;

import dev.dialtone.lint.Edit;
import dev.dialtone.lint.Fix;
import dev.dialtone.model.Dependency;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes that a service waits for the health of another one. Where {@code depends_on} is a list of
 * names, all of them get the form that has conditions; those that are not concerned keep theirs.
 */
final class HealthyDependency {
  private static final String HEALTHY = "condition: service_healthy";
  private static final String STARTED = "condition: service_started";

  private final Dependency wanted;
  private final List<Span> names;
  private final SourceFile file;
  private final String text;

  private HealthyDependency(Dependency wanted, List<Dependency> all) {
    this.wanted = wanted;
    this.file = wanted.at().span().file();
    this.text = file.text();
    this.names = new ArrayList<>();
    for (Dependency dependency : all) {
      Span span = dependency.at().span();
      if (span.file().equals(file) && Edit.isInPlace(dependency.at())) {
        names.add(span);
      }
    }
  }

  /** One fix, or none if the entry is written in a way that cannot be changed safely. */
  static List<Fix> fix(Dependency wanted, List<Dependency> all) {
    if (!wanted.conditionAt().span().equals(wanted.at().span())) {
      return Edit.isInPlace(wanted.conditionAt())
          ? fixes(List.of(Edit.replace(wanted.conditionAt().span(), "service_healthy")), wanted)
          : List.of();
    }
    HealthyDependency list = new HealthyDependency(wanted, all);
    Span line = list.file.lineSpan(list.file.line(wanted.at().span().start()));
    boolean block = line.text().strip().startsWith("- ");
    return fixes(block ? list.blockEdits(line) : list.flowEdits(), wanted);
  }

  private static List<Fix> fixes(List<Edit> edits, Dependency wanted) {
    if (edits.isEmpty()) {
      return List.of();
    }
    Text at = wanted.at();
    boolean shared = !at.chain().isEmpty();
    return List.of(
        new Fix(
            "wait for `condition: service_healthy`",
            shared ? Fix.Applicability.UNSAFE : Fix.Applicability.SAFE,
            edits));
  }

  private String condition(Span name) {
    return name.equals(wanted.at().span()) ? HEALTHY : STARTED;
  }

  /** The lines around the entry that are items of the same list. */
  private List<Edit> blockEdits(Span own) {
    String indent = indent(own);
    List<Span> items = new ArrayList<>();
    int first = file.line(own.start());
    while (first > 1 && belongs(file.lineSpan(first - 1), indent)) {
      first--;
    }
    for (int line = first; line <= file.lineCount(); line++) {
      Span span = file.lineSpan(line);
      if (!belongs(span, indent)) {
        break;
      }
      if (span.text().startsWith(indent + "- ")) {
        items.add(span);
      }
    }
    List<Edit> edits = new ArrayList<>();
    for (Span item : items) {
      List<Edit> ofItem = itemEdits(item, indent);
      if (ofItem.isEmpty()) {
        return List.of();
      }
      edits.addAll(ofItem);
    }
    return edits;
  }

  private List<Edit> itemEdits(Span item, String indent) {
    for (Span name : names) {
      if (item.contains(name)) {
        Span quoted = withQuotes(name);
        int dash = item.start() + indent.length();
        String between = text.substring(dash + 1, quoted.start());
        String behind = text.substring(quoted.end(), item.end());
        if (!between.isBlank() || !(behind.isBlank() || behind.strip().startsWith("#"))) {
          return List.of();
        }
        String lineEnd = text.startsWith("\r\n", item.end()) ? "\r\n" : "\n";
        String below = lineEnd + indent + "  " + condition(name);
        if (behind.isBlank()) {
          return List.of(Edit.replace(file.span(dash, item.end()), quoted.text() + ":" + below));
        }
        return List.of(
            Edit.replace(file.span(dash, quoted.end()), quoted.text() + ":"),
            Edit.after(item, below));
      }
    }
    return List.of();
  }

  private static boolean belongs(Span line, String indent) {
    String words = line.text().strip();
    return words.startsWith("#") || line.text().startsWith(indent + "- ");
  }

  private static String indent(Span line) {
    String words = line.text();
    return words.substring(0, words.indexOf('-'));
  }

  /** {@code [db, cache]}. */
  private List<Edit> flowEdits() {
    Span own = withQuotes(wanted.at().span());
    int open = text.lastIndexOf('[', own.start());
    int close = text.indexOf(']', own.end());
    if (open < 0 || close < 0) {
      return List.of();
    }
    List<Edit> edits = new ArrayList<>();
    edits.add(Edit.replace(file.span(open, open + 1), "{"));
    int at = open + 1;
    for (Span name : names) {
      Span quoted = withQuotes(name);
      if (quoted.start() < open || quoted.start() > close) {
        continue;
      }
      if (quoted.start() < at || !isSeparator(text.substring(at, quoted.start()))) {
        return List.of();
      }
      String colon = ": {" + condition(name) + "}";
      edits.add(Edit.replace(quoted, quoted.text() + colon));
      at = quoted.end();
    }
    if (edits.size() == 1 || !isSeparator(text.substring(at, close))) {
      return List.of();
    }
    // A name may stand right beside the bracket: one edit for the rest keeps them apart.
    return joined(edits, close);
  }

  /** One edit from the opening to the closing bracket, what lies between the edits unchanged. */
  private List<Edit> joined(List<Edit> edits, int close) {
    StringBuilder whole = new StringBuilder();
    int start = edits.get(0).span().start();
    int at = start;
    for (Edit edit : edits) {
      whole.append(text, at, edit.span().start()).append(edit.text());
      at = edit.span().end();
    }
    whole.append(text, at, close).append('}');
    return List.of(Edit.replace(file.span(start, close + 1), whole.toString()));
  }

  private static boolean isSeparator(String between) {
    return between.replace(",", "").isBlank();
  }

  private Span withQuotes(Span name) {
    boolean quoted =
        name.start() > 0
            && name.end() < text.length()
            && text.charAt(name.start() - 1) == text.charAt(name.end())
            && (text.charAt(name.end()) == '"' || text.charAt(name.end()) == '\'');
    return quoted ? file.span(name.start() - 1, name.end() + 1) : name;
  }
}
