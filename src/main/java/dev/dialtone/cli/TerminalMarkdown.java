package dev.dialtone.cli;

/** Shows the Markdown that our own pages use on a terminal; unknown marks stay as they are. */
final class TerminalMarkdown {
  private static final String BOLD = "\u001B[1m";
  private static final String CYAN = "\u001B[36m";
  private static final String RESET = "\u001B[0m";

  private final StringBuilder out = new StringBuilder();
  private final boolean colour;

  private TerminalMarkdown(boolean colour) {
    this.colour = colour;
  }

  /** The page with headings bold, code indented and comments left out. */
  static String render(String page, boolean colour) {
    TerminalMarkdown terminal = new TerminalMarkdown(colour);
    boolean code = false;
    for (String line : page.lines().toList()) {
      if (line.startsWith("```")) {
        code = !code;
      } else if (code) {
        terminal.out.append(line.isEmpty() ? "" : "    ").append(line).append('\n');
      } else if (!line.startsWith("<!--")) {
        terminal.prose(line);
      }
    }
    return terminal.out.toString();
  }

  private void prose(String line) {
    if (line.startsWith("#")) {
      String title = line.replaceFirst("^#+ *", "");
      out.append(colour ? BOLD + title + RESET : title).append('\n');
      return;
    }
    int at = 0;
    while (at < line.length()) {
      int open = line.indexOf('`', at);
      int close = open < 0 ? -1 : line.indexOf('`', open + 1);
      if (close < 0) {
        break;
      }
      out.append(line, at, open);
      String word = line.substring(open + 1, close);
      out.append(colour ? CYAN + word + RESET : "`" + word + "`");
      at = close + 1;
    }
    out.append(line, at, line.length()).append('\n');
  }
}
