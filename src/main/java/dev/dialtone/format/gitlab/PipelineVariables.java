package dev.dialtone.format.gitlab;

import dev.dialtone.model.Variable;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables of a job, and what they make of the texts that use them. A variable that the
 * pipeline does not set may be set in the project's settings: it is a hole.
 *
 * @see <a href="https://docs.gitlab.com/ci/variables/">CI/CD variables</a>
 */
final class PipelineVariables {
  /** Values that are made of others, of others...: more than anybody writes. */
  private static final int MAX_DEPTH = 10;

  private final Map<String, Variable> written = new LinkedHashMap<>();

  /** Adds the entries of a {@code variables}; they win over those that are there. */
  void add(YamlNode variables) {
    for (YamlNode.Entry entry : YamlTree.entries(variables).values()) {
      Text name = entry.key().text();
      List<Text> value = new ArrayList<>();
      if (entry.value().resolved() instanceof YamlNode.Scalar scalar) {
        value.add(scalar.isNull() ? name.slice(name.length()) : scalar.text());
      } else {
        value.addAll(YamlTree.textAt(entry.value(), "value"));
      }
      put(name, value.isEmpty() ? name.slice(name.length()) : value.get(0));
    }
  }

  /** Makes variables unknown that only some runs set. */
  void forget(YamlNode variables) {
    for (YamlNode.Entry entry : YamlTree.entries(variables).values()) {
      Text name = entry.key().text();
      put(name, Text.unknown(name.site(), "`" + name + "` differs from run to run"));
    }
  }

  /** Keeps only the variables with these names. */
  void keep(Iterable<String> names) {
    Map<String, Variable> kept = new LinkedHashMap<>();
    for (String name : names) {
      if (written.containsKey(name)) {
        kept.put(name, written.get(name));
      }
    }
    written.clear();
    written.putAll(kept);
  }

  private void put(Text name, Text value) {
    written.put(name.chars(), new Variable(name, value, Variable.Source.SHARED));
  }

  boolean sets(String name) {
    return written.containsKey(name);
  }

  /** All of them with their values. */
  List<Variable> expanded() {
    List<Variable> all = new ArrayList<>();
    for (Variable variable : written.values()) {
      all.add(new Variable(variable.name(), expand(variable.value(), 0), variable.source()));
    }
    return all;
  }

  /** The same as these variables with further ones. */
  PipelineVariables with(List<YamlNode> more) {
    PipelineVariables both = new PipelineVariables();
    both.written.putAll(written);
    more.forEach(both::add);
    return both;
  }

  /** A text with its variables replaced: {@code $NAME}, {@code ${NAME}}. */
  Text expand(Text text) {
    return expand(text, 0);
  }

  private Text expand(Text text, int depth) {
    String chars = text.chars();
    int dollar = chars.indexOf('$');
    if (dollar < 0) {
      return text;
    }
    Text.Builder result = Text.builder(text.site());
    int from = 0;
    while (dollar >= 0) {
      result.append(text.slice(from, dollar));
      boolean escaped = chars.startsWith("$$", dollar);
      boolean braced = chars.startsWith("${", dollar);
      int start = dollar + (braced ? 2 : 1);
      int end = start;
      while (end < chars.length() && isNamePart(chars.charAt(end))) {
        end++;
      }
      boolean closed = !braced || (end < chars.length() && chars.charAt(end) == '}');
      if (escaped) {
        result.append(text.slice(dollar, dollar + 1));
        from = dollar + 2;
      } else if (end == start || !closed) {
        result.append(text.slice(dollar, dollar + 1));
        from = dollar + 1;
      } else {
        from = braced ? end + 1 : end;
        append(result, text.slice(dollar, from), chars.substring(start, end), depth);
      }
      dollar = chars.indexOf('$', from);
    }
    return result.append(text.slice(from)).build();
  }

  private void append(Text.Builder result, Text reference, String name, int depth) {
    Variable variable = written.get(name);
    if (variable == null || depth >= MAX_DEPTH) {
      result.appendUnknown(reference.span(), "the pipeline does not set `" + name + "`");
    } else {
      Text value = expand(variable.value(), depth + 1);
      result.append(value.usedAt(reference.span(), Step.Kind.INTERPOLATED));
    }
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
