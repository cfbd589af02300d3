package dev.dialtone.syntax.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import dev.dialtone.syntax.shell.Word.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellScriptTest {
  private static ShellScript parse(String script) {
    return ShellScript.parse(Text.of(new SourceFile(new FilePath("run.sh"), script).span()));
  }

  private static String shown(String script) {
    return Shown.statements(parse(script).statements());
  }

  private static Command.Simple simple(String script) {
    return (Command.Simple) parse(script).statements().get(0).command();
  }

  /** A is {@code va}, B is empty, D is {@code x y} with a blank behind it. */
  private static final Variables KNOWN =
      new Variables() {
        @Override
        public Answer lookup(String name) {
          return switch (name) {
            case "A" -> set("va");
            case "B" -> set("");
            case "D" -> set("x  y ");
            default -> new Answer.Unset();
          };
        }

        private Answer set(String value) {
          return new Answer.Set(Text.of(new SourceFile(new FilePath("env"), value).span()));
        }

        @Override
        public boolean unsetIsEmpty() {
          return true;
        }
      };

  @ParameterizedTest
  @CsvSource(
      delimiter = '\t',
      quoteCharacter = '~',
      textBlock =
          """
          a b c \t a b c
          a; b & c \t a; b &; c
          a && b || c \t (a AND b OR c)
          a | b |& c \t pipe[a, b, c]
          ! a \t pipe![a]
          a # b; c \t a
          a#b \t a#b
          X=1 Y= a \t X:=1 Y:= a
          X=a=b \t X:=a=b
          a X=1 \t a X=1
          { a; b; } > f \t group{a; b} >f
          (a; b) && c \t (sub{a; b} AND c)
          if a; then b; fi \t if{a}{b}else{}
          if a; then b; elif c; then d; else e; fi \t if{a}{b}if{c}{d}else{e}
          while a; do b; done \t while{a}{b}
          until a && b; do c; done < f \t group{until{(a AND b)}{c}} <f
          for i in 1 $x; do a; done \t for i[1, $x]{a}
          for i; do a; done \t for i[]{a}
          case $x in a|b) c;; (d) e;; *) ;; esac \t case $x[a, b]{c}[d]{e}[*]{}
          f() { a; } \t def f{group{a}}
          function f { a; }; b \t def f{group{a}}; b
          a > f 2>&1 < g >> h &> i \t a >f 2>&1 <g >>h &>i
          a <<< 'b c' \t a <<<'b c'
          echo if then \t echo if then
          'if' a \t 'if' a
          a $(b | c) `d e` \t a $(pipe[b, c]) $(d e)
          "$(a "b")" \t $(a 'b')
          `a \\`b\\` c` \t $(a $(b) c)
          $((1 + (2))) x \t computed x
          ((x++)) \t computed
          $( (a) ) \t $(sub{a})
          [[ a && b < c ]] && d \t ([[ a && b < c ]] AND d)
          diff <(a) <(b) \t diff $(a) $(b)
          a=(b c) d \t a:=computed d
          declare -A x=() y \t declare -A x= y
          @(a|b) c \t @(a|b) c
          ${A:-b c} ${A-} "${A:=d}" \t $A:DEFAULT_IF_EMPTY:b c $A:DEFAULT_IF_UNSET: '$A:DEFAULT_IF_EMPTY:'d''
          ${A:?b} ${A?} \t $A:REQUIRED_NOT_EMPTY:b $A:REQUIRED:
          ${A:+b} ${A+b} \t $A:REPLACED_IF_NOT_EMPTY:b $A:REPLACED_IF_SET:b
          ${#A} ${A%%.*} ${A/b/c} ${!A} \t $A:OTHER: $A:OTHER:%%.* $A:OTHER:/b/c $A:OTHER:
          ${A:-${B:-c}} \t $A:DEFAULT_IF_EMPTY:$B:DEFAULT_IF_EMPTY:c
          $1$A$@$?"$*" \t $1+$A+$@+$?+'$*'
          ${10} \t $10
          a$ $, "$" \t a$ $, '$'
          a\\ b "a\\$b\\c" 'a\\b' "" \t a+' '+b 'a$b\\c' 'a\\b' ''
          """)
  void readsTheGrammar(String script, String expected) {
    ShellScript parsed = parse(script);
    assertEquals(List.of(), parsed.problems());
    assertEquals(expected, Shown.statements(parsed.statements()));
  }

  @Test
  void readsQuotesWithTheEscapesOfC() {
    assertEquals("'a\tb\nc'd'", shown("$'a\\tb\\nc\\'d'"));
  }

  @Test
  void readsLines() {
    assertEquals("a b; c; d", shown("a \\\n b\n\n# comment\nc # x\r\nd\r\n"));
    assertEquals("(a AND b)", shown("a &&\n # why\n b"));
    assertEquals("if{a}{b}else{}", shown("if a\nthen\n\tb\nfi\n"));
    assertEquals("case x[a]{b; c}", shown("case x\nin\na)\nb\nc\n;;\nesac"));
  }

  @Test
  void readsHereDocuments() {
    assertEquals(
        "cat <<A<'a '+'$b'+' $c\\n'> <<B<'$d\\n'> >f; e",
        shown("cat <<A <<'B' > f\na $b \\$c\nA\n$d\nB\ne"));
    assertEquals("cat <<E<'a\\nb\\n'>; c", shown("cat <<-E\n\ta\n\t\tb\n\tE\nc"));
    assertEquals("$(cat <<E<'a\\n'>); b", shown("$(cat <<E\na\nE\n)\nb"));
    assertEquals("cat <<E<'a'>", shown("cat <<E\na"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '%',
      quoteCharacter = '~',
      textBlock =
          """
          a 'b                % 2 % 3 % this `'` is never closed
          ab "c               % 3 % 4 % this `"` is never closed
          a `b                % 2 % 3 % this ``` is never closed
          a $(b               % 2 % 4 % `$(` is never closed with `)`
          a ${b               % 2 % 4 % this `${` is never closed
          a ${}               % 2 % 4 % this `${` needs the name of a variable behind it
          (a                  % 0 % 1 % `(` is never closed with `)`
          a; { b;             % 3 % 4 % `{` is never closed with `}`
          if a; then b        % 0 % 2 % `if` is never closed with `fi`
          while a; do b       % 0 % 5 % `while` is never closed with `done`
          case a in b) c      % 0 % 4 % `case` is never closed with `esac`
          if a; fi            % 0 % 2 % this `if` has no `then`
          for a in b; c; done % 0 % 3 % this loop has no `do`
          a && ; b            % 2 % 4 % nothing follows `&&`
          a |                 % 2 % 3 % nothing follows `|`
          a >                 % 2 % 3 % nothing follows `>`
          a )                 % 2 % 3 % `)` stands where a command could begin
          a; fi               % 3 % 5 % `fi` stands where a command could begin
          a;; b               % 1 % 3 % `;;` stands where a command could begin
          a b(c)              % 3 % 4 % a `(` cannot stand here outside quotes
          """)
  void tellsWhatAShellRefuses(String script, int from, int to, String message) {
    Problem problem = parse(script).problems().get(0);
    assertEquals(message, problem.message());
    assertEquals(from, problem.span().start());
    assertEquals(to, problem.span().end());
  }

  @Test
  void goesOnBehindAProblem() {
    assertEquals("a; b c", shown("a\n)\nb c"));
    assertEquals("while{a}{if{b}{c}else{}}; d", shown("while a; do if b; then c; done; d"));
  }

  /** Expected words, one behind each bar, are what dash and bash make of them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '%',
      quoteCharacter = '~',
      textBlock =
          """
          $A"$A"'$A'           % vava$A
          p$D-                 % px|y|-
          "$D"                 % ~x  y ~
          a$B                  % a
          $B                   % none
          "$B"                 % ~~
          ${B:-d e}f           % d|ef
          "${B:-d e}"          % d e
          ${C-"z w"}v          % z wv
          ${A:+q r} ${C+q}     % q|r
          "${C:-'q'}"          % 'q'
          ${C:-${A}x}          % vax
          \\$A                 % $A
          """)
  void givesTheFieldsAShellGives(String words, String expected) {
    List<String> fields =
        simple("run " + words).words().stream()
            .skip(1)
            .flatMap(word -> word.fields(KNOWN).stream())
            .map(Text::chars)
            .toList();
    assertEquals(expected, fields.isEmpty() ? "none" : String.join("|", fields));
  }

  @Test
  void aWordWithoutEnvironmentHasHolesForItsVariables() {
    Text url = simple("serve --url=http://$HOST:${PORT:-80}/x").words().get(1).text();
    assertEquals("--url=http://…:…/x", url.toString());
    assertEquals("`$HOST` is set where this runs", url.whyUnknown());
    assertEquals("$HOST", url.slice(13, 14).span().text());
    assertEquals("${PORT:-80}", url.slice(15, 16).span().text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"$?", "$$", "${A%x}", "$(b)", "$((1))", "${C:?}"})
  void whatOnlyTheMachineKnowsStaysUnknown(String word) {
    assertEquals(String.valueOf(Text.HOLE), simple("a " + word).words().get(1).text(KNOWN).chars());
  }

  @Test
  void partsKnowTheirPlaces() {
    Command.Simple simple = simple("X=1 serve -p \"${PORT:-8080}\"x > log");
    SourceFile file = simple.source().span().file();
    assertEquals(file.span(0, 35), simple.source().span());
    assertEquals(file.span(0, 1), simple.assignments().get(0).name().span());
    Word word = simple.words().get(2);
    assertEquals(file.span(13, 29), word.source().span());
    Part.Variable port = (Part.Variable) word.parts().get(0);
    assertEquals(file.span(16, 20), port.name().span());
    assertEquals(file.span(14, 27), port.source().span());
    assertEquals(file.span(22, 26), port.word().text().span());
    assertEquals("8080x", word.text(KNOWN).chars());
    assertEquals(file.span(22, 26), word.text(KNOWN).slice(0, 4).span());
  }

  @Test
  void findsSimpleCommandsEverywhere() {
    String script =
        "a $(b); if c; then d; fi; e() { f; }; while g; do h \"`i`\"; done; X=$(j) k <<E\n$(l)\nE";
    assertEquals(
        "a b c d f g h i k j l",
        parse(script).simpleCommands().stream()
            .map(command -> command.words().get(0).text().chars())
            .collect(Collectors.joining(" ")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "$(", "{ ", "if ", "\"${A:-", "while ", "f() {\n", "`\\`"})
  void endlessNestingIsRefused(String opening) {
    assertFalse(parse(opening.repeat(5000) + "x").problems().isEmpty());
  }

  @Test
  void nestingHasALimit() {
    List<Problem> problems = parse("{ ".repeat(5000) + "a;" + "}; ".repeat(5000)).problems();
    assertEquals(1, problems.size());
    assertEquals(Problem.Kind.LIMIT, problems.get(0).kind());
  }

  @Test
  void aLongScriptTakesLinearTime() {
    assertEquals(100_000, parse("a 'b' \"$c\"\n".repeat(100_000)).statements().size());
    assertEquals(1, parse("a && ".repeat(100_000) + "a").statements().size());
    assertEquals(20_000, parse("cat <<E\nx\nE\n".repeat(20_000)).statements().size());
  }

  @Test
  void readsAWholeScriptAndAnyPartOfIt() throws IOException {
    String text = Files.readString(Path.of("testdata/syntax/shell/entrypoint.sh"));
    ShellScript whole = parse(text);
    assertEquals(List.of(), whole.problems());
    assertEquals(32, whole.simpleCommands().size());
    for (int end = 0; end < text.length(); end++) {
      SourceFile file = new SourceFile(new FilePath("run.sh"), text.substring(0, end));
      ShellScript part = ShellScript.parse(Text.of(file.span()));
      for (Command.Simple simple : part.simpleCommands()) {
        assertTrue(file.span().contains(simple.source().span()));
      }
    }
  }
}
