package dev.dialtone.syntax.shell;

import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * The servers that a line of code contacts which an interpreter is given as an argument: {@code
 * node -e "fetch('http://localhost:3000')"}. URLs are found in string literals, and a host in one
 * with the number behind it: {@code connect(('localhost', 8000))}.
 */
final class CodeContacts {
  private CodeContacts() {}

  /** The contacts of an interpreter's arguments; nothing if it runs a file. */
  static List<Contact> of(List<Text> arguments) {
    for (int i = 0; i + 1 < arguments.size(); i++) {
      if (takesCode(arguments.get(i).chars())) {
        return ofCode(arguments.get(i + 1));
      }
    }
    return List.of();
  }

  private static boolean takesCode(String option) {
    return switch (option) {
      case "-e", "-c", "-r", "-p", "-pe", "-ne", "--eval", "--print", "eval", "-E" -> true;
      default -> false;
    };
  }

  private static List<Contact> ofCode(Text code) {
    List<Contact> contacts = new ArrayList<>();
    String chars = code.chars();
    int at = 0;
    while (at < chars.length()) {
      char quote = chars.charAt(at);
      if (quote != '\'' && quote != '"' && quote != '`') {
        at++;
        continue;
      }
      int end = chars.indexOf(quote, at + 1);
      if (end < 0) {
        return contacts;
      }
      contacts.addAll(ofLiteral(code, at + 1, end));
      at = end + 1;
    }
    return contacts;
  }

  private static List<Contact> ofLiteral(Text code, int from, int to) {
    Text literal = code.slice(from, to);
    String chars = literal.chars();
    if (chars.startsWith("http://") || chars.startsWith("https://")) {
      boolean open = chars.endsWith(":") || chars.indexOf("${") >= 0;
      // What is put together from several strings ends at an unknown port.
      return open ? List.of() : Contact.url(literal, chars.indexOf("://"));
    }
    boolean loopback = chars.equals("localhost") || chars.equals("127.0.0.1");
    Text port = numberBehind(code, to + 1);
    return loopback && !port.isEmpty() ? List.of(new Contact(literal, port, "")) : List.of();
  }

  /** The number behind a comma, be it named {@code port}; empty if something else stands there. */
  private static Text numberBehind(Text code, int from) {
    String chars = code.chars();
    int at = from;
    while (at < chars.length() && ", ".indexOf(chars.charAt(at)) >= 0) {
      at++;
    }
    if (chars.startsWith("port", at)) {
      at += "port".length();
      while (at < chars.length() && ":= ".indexOf(chars.charAt(at)) >= 0) {
        at++;
      }
    }
    int end = at;
    while (end < chars.length() && chars.charAt(end) >= '0' && chars.charAt(end) <= '9') {
      end++;
    }
    return code.slice(at, end);
  }
}
