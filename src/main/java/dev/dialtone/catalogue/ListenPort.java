package dev.dialtone.catalogue;

import dev.dialtone.source.Text;

/** The port on which a server accepts connections; ports are 1 to 65535. */
public sealed interface ListenPort {
  /** What the server takes when nobody says: one port, or a range with both ends. */
  record Default(int first, int last) implements ListenPort {}

  /** What an argument or a variable says. */
  record Given(int port, Text text) implements ListenPort {}

  /** Something is said that cannot be read: a hole, a word, a number out of range. */
  record Unreadable(Text text) implements ListenPort {}

  /** The server chooses at random, or its configuration says. */
  record Unstated() implements ListenPort {}

  /** The port that a text gives; 0 means that the server chooses one. */
  static ListenPort of(Text text) {
    int port = number(text.chars());
    if (port == 0) {
      return new Unstated();
    }
    return port > 0 ? new Given(port, text) : new Unreadable(text);
  }

  /** The number that {@code digits} are, -1 if they are none or exceed 65535. */
  static int number(String digits) {
    if (digits.isEmpty() || digits.length() > 5) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number <= 65_535 ? number : -1;
  }
}
