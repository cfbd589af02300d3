package dev.dialtone.harness;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The generated parts of a Markdown page: what stands between two comments. */
public final class Blocks {
  private static final String END = "<!-- end -->";

  private Blocks() {}

  /** The page with {@code content} between {@code <!-- name -->} and the next end mark. */
  public static String replace(String page, String name, String content) {
    Pattern block =
        Pattern.compile(
            Pattern.quote("<!-- " + name + " -->") + "\n.*?" + Pattern.quote(END), Pattern.DOTALL);
    Matcher matcher = block.matcher(page);
    if (!matcher.find()) {
      throw new AssertionError("the page has no part between <!-- " + name + " --> and " + END);
    }
    return page.substring(0, matcher.start())
        + "<!-- "
        + name
        + " -->\n"
        + content
        + END
        + page.substring(matcher.end());
  }
}
