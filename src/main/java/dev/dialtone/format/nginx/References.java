package dev.dialtone.format.nginx;

import dev.dialtone.source.Step;
import dev.dialtone.source.Text;

/** Replaces {@code $name} and {@code ${name}} in the words of a configuration. */
final class References {
  /** How many variables may stand in each other's values. */
  private static final int DEEPEST = 8;

  private References() {}

  /** The offset behind the variable's name that begins at {@code from}. */
  static int nameEnd(String chars, int from) {
    int end = from;
    while (end < chars.length() && isNamePart(chars.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  /** The word with the values that {@code scope} knows, and holes for all other variables. */
  static Text resolve(Text word, VariableScope scope) {
    return resolve(word, scope, 0);
  }

  private static Text resolve(Text word, VariableScope scope, int depth) {
    String chars = word.chars();
    int dollar = chars.indexOf('$');
    if (dollar < 0) {
      return word;
    }
    Text.Builder resolved = Text.builder(word.span());
    int from = 0;
    while (dollar >= 0) {
      boolean braced = chars.startsWith("{", dollar + 1);
      int start = dollar + (braced ? 2 : 1);
      int end = nameEnd(chars, start);
      if (end > start) {
        int next = end + (braced && chars.startsWith("}", end) ? 1 : 0);
        resolved.append(word.slice(from, dollar));
        String name = chars.substring(start, end);
        resolved.append(value(name, word.slice(dollar, next), scope, depth));
        from = next;
      }
      dollar = chars.indexOf('$', Math.max(from, dollar + 1));
    }
    return resolved.append(word.slice(from)).build();
  }

  private static Text value(String name, Text reference, VariableScope scope, int depth) {
    Text unknown = Text.unknown(reference.span(), "only nginx knows `$" + name + "`");
    if (name.equals("request_uri") || name.equals("uri") || name.equals("document_uri")) {
      // Whatever is asked for, it begins with a slash.
      return Text.builder(reference.span()).append("/", reference.span()).append(unknown).build();
    }
    if (depth < DEEPEST) {
      for (VariableScope.Setting setting : scope.find(name)) {
        return resolve(setting.value(), setting.scope(), depth + 1)
            .usedAt(reference.span(), Step.Kind.INTERPOLATED);
      }
    }
    return unknown;
  }
}
