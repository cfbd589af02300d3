package dev.dialtone.rules;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Edit;
import dev.dialtone.lint.Fix;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Host;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

/** The changes that several rules propose. Each gives one fix, or none where none is certain. */
public final class Fixes {
  private Fixes() {}

  /** Dials another server, and its port where that is another one. */
  public static List<Fix> dial(Dial dial, Object server, int port, Confidence confidence) {
    List<Edit> edits = new ArrayList<>();
    if (!Edit.isInPlace(dial.host())) {
      return List.of();
    }
    edits.add(Edit.replace(dial.host().span(), server.toString()));
    boolean samePort = dial.port().known().stream().allMatch(own -> own.number() == port);
    if (!samePort) {
      if (!dial.portWritten() || !Edit.isInPlace(dial.port().text())) {
        return List.of();
      }
      edits.add(Edit.replace(dial.port().text().span(), Integer.toString(port)));
    }
    boolean shared = isShared(dial.host()) || (!samePort && isShared(dial.port().text()));
    String words = "dial " + quoted(samePort ? server : server + ":" + port);
    return List.of(new Fix(words, applicability(!shared, confidence), edits));
  }

  /** Dials another port of the same server. */
  public static List<Fix> dialPort(Dial dial, int port, Confidence confidence) {
    return dial.portWritten()
        ? rated(Fix.replacing("dial port " + port, dial.port().text(), "" + port), confidence)
        : List.of();
  }

  /** The same fixes, left to a person unless the reasoning is certain. */
  public static List<Fix> rated(List<Fix> fixes, Confidence confidence) {
    return confidence == Confidence.CERTAIN ? fixes : fixes.stream().map(Fix::unsafely).toList();
  }

  /** Puts the address that stands for all of its kind in the place of one, or of a local name. */
  public static List<Fix> bindToAll(Text address) {
    for (Host host : Host.parse(address).known()) {
      boolean ipv6 = host instanceof Host.IpAddress ip && ip.isIpv6();
      if (host instanceof Host.IpAddress || address.is("localhost")) {
        String every = !ipv6 ? "0.0.0.0" : address.chars().startsWith("[") ? "[::]" : "::";
        return Fix.replacing("bind to " + quoted(every), address, every);
      }
    }
    return List.of();
  }

  /** Puts an option at the end of the command that {@code program} begins. */
  public static List<Fix> append(String argument, Text program) {
    if (!Edit.isInPlace(program) || !argument.startsWith("-")) {
      return List.of();
    }
    SourceFile file = program.span().file();
    String text = file.text();
    int start = program.span().start();
    int end = program.span().end();
    if (start == 0 || end == text.length()) {
      return List.of();
    }
    String description = "add " + quoted(argument);
    boolean item =
        text.charAt(start - 1) == '"'
            && text.charAt(end) == '"'
            && (precededBy(text, start - 1, '[') || precededBy(text, start - 1, ','));
    if (item) {
      int close = text.indexOf(']', end);
      Span line = file.lineSpan(file.line(start));
      if (close < 0 || close > line.end() || text.charAt(close - 1) != '"') {
        return List.of();
      }
      String words = ", \"" + argument.replace(" ", "\", \"") + "\"";
      return List.of(Fix.safe(description, file.span(close, close), words));
    }
    int stop = endOfCommand(text, end, file.lineSpan(file.line(start)).end());
    return stop < 0
        ? List.of()
        : List.of(Fix.safe(description, file.span(stop, stop), " " + argument));
  }

  /** Gives a program of a command an option and its value, before all else that it is given. */
  public static List<Fix> option(CommandLine command, Text program, String option, String value) {
    if (!Edit.isInPlace(program)) {
      return List.of();
    }
    String words = " " + option + " " + value;
    if (command instanceof CommandLine.Exec) {
      String text = program.span().file().text();
      int before = program.span().start() - 1;
      char quote = before < 0 ? ' ' : text.charAt(before);
      boolean item = precededBy(text, before, '[') || precededBy(text, before, ',');
      if (quote != '"' || !text.startsWith("\"", program.span().end()) || !item) {
        return List.of();
      }
      words = "\", \"" + option + "\", \"" + value;
    }
    String description = "add " + quoted(option + " " + value);
    Edit edit = Edit.after(program.span(), words);
    return List.of(new Fix(description, Fix.Applicability.SAFE, List.of(edit)));
  }

  /** Where the words of a command end within its line; negative where that cannot be told. */
  private static int endOfCommand(String text, int from, int lineEnd) {
    int end = from;
    for (int i = from; i < lineEnd; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'' || c == '#' || c == '&' || c == '|' || c == ';') {
        return c == '#' && text.charAt(i - 1) != ' ' ? -1 : end;
      }
      if (c == '\\' || c == '`' || c == '$' || c == '<' || c == '>' || c == '(' || c == ')') {
        return -1;
      }
      if (c != ' ' && c != '\t') {
        end = i + 1;
      }
    }
    return end;
  }

  private static boolean precededBy(String text, int at, char wanted) {
    int i = at - 1;
    while (i >= 0 && Character.isWhitespace(text.charAt(i))) {
      i--;
    }
    return i >= 0 && text.charAt(i) == wanted;
  }

  private static Fix.Applicability applicability(boolean alone, Confidence confidence) {
    return alone && confidence == Confidence.CERTAIN
        ? Fix.Applicability.SAFE
        : Fix.Applicability.UNSAFE;
  }

  private static boolean isShared(Text text) {
    return text.chain().stream().anyMatch(step -> step.kind() != Step.Kind.INCLUDED);
  }
}
