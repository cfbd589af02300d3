package dev.dialtone.syntax.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeStepTest {
  private static final Variables CONTAINER =
      name ->
          name.equals("PORT")
              ? new Variables.Answer.Set(text("9000"))
              : new Variables.Answer.Unset();

  private static Text text(String value) {
    return Text.of(new SourceFile(new FilePath("compose.yaml"), value).span());
  }

  /** {@code program host:port} of each step, with a mark on those that decide. */
  private static String shown(List<ProbeStep> steps) {
    return steps.stream().map(ProbeStepTest::shown).collect(Collectors.joining(" "));
  }

  private static String shown(ProbeStep step) {
    String contacts =
        step.contacts().stream()
            .map(c -> "(" + c.host() + ":" + c.port() + " by " + step.client() + ")")
            .collect(Collectors.joining());
    return step.program() + (step.decides() ? "!" : "") + contacts;
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '\u0000',
      value = {
        "curl -f http://localhost:80/ -> curl!(localhost:80 by curl)",
        "curl -f http://localhost:$PORT || exit 1 -> curl!(localhost:9000 by curl)",
        "curl -f localhost:80 || { echo no; exit 1; } -> curl!(localhost:80 by curl)",
        "curl -f localhost:80 || exit 0 -> curl(localhost:80 by curl)",
        "curl -f localhost:80 || true -> curl(localhost:80 by curl)",
        "curl -f a:1 || wget b:2 -> curl(a:1 by curl) wget(b:2 by wget)",
        "curl -f a:1 && wget b:2 || exit 1 -> curl!(a:1 by curl) wget!(b:2 by wget)",
        "(curl -f a:1 || wget b:2) && nc c 3 -> curl(a:1 by curl) wget(b:2 by wget) nc!(c:3 by nc)",
        "curl -f a:1; nc b 2 -> curl(a:1 by curl) nc!(b:2 by nc)",
        "curl -f a:1 || exit 1; nc b 2 -> curl!(a:1 by curl) nc!(b:2 by nc)",
        "set -e; curl -f a:1; nc b 2 -> curl!(a:1 by curl) nc!(b:2 by nc)",
        "curl -f a:1; exit 0 -> curl(a:1 by curl)",
        "curl -f a:1; exit $? -> curl!(a:1 by curl)",
        "! curl -f a:1 -> curl(a:1 by curl)",
        "redis-cli -h a ping | grep PONG -> redis-cli!(a: by redis-cli) grep!",
        "redis-cli -h a ping | cat -> redis-cli(a: by redis-cli) cat!",
        "[ \"$(redis-cli -h a ping)\" = PONG ] -> redis-cli!(a: by redis-cli)",
        "if curl -f a:1; then exit 0; else exit 1; fi -> curl(a:1 by curl)",
        "command -v curl && curl -f a:1 -> curl!(a:1 by curl)",
        "timeout 5 bash -c '</dev/tcp/a/1' -> timeout! bash! 1!(a:1 by bash)",
        "exec 3<>/dev/tcp/a/1 && echo x >&3 -> 1!(a:1 by sh)",
        "PORT=7 sh -c 'nc -z a $PORT' -> sh! nc!(a:7 by nc)",
        "wait-for-it a:1 -t 5 -> wait-for-it!(a:1 by wait-for-it)",
        "node -e \"fetch('http://a:1/x')\" -> node!(a:1 by node)",
        "node -e \"fetch('http://a:' + port)\" -> node!",
        "python3 -c \"socket.create_connection(('localhost', 80))\" -> python3!(localhost:80 by python3)",
        "node healthcheck.js -> node!",
        "sqlcmd -S a,1433 -Q 'SELECT 1' -> sqlcmd!(a:1433 by sqlcmd)",
      })
  void stepsOfAScript(String script, String steps) {
    assertEquals(steps, shown(ProbeStep.ofScript(text(script), CONTAINER)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '\u0000',
      value = {
        "curl,-f,http://a:1/ -> curl!(a:1 by curl)",
        "sh,-c,curl -f a:1 || exit 1 -> sh! curl!(a:1 by curl)",
        "curl,-f,http://a:1/,||,exit,1 -> curl!(a:1 by curl)",
        "busybox,wget,-q,a:1 -> busybox! wget!(a:1 by wget)",
      })
  void stepsOfWords(String words, String steps) {
    List<Text> exec = List.of(words.split(",")).stream().map(ProbeStepTest::text).toList();
    assertEquals(steps, shown(ProbeStep.of(exec, CONTAINER)));
  }
}
