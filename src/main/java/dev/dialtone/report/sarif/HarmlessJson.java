package dev.dialtone.report.sarif;

import dev.dialtone.report.Printable;
import java.io.IOException;
import java.io.Writer;

/** Hands JSON on as it comes, with escapes for what would steer its reader. */
final class HarmlessJson extends Writer {
  private final Appendable out;

  /** The first half of a surrogate pair that was cut in two. */
  private String kept = "";

  HarmlessJson(Appendable out) {
    this.out = out;
  }

  @Override
  public void write(char[] chars, int offset, int length) throws IOException {
    String part = kept + new String(chars, offset, length);
    int end = part.length();
    if (end > 0 && Character.isHighSurrogate(part.charAt(end - 1))) {
      end--;
    }
    kept = part.substring(end);
    out.append(Printable.json(part.substring(0, end)));
  }

  @Override
  public void flush() {
    // Nothing is held back but half a character.
  }

  @Override
  public void close() throws IOException {
    out.append(Printable.json(kept));
    kept = "";
  }
}
