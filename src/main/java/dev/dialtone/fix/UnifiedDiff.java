package dev.dialtone.fix;

import dev.dialtone.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;

/** Writes changes as {@code git apply} and {@code patch -p1} take them. */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;

  /** Above this many pairs of lines to compare, what lies between is shown as one block. */
  private static final int MOST_PAIRS = 4_000_000;

  private final FixResult.Change change;
  private final BiPredicate<SourceFile, Integer> secret;
  private final List<String> before;
  private final List<String> after;
  private final StringBuilder out = new StringBuilder();

  private UnifiedDiff(FixResult.Change change, BiPredicate<SourceFile, Integer> secret) {
    this.change = change;
    this.secret = secret;
    this.before = lines(change.before());
    this.after = lines(change.after());
  }

  /**
   * The changes of all files, but for those that would show a secret.
   *
   * @param secret whether a line of a file holds one
   */
  public static String of(List<FixResult.Change> changes, BiPredicate<SourceFile, Integer> secret) {
    StringBuilder all = new StringBuilder();
    for (FixResult.Change change : changes) {
      String hunks = new UnifiedDiff(change, secret).hunks();
      if (hunks.isEmpty()) {
        continue;
      }
      String path = change.before().path().value();
      String shown = path.startsWith("/") ? path.substring(1) : path;
      all.append("--- ").append(quoted("a/" + shown)).append('\n');
      all.append("+++ ").append(quoted("b/" + shown)).append('\n');
      all.append(hunks);
    }
    return all.toString();
  }

  /** A path as Git writes it: in quotes, with the bytes of what is not plain as octal numbers. */
  private static String quoted(String path) {
    if (path.chars().allMatch(c -> c >= ' ' && c < 0x7F && c != '"' && c != '\\')) {
      return path;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      switch (b) {
        case '\t' -> quoted.append("\\t");
        case '\n' -> quoted.append("\\n");
        case '"', '\\' -> quoted.append('\\').append((char) b);
        default -> {
          if (b >= ' ' && b < 0x7F) {
            quoted.append((char) b);
          } else {
            quoted.append(String.format(Locale.ROOT, "\\%03o", b & 0xFF));
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /** A stretch of lines before that became a stretch of lines after. */
  private record Block(int start, int end, int newStart, int newEnd) {}

  /** What changes, hunk by hunk; a hunk with a secret is left out: masked it would not apply. */
  private String hunks() {
    List<Block> blocks = blocks();
    for (int first = 0; first < blocks.size(); ) {
      int last = first;
      while (last + 1 < blocks.size()
          && blocks.get(last + 1).start() - blocks.get(last).end() <= 2 * CONTEXT) {
        last++;
      }
      hunk(blocks.subList(first, last + 1));
      first = last + 1;
    }
    return out.toString();
  }

  private void hunk(List<Block> blocks) {
    Block first = blocks.get(0);
    Block last = blocks.get(blocks.size() - 1);
    int lead = Math.min(CONTEXT, first.start());
    int tail = Math.min(CONTEXT, before.size() - last.end());
    int from = first.start() - lead;
    int to = last.end() + tail;
    int newFrom = first.newStart() - lead;
    int newTo = last.newEnd() + tail;
    if (holdsSecret(change.before(), before, from, to)
        || holdsSecret(change.after(), after, newFrom, newTo)) {
      return;
    }
    out.append("@@ -").append(range(from, to)).append(" +").append(range(newFrom, newTo));
    out.append(" @@\n");
    int at = from;
    for (Block block : blocks) {
      write(' ', before, at, block.start());
      write('-', before, block.start(), block.end());
      write('+', after, block.newStart(), block.newEnd());
      at = block.end();
    }
    write(' ', before, at, to);
  }

  /** A line of Git's is several of the file's where a carriage return by itself ends one. */
  private boolean holdsSecret(SourceFile file, List<String> lines, int from, int to) {
    int first = 1;
    for (String line : lines.subList(0, from)) {
      first += linesIn(line);
    }
    int last = first - 1;
    for (String line : lines.subList(from, to)) {
      last += linesIn(line);
    }
    for (int line = first; line <= last; line++) {
      if (secret.test(file, line)) {
        return true;
      }
    }
    return false;
  }

  /** How many lines a file has in one of Git's, which ends with its only line feed or with none. */
  private static int linesIn(String line) {
    int count = 1;
    for (int i = 0; i + 1 < line.length(); i++) {
      if (line.charAt(i) == '\r' && line.charAt(i + 1) != '\n') {
        count++;
      }
    }
    return count;
  }

  private static String range(int from, int to) {
    int count = to - from;
    return (count == 0 ? from : from + 1) + "," + count;
  }

  private void write(char sign, List<String> lines, int from, int to) {
    for (String line : lines.subList(from, to)) {
      out.append(sign).append(line);
      if (!line.endsWith("\n")) {
        out.append("\n\\ No newline at end of file\n");
      }
    }
  }

  private List<Block> blocks() {
    int same = 0;
    while (same < before.size()
        && same < after.size()
        && before.get(same).equals(after.get(same))) {
      same++;
    }
    int end = before.size();
    int newEnd = after.size();
    while (end > same && newEnd > same && before.get(end - 1).equals(after.get(newEnd - 1))) {
      end--;
      newEnd--;
    }
    int rows = end - same;
    int columns = newEnd - same;
    if ((long) rows * columns > MOST_PAIRS) {
      return List.of(new Block(same, end, same, newEnd));
    }
    return blocks(same, rows, columns);
  }

  /** By the longest common subsequence of the lines between the equal ends. */
  private List<Block> blocks(int offset, int rows, int columns) {
    int[][] common = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        common[i][j] =
            before.get(offset + i).equals(after.get(offset + j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<Block> blocks = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < rows || j < columns) {
      int start = i;
      int newStart = j;
      while ((i < rows || j < columns) && !matches(offset, i, j, rows, columns)) {
        if (j == columns || (i < rows && common[i + 1][j] >= common[i][j + 1])) {
          i++;
        } else {
          j++;
        }
      }
      if (i > start || j > newStart) {
        blocks.add(new Block(offset + start, offset + i, offset + newStart, offset + j));
      }
      while (matches(offset, i, j, rows, columns)) {
        i++;
        j++;
      }
    }
    return blocks;
  }

  private boolean matches(int offset, int i, int j, int rows, int columns) {
    return i < rows && j < columns && before.get(offset + i).equals(after.get(offset + j));
  }

  /** The lines with their ends, as Git counts them. */
  private static List<String> lines(SourceFile file) {
    String text = file.byteOrderMark() ? '\uFEFF' + file.text() : file.text();
    List<String> lines = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline + 1;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }
}
