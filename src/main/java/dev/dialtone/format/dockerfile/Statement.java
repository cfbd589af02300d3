package dev.dialtone.format.dockerfile;

import dev.dialtone.source.Text;
import dev.dialtone.syntax.dockerfile.DockerWord;
import java.util.ArrayList;
import java.util.List;

/**
 * An instruction taken apart.
 *
 * @param keyword its first word
 * @param flags the words behind it that begin with {@code --}
 * @param arguments the rest of the line
 * @param documents the here-documents that follow it
 * @param line the whole line
 */
record Statement(
    Text keyword, List<Flag> flags, Text arguments, List<Document> documents, Text line) {
  Statement {
    flags = List.copyOf(flags);
    documents = List.copyOf(documents);
  }

  /**
   * A flag, quotes and escapes taken off.
   *
   * @param name its name without dashes
   * @param value what stands behind the {@code =}
   * @param valued whether there is an {@code =}
   */
  record Flag(Text whole, Text name, Text value, boolean valued) {
    static Flag of(Text whole) {
      int equals = whole.chars().indexOf('=');
      int nameEnd = equals < 0 ? whole.length() : equals;
      Text value = whole.slice(equals < 0 ? whole.length() : equals + 1);
      return new Flag(whole, whole.slice(2, Math.max(2, nameEnd)), value, equals >= 0);
    }
  }

  /** A here-document with its body. */
  record Document(Heredoc heredoc, Lines.Body body) {
    /** The body as it is meant: without leading tabs if the announcement says so. */
    Text content() {
      return heredoc.chomp() ? Lines.chomped(body.content()) : body.content();
    }
  }

  /** A line taken apart; {@code escape} is what escapes in the values of flags. */
  static Statement of(Text written, char escape) {
    Text line = Words.strip(written);
    String chars = line.chars();
    int keywordEnd = 0;
    while (keywordEnd < chars.length() && !Words.isSeparator(chars.charAt(keywordEnd))) {
      keywordEnd++;
    }
    List<Flag> flags = new ArrayList<>();
    int at = keywordEnd;
    while (true) {
      while (at < chars.length() && DockerWord.isBlank(chars.charAt(at))) {
        at++;
      }
      if (!chars.startsWith("--", at)) {
        break;
      }
      int end = Words.end(chars, at, escape, true);
      Text flag = unquoted(line.slice(at, end), escape);
      at = end;
      if (flag.chars().equals("--")) {
        break;
      }
      flags.add(Flag.of(flag));
    }
    Text arguments = Words.strip(line.slice(at));
    return new Statement(line.slice(0, keywordEnd), flags, arguments, List.of(), line);
  }

  Statement with(List<Document> found) {
    return new Statement(keyword, flags, arguments, found, line);
  }

  /** A flag's word: an escape takes the meaning from any character, in either kind of quotes. */
  private static Text unquoted(Text word, char escape) {
    String chars = word.chars();
    Text.Builder result = Text.builder(word.site());
    int run = 0;
    char quote = 0;
    for (int i = 0; i < chars.length(); i++) {
      char c = chars.charAt(i);
      boolean opens = quote == 0 && (c == '"' || c == '\'');
      boolean closes = quote != 0 && c == quote;
      if (opens || closes || c == escape) {
        result.append(word.slice(run, i));
        run = i + 1;
        i += c == escape ? 1 : 0;
      }
      quote = opens ? c : closes ? 0 : quote;
    }
    return result.append(word.slice(Math.min(run, chars.length()))).build();
  }
}
