package dev.dialtone.syntax.yaml;

import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Says in plain words, at the character that is at fault, what the parser says in terms of tokens
 * at the character where it gives up.
 */
final class YamlProblems {
  private static final List<String> TEMPLATE_MARKS = List.of("{{", "{%", "<%");

  private YamlProblems() {}

  /**
   * The problem for which the parser stopped.
   *
   * @param at where it stopped
   * @param begin where what it was reading begins
   */
  static Problem of(SourceFile file, MarkedYamlEngineException e, int at, int begin) {
    String problem = e.getProblem() == null ? "" : e.getProblem();
    String context = e.getContext() == null ? "" : e.getContext();
    if (problem.startsWith("found unexpected end of stream") && context.contains("quoted scalar")) {
      return syntax(file, begin, "this quote is not closed");
    }
    if (problem.startsWith("expected ',' or ']'")) {
      return unclosed(file, at, begin, "this bracket is not closed");
    }
    if (problem.startsWith("expected ',' or '}'")) {
      return unclosed(file, at, begin, "this brace is not closed");
    }
    if (problem.startsWith("could not find expected ':'")) {
      return syntax(file, begin, "a key stands here without its `:`");
    }
    return syntax(file, at, words(file, at, problem, context));
  }

  private static String words(SourceFile file, int at, String problem, String context) {
    if (problem.startsWith("expected <block end>")) {
      if (context.endsWith("block collection")) {
        return "a key stands among the items of a list";
      }
      if (!isFirstOfItsLine(file, at)) {
        return "text stands here behind the end of a value";
      }
      return problem.endsWith("'-'") || problem.contains("block sequence")
          ? "a list item stands among keys"
          : "the indentation of this line fits no line above it";
    }
    if (problem.contains("that cannot start any token")) {
      char found = at < file.text().length() ? file.text().charAt(at) : ' ';
      return found == '\t'
          ? "a tab cannot be used for indentation"
          : "a value cannot begin with `" + found + "` unless it is quoted";
    }
    if (problem.startsWith("found unknown escape character") && at < file.text().length()) {
      return "`\\" + file.text().charAt(at) + "` is no escape in double quotes";
    }
    String all = context.isEmpty() ? problem : problem + " " + context;
    return all.isEmpty() ? "the parser does not say why" : all;
  }

  /** What is indented no deeper than the line of the bracket can hardly be meant to be in it. */
  private static Problem unclosed(SourceFile file, int at, int begin, String words) {
    boolean inside =
        file.line(at) == file.line(begin) || indentation(file, at) > indentation(file, begin);
    return inside ? syntax(file, at, "a comma is missing before this") : syntax(file, begin, words);
  }

  private static int indentation(SourceFile file, int at) {
    Span line = file.lineSpan(file.line(at));
    return line.length() - line.text().stripLeading().length();
  }

  private static boolean isFirstOfItsLine(SourceFile file, int at) {
    return file.text().substring(file.lineStart(file.line(at)), at).isBlank();
  }

  private static Problem syntax(SourceFile file, int at, String words) {
    int end = Math.min(at + 1, file.text().length());
    return Problem.syntax(file.span(Math.min(at, end), end), "not valid YAML: " + words);
  }

  /** The problem to report in place of all others if the file is a template; else nothing. */
  static List<Problem> template(SourceFile file) {
    String text = file.text();
    for (int line = 1; line <= file.lineCount(); line++) {
      Span span = file.lineSpan(line);
      for (int at = span.start(); at < span.end() - 1; at++) {
        String mark = text.substring(at, at + 2);
        if (TEMPLATE_MARKS.contains(mark) && !isQuotedOrComment(text, span.start(), at)) {
          return List.of(
              new Problem(
                  markSpan(file, at, span.end(), mark),
                  "this looks like a template that is filled in before it is YAML",
                  Problem.Kind.TEMPLATE));
        }
      }
    }
    return List.of();
  }

  private static Span markSpan(SourceFile file, int at, int lineEnd, String mark) {
    String closing =
        switch (mark) {
          case "{{" -> "}}";
          case "{%" -> "%}";
          default -> "%>";
        };
    int close = file.text().indexOf(closing, at);
    return file.span(at, close < 0 || close >= lineEnd ? at + 2 : close + 2);
  }

  private static boolean isQuotedOrComment(String text, int from, int at) {
    char quote = 0;
    for (int i = from; i < at; i++) {
      char c = text.charAt(i);
      if (quote == 0 && c == '#' && (i == from || Character.isWhitespace(text.charAt(i - 1)))) {
        return true;
      }
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
    }
    return quote != 0;
  }
}
