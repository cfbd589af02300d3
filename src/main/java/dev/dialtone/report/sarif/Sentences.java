package dev.dialtone.report.sarif;

import com.contrastsecurity.sarif.Message;
import dev.dialtone.report.Printable;

/**
 * Puts a plain text message together, sentence by sentence. Words from files cannot become a link;
 * links of our own lead to the related location of that number (SARIF 2.1.0, section 3.11.6).
 */
final class Sentences {
  private final StringBuilder text = new StringBuilder();

  /** A message of one sentence. */
  static Message message(String words) {
    return new Sentences().add("", words).message();
  }

  /** Adds a sentence, if there are words to say, behind what it is about. */
  Sentences add(String about, String words) {
    if (words.isEmpty()) {
      return this;
    }
    begin();
    text.append(about).append(unlinked(Printable.line(words)));
    return end();
  }

  /** Adds a sentence that leads to the related location of this number. */
  Sentences addLink(String words, int location) {
    begin();
    text.append('[');
    String line = Printable.line(words);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      text.append(c == '[' || c == ']' || c == '\\' ? "\\" : "").append(c);
    }
    text.append("](").append(location).append(')');
    return end();
  }

  Message message() {
    return new Message().withText(text.toString());
  }

  private void begin() {
    if (text.length() > 0) {
      text.append(' ');
    }
  }

  private Sentences end() {
    char last = text.charAt(text.length() - 1);
    if (last != '.' && last != '?' && last != '!') {
      text.append('.');
    }
    return this;
  }

  /** A space takes what might be read as a link apart: outside of links there is no escape. */
  private static String unlinked(String words) {
    return words.replace("](", "] (");
  }
}
