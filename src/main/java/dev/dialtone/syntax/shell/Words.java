package dev.dialtone.syntax.shell;

import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds options and operands among the words of a command. */
final class Words {
  private Words() {}

  static boolean isOneOf(Text word, String... names) {
    for (String name : names) {
      if (word.is(name)) {
        return true;
      }
    }
    return false;
  }

  static boolean isOption(Text word) {
    return word.length() > 1 && word.chars().startsWith("-");
  }

  /** The place of a word, -1 if it is not there. */
  static int indexOf(List<Text> words, String wanted) {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).is(wanted)) {
        return i;
      }
    }
    return -1;
  }

  /** The place behind the options that begin at {@code from}. */
  static int behindOptions(List<Text> words, int from, Set<String> valueOptions) {
    int at = from;
    while (at < words.size() && isOption(words.get(at))) {
      at += valueOptions.contains(words.get(at).chars()) ? 2 : 1;
    }
    return Math.min(at, words.size());
  }

  /** The words from {@code from} on that are neither options nor their values. */
  static List<Text> operands(List<Text> words, int from, Set<String> valueOptions) {
    List<Text> operands = new ArrayList<>();
    for (int i = from; i < words.size(); i++) {
      if (!isOption(words.get(i))) {
        operands.add(words.get(i));
      } else if (valueOptions.contains(words.get(i).chars())) {
        i++;
      }
    }
    return operands;
  }

  /** The values of an option, written {@code -x value} or {@code -x=value}. */
  static List<Text> values(List<Text> words, Set<String> options) {
    List<Text> values = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      Text word = words.get(i);
      int equals = word.chars().indexOf('=');
      if (options.contains(word.chars()) && i + 1 < words.size()) {
        values.add(words.get(i + 1));
      } else if (equals > 0 && options.contains(word.chars().substring(0, equals))) {
        values.add(word.slice(equals + 1));
      }
    }
    return values;
  }

  /** The words with a blank between them; at least one word. */
  static Text joined(List<Text> words) {
    Text.Builder all = Text.builder(words.get(0).site());
    for (int i = 0; i < words.size(); i++) {
      if (i > 0) {
        all.append(" ", words.get(i).slice(0, 0).site());
      }
      all.append(words.get(i));
    }
    return all.build();
  }
}
