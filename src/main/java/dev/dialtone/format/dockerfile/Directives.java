package dev.dialtone.format.dockerfile;

import dev.dialtone.source.Problem;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The parser directives at the head of a Dockerfile.
 *
 * @param escape the character that escapes and continues lines
 * @param foreign whether another program than Docker's own reads the file, by a grammar of its own
 * @see <a href="https://docs.docker.com/reference/dockerfile/#parser-directives">Dockerfile
 *     reference, parser directives</a>
 */
record Directives(char escape, boolean foreign, List<Problem> problems) {
  private static final Set<String> NAMES = Set.of("syntax", "escape", "check");

  Directives {
    problems = List.copyOf(problems);
  }

  static Directives of(Text text) {
    char escape = '\\';
    boolean foreign = false;
    List<Problem> problems = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Lines lines = new Lines(text);
    while (lines.hasNext()) {
      Text line = lines.peek();
      lines.skip();
      int equals = line.chars().indexOf('=');
      if (!line.chars().startsWith("#") || equals < 0) {
        break;
      }
      Text name = Words.strip(line.slice(1, equals));
      Text value = Words.strip(line.slice(equals + 1));
      String known = name.chars().toLowerCase(Locale.ROOT);
      if (!NAMES.contains(known) || value.isEmpty()) {
        break;
      }
      if (!seen.add(known)) {
        problems.add(problem(name, "the directive `" + known + "` is given twice"));
      } else if (known.equals("syntax")) {
        foreign = !isDockers(value.chars());
      } else if (known.equals("escape")) {
        if (value.is("\\") || value.is("`")) {
          escape = value.chars().charAt(0);
        } else {
          problems.add(problem(value, "only `\\` and a backtick can be the escape character"));
        }
      }
    }
    return new Directives(escape, foreign, problems);
  }

  private static Problem problem(Text at, String words) {
    return Problem.syntax(at.span(), InstructionReader.PREFIX + words);
  }

  /** Whether an image such as {@code docker/dockerfile:1.7-labs} is Docker's, be it a mirror's. */
  private static boolean isDockers(String image) {
    int tag = image.indexOf(':', image.lastIndexOf('/') + 1);
    int digest = image.indexOf('@');
    int end = tag >= 0 ? tag : digest >= 0 ? digest : image.length();
    String name = image.substring(0, Math.min(end, digest >= 0 ? digest : end));
    return name.endsWith("docker/dockerfile") || name.endsWith("docker/dockerfile-upstream");
  }
}
