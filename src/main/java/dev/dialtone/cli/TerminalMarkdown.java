package dev.dialtone.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Shows Markdown on a terminal, as far as our own pages use it: headings, fenced code, tables, bold
 * words, code words and links. Comments are left out, anything else stays as it is.
 */
final class TerminalMarkdown {
  private static final String BOLD = "\u001B[1m";
  private static final String CYAN = "\u001B[36m";
  private static final String RESET = "\u001B[0m";

  private final StringBuilder out = new StringBuilder();
  private final boolean colour;
  private final List<List<String>> table = new ArrayList<>();
  private boolean blank;

  private TerminalMarkdown(boolean colour) {
    this.colour = colour;
  }

  /** The page as lines for a terminal, with escapes if {@code colour} is wanted. */
  static String render(String page, boolean colour) {
    TerminalMarkdown terminal = new TerminalMarkdown(colour);
    boolean code = false;
    for (String line : page.lines().toList()) {
      boolean fence = line.startsWith("```");
      if (!code && line.startsWith("|")) {
        terminal.table.add(cells(line));
        continue;
      }
      terminal.finishTable();
      if (fence) {
        code = !code;
      } else if (code) {
        terminal.line(line.isEmpty() ? "" : "    " + line);
      } else if (line.startsWith("#")) {
        terminal.line(terminal.styled(BOLD, line.replaceFirst("^#+ *", "")));
      } else if (!line.startsWith("<!--")) {
        terminal.line(terminal.inline(line));
      }
    }
    terminal.finishTable();
    return terminal.out.toString();
  }

  /** A comment that is left out must not leave two blank lines behind. */
  private void line(String line) {
    if (!line.isEmpty() || !blank) {
      out.append(line).append('\n');
    }
    blank = line.isEmpty();
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    for (int i = 1; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && line.startsWith("|", i + 1)) {
        cell.append('|');
        i++;
      } else if (c == '|') {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    return cells;
  }

  private void finishTable() {
    if (table.size() > 1) {
      // The row of dashes below the header.
      table.remove(1);
    }
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : table) {
      for (int column = 0; column < row.size(); column++) {
        if (column == widths.size()) {
          widths.add(0);
        }
        widths.set(column, Math.max(widths.get(column), width(row.get(column))));
      }
    }
    for (List<String> row : table) {
      StringBuilder line = new StringBuilder("   ");
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        boolean last = column == row.size() - 1;
        line.append(' ').append(inline(cell));
        line.append(last ? "" : " ".repeat(widths.get(column) - width(cell) + 1));
      }
      line(line.toString().stripTrailing());
    }
    table.clear();
  }

  private static int width(String cell) {
    String plain = new TerminalMarkdown(false).inline(cell);
    return plain.codePointCount(0, plain.length());
  }

  private String styled(String style, String words) {
    return colour ? style + words + RESET : words;
  }

  private String inline(String text) {
    StringBuilder line = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      int close = text.startsWith("`", at) ? text.indexOf('`', at + 1) : -1;
      if (close > 0) {
        String word = text.substring(at + 1, close);
        line.append(colour ? CYAN + word + RESET : "`" + word + "`");
        at = close + 1;
        continue;
      }
      close = text.startsWith("**", at) ? text.indexOf("**", at + 2) : -1;
      if (close > 0) {
        line.append(styled(BOLD, text.substring(at + 2, close)));
        at = close + 2;
        continue;
      }
      int middle = text.startsWith("[", at) ? text.indexOf("](", at) : -1;
      close = middle > 0 ? text.indexOf(')', middle) : -1;
      if (close > 0) {
        String target = text.substring(middle + 2, close);
        line.append(text, at + 1, middle);
        line.append(target.contains("://") ? " (" + target + ")" : "");
        at = close + 1;
        continue;
      }
      line.append(text.charAt(at++));
    }
    return line.toString();
  }
}
