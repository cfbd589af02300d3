package dev.dialtone.cli;

import dev.dialtone.report.Printable;
import dev.dialtone.report.json.JsonWriter;
import dev.dialtone.report.secret.Secrets;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values with the places they were read from, to be printed for people or as JSON. */
sealed interface Outline {
  /** A word, with the place it is written at, and the steps from there to where it counts. */
  record Leaf(String value, List<String> evidence) implements Outline {}

  /** Named values in their order; those that say nothing are left out. */
  record Table(Map<String, Outline> members) implements Outline {
    Table() {
      this(new LinkedHashMap<>());
    }

    Table put(String name, Outline value) {
      if (!value.isEmpty()) {
        members.put(name, value);
      }
      return this;
    }

    Table put(String name, String word) {
      return put(name, new Leaf(word, List.of()));
    }

    Table put(String name, Text text) {
      return put(name, leaf(text));
    }
  }

  /** Values in their order. */
  record Series(List<Outline> items) implements Outline {}

  /** The text with its place; holes are question marks, secrets are masked. */
  static Outline leaf(Text text) {
    return leaf(text.chars(), text);
  }

  /** The words of a command, each with its place. */
  static Outline command(List<Text> words) {
    List<String> visible = Secrets.hideIn(words.stream().map(Text::chars).toList());
    List<Outline> leaves = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      leaves.add(leaf(visible.get(i), words.get(i)));
    }
    return new Series(leaves);
  }

  /** A word that stands for a text, with the place of the text. */
  static Outline leaf(String word, Text text) {
    List<String> evidence = new ArrayList<>();
    evidence.add(text.span().toString());
    for (Step step : text.chain()) {
      evidence.add(step.kind().words() + " " + step.at());
    }
    String visible = Secrets.hide(word).replace(Text.HOLE, '?');
    return new Leaf(visible, evidence);
  }

  /**
   * What a key of the Compose file leads to, such as {@code services.api.ports.0}: one outline, or
   * none. Names with dots in them are found too.
   */
  static List<Outline> at(Outline outline, String key) {
    if (key.isEmpty()) {
      return List.of(outline);
    }
    if (outline instanceof Table table) {
      for (Map.Entry<String, Outline> member : table.members().entrySet()) {
        for (String name : List.of(member.getKey(), inCompose(member.getKey()))) {
          List<Outline> found =
              key.equals(name) || key.startsWith(name + ".")
                  ? at(member.getValue(), key.substring(Math.min(key.length(), name.length() + 1)))
                  : List.of();
          if (!found.isEmpty()) {
            return found;
          }
        }
      }
    } else if (outline instanceof Series series) {
      for (int i = 0; i < series.items().size(); i++) {
        if (key.equals(Integer.toString(i))) {
          return List.of(series.items().get(i));
        }
      }
    }
    return List.of();
  }

  /** What Compose calls a part of the outline. */
  private static String inCompose(String name) {
    return name.equals("published") ? "ports" : name.replace(' ', '_');
  }

  private boolean isEmpty() {
    if (this instanceof Leaf leaf) {
      return leaf.value().isEmpty();
    }
    return this instanceof Table table
        ? table.members().isEmpty()
        : ((Series) this).items().isEmpty();
  }

  /** As lines that resemble YAML, with the evidence as comments. */
  static void print(Outline outline, String indent, StringBuilder out) {
    if (outline instanceof Leaf leaf) {
      out.append(Printable.line(leaf.value()));
      if (!leaf.evidence().isEmpty()) {
        out.append("  # ").append(Printable.line(String.join(", ", leaf.evidence())));
      }
      out.append('\n');
    } else if (outline instanceof Table table) {
      table
          .members()
          .forEach(
              (name, value) -> {
                out.append(indent).append(Printable.line(name)).append(':');
                out.append(value instanceof Leaf ? " " : "\n");
                print(value, indent + "  ", out);
              });
    } else if (outline instanceof Series series) {
      for (Outline item : series.items()) {
        int at = out.length() + indent.length();
        out.append(item instanceof Leaf ? indent + "- " : "");
        print(item, indent + "  ", out);
        if (!(item instanceof Leaf)) {
          out.setCharAt(at, '-');
        }
      }
    }
  }

  /**
   * As JSON: a word with evidence is an object of {@code value}, {@code at} and {@code through}.
   */
  static void write(Outline outline, JsonWriter json) throws IOException {
    if (outline instanceof Leaf leaf) {
      if (leaf.evidence().isEmpty()) {
        json.string(leaf.value());
        return;
      }
      json.open('{').name("value").string(leaf.value());
      json.name("at").string(leaf.evidence().get(0));
      if (leaf.evidence().size() > 1) {
        json.name("through").open('[');
        for (String step : leaf.evidence().subList(1, leaf.evidence().size())) {
          json.string(step);
        }
        json.close(']');
      }
      json.close('}');
    } else if (outline instanceof Table table) {
      json.open('{');
      for (Map.Entry<String, Outline> member : table.members().entrySet()) {
        write(member.getValue(), json.name(member.getKey()));
      }
      json.close('}');
    } else if (outline instanceof Series series) {
      json.open('[');
      for (Outline item : series.items()) {
        write(item, json);
      }
      json.close(']');
    }
  }
}
