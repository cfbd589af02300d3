package dev.dialtone.syntax.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchTest {
  /** PORT is 9000, WAIT_HOSTS names two servers, PGHOST is {@code pg}. */
  private static final Variables CONTAINER =
      name ->
          switch (name) {
            case "PORT" -> set("9000");
            case "WAIT_HOSTS" -> set("db:5432, cache:6379");
            case "PGHOST" -> set("pg");
            default -> new Variables.Answer.Unset();
          };

  private static Variables.Answer set(String value) {
    return new Variables.Answer.Set(text(value));
  }

  private static Text text(String value) {
    return Text.of(new SourceFile(new FilePath("compose.yaml"), value).span());
  }

  private static Launch script(String line) {
    return Launch.ofScript(text(line), CONTAINER);
  }

  private static Launch words(String... words) {
    return Launch.of(List.of(words).stream().map(LaunchTest::text).toList(), CONTAINER);
  }

  /** {@code ROLE name arguments}, one program behind each bar. */
  private static String programs(Launch launch) {
    return launch.programs().stream()
        .map(p -> p.role() + " " + joined(p.words()))
        .collect(Collectors.joining(" | "));
  }

  private static String joined(List<Text> words) {
    return words.stream().map(Text::toString).collect(Collectors.joining(" "));
  }

  private static String waits(Launch launch) {
    return launch.waits().stream()
        .map(Wait::contact)
        .map(c -> c.protocol() + "//" + c.host() + ":" + c.port())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '\t',
      quoteCharacter = '~',
      textBlock =
          """
          a b \t FINAL a b
          a && b; c \t STEP a | STEP b | FINAL c
          a && exec b c; d \t STEP a | FINAL b c
          a & b & wait \t BACKGROUND a | BACKGROUND b
          a || b \t FINAL a | CONDITIONAL b
          a && b || exit 1 \t STEP a | FINAL b
          a | tee log \t FINAL a | FINAL tee log
          a; exit 0 \t FINAL a
          if a; then b; else exec c; fi \t STEP a | CONDITIONAL b | CONDITIONAL c
          [ -f x ] && a \t CONDITIONAL a
          case $X in a) b;; *) c;; esac; d \t CONDITIONAL b | CONDITIONAL c | FINAL d
          (a; b) & c \t BACKGROUND a | BACKGROUND b | FINAL c
          cd /srv && umask 022 && a \t FINAL a
          f() { a "$1"; }; f x; b \t STEP a x | FINAL b
          f() { f; }; f; a \t FINAL a
          until a; do sleep 1; done; b \t RETRIED a | CONDITIONAL sleep 1 | FINAL b
          while true; do a; sleep 60; done \t STEP a | FINAL sleep 60
          serve -p $PORT \t FINAL serve -p 9000
          serve -p ${WEB:-8000} \t FINAL serve -p 8000
          PORT=1; serve -p $PORT \t FINAL serve -p 1
          if a; then PORT=1; fi; serve $PORT \t STEP a | FINAL serve …
          (PORT=1); serve $PORT \t FINAL serve 9000
          . ./env; serve $PORT \t FINAL serve …
          read PORT; serve $PORT \t FINAL serve …
          set -- a b; exec "$@" c \t FINAL a b c
          set -- a b; shift; exec "$@" \t FINAL b
          eval "a b" \t FINAL a b
          command -v a >/dev/null; command b \t FINAL b
          eval "$(a)"; b $PORT \t FINAL b …
          $X a \t FINAL … a
          """)
  void followsAScript(String line, String expected) {
    Launch launch = script(line);
    assertEquals(expected, programs(launch));
    assertEquals(List.of(), launch.problems());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '\t',
      quoteCharacter = '~',
      textBlock =
          """
          sh -c 'a; exec b' \t STEP a | FINAL b
          bash -euo pipefail -c 'a "$0" "$1"' x y \t FINAL a … y
          sh -c 'exec "$@"' x a b \t FINAL a b
          sh script.sh \t FINAL sh script.sh
          env A=b -u C a \t FINAL a
          env -S 'a b' \t FINAL a b
          dumb-init -- a b \t FINAL a b
          /usr/bin/tini -s -p SIGTERM -- a -x \t FINAL a -x
          gosu app:app a \t FINAL a
          su-exec app a -b \t FINAL a -b
          su - app -c 'a b' \t FINAL a b
          runuser -u app -- a b \t FINAL a b
          sudo -u app -E X=1 a \t FINAL a
          nice -n 5 nohup a \t FINAL a
          timeout -k 5 30 a \t FINAL a
          stdbuf -oL a \t FINAL a
          time -p a \t FINAL a
          catchsegv a \t FINAL a
          xvfb-run -a -s '-screen 0' a \t FINAL a
          ddtrace-run a \t FINAL a
          newrelic-admin run-program a \t FINAL a
          opentelemetry-instrument --service_name x a b \t FINAL a b
          doppler run -p x -- a \t FINAL a
          doppler run --command 'a && b' \t STEP a | FINAL b
          infisical run --env=dev -- a \t FINAL a
          op run --env-file .env -- a \t FINAL a
          watchmedo auto-restart -d . -p '*.py' -R -- a -b \t FINAL a -b
          watchexec -w src -r -- a \t FINAL a
          reflex -r '\\.go$' -s -- a \t FINAL a
          nodemon -w src --exec 'a b' -x 'c' \t FINAL a b c
          nodemon app.js \t FINAL nodemon app.js
          concurrently -n x,y 'a b' "npm:c" \t FINAL a b | FINAL npm run c
          npm-run-all --parallel a b \t FINAL npm run a | FINAL npm run b
          pm2-runtime app.js \t FINAL pm2-runtime app.js
          pm2-runtime start npm -- start \t FINAL npm -- start
          docker-entrypoint.sh a b \t FINAL a b
          /entrypoint.sh a \t FINAL a
          docker-entrypoint.sh -p 1 \t FINAL docker-entrypoint.sh -p 1
          docker-entrypoint.sh \t FINAL docker-entrypoint.sh
          wait-for.sh -t 0 : -- a \t FINAL a
          busybox httpd -f \t FINAL httpd -f
          air -c x.toml \t FINAL air -c x.toml
          """)
  void followsWrappers(String line, String expected) {
    assertEquals(expected, programs(script(line)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '\t',
      quoteCharacter = '~',
      textBlock =
          """
          wait-for-it db:5432 -t 60 -- a \t FINAL a \t //db:5432
          ./wait-for-it.sh -h db -p 5433 -s -- a \t FINAL a \t //db:5433
          wait-for-it --host=db --port=5434 \t FINAL wait-for-it --host=db --port=5434 \t //db:5434
          wait-for http://web:8080/up -- a \t FINAL a \t http//web:8080
          wait4x tcp db:5435 cache:6379 -t 30s -- a \t FINAL a \t //db:5435 //cache:6379
          wait4x mysql 'u:p@tcp(db:3306)/x' -- a \t FINAL a \t mysql//db:3306
          wait-on tcp:db:5436 http://web:81 && a \t STEP wait-on tcp:db:5436 http://web:81 | FINAL a \t //db:5436 http//web:81
          dockerize -wait tcp://db:5437 -timeout 9s -wait=http://web a -b \t FINAL a -b \t tcp//db:5437 http//web:
          /wait && a \t STEP /wait | FINAL a \t //db:5432 //cache:6379
          until pg_isready -h db -p 5438; do :; done; a \t RETRIED pg_isready -h db -p 5438 | FINAL a \t postgresql//db:5438
          until pg_isready; do :; done \t RETRIED pg_isready \t postgresql//pg:
          until PGHOST=other psql -c '\\q'; do :; done \t RETRIED psql -c \\q \t postgresql//other:
          until psql postgres://u:p@db:5439/x; do :; done \t RETRIED psql postgres://u:p@db:5439/x \t postgres//db:5439
          while ! nc -z -w 2 db 5440; do :; done \t RETRIED nc -z -w 2 db 5440 \t //db:5440
          while ! nc -zw2 db 5441; do :; done \t RETRIED nc -zw2 db 5441 \t //db:5441
          until curl -fs -o /dev/null http://es:9200/x; do :; done \t RETRIED curl -fs -o /dev/null http://es:9200/x \t http//es:9200
          until curl es:9201; do :; done \t RETRIED curl es:9201 \t http//es:9201
          until wget -qO- http://u:p@es; do :; done \t RETRIED wget -qO- http://u:p@es \t http//es:
          until mysqladmin ping -hdb -P3307; do :; done \t RETRIED mysqladmin ping -hdb -P3307 \t mysql//db:3307
          until redis-cli -h cache ping; do :; done \t RETRIED redis-cli -h cache ping \t redis//cache:
          until mongosh --host m:27018; do :; done \t RETRIED mongosh --host m:27018 \t mongodb//m:27018
          until mc alias set x http://s3:9000; do :; done \t RETRIED mc alias set x http://s3:9000 \t http//s3:9000
          until kafka-topics --list --bootstrap-server k:29092,l:1; do :; done \t RETRIED kafka-topics --list --bootstrap-server k:29092,l:1 \t kafka//k:29092 kafka//l:1
          until (echo >/dev/tcp/db/5442); do :; done \t RETRIED echo \t //db:5442
          timeout 9 bash -c 'until </dev/tcp/db/5443; do :; done' \t \t //db:5443
          until [ "$(curl -so /dev/null http://web:82)" ]; do :; done \t \t http//web:82
          for i in 1 2; do nc -z db 5444 && break; done \t RETRIED nc -z db 5444 \t //db:5444
          while :; do if nc -z db 5445; then break; fi; sleep 1; done \t RETRIED nc -z db 5445 | FINAL sleep 1 \t //db:5445
          until nc -z '[::1]' 5446; do :; done \t RETRIED nc -z [::1] 5446 \t //[::1]:5446
          until curl http://[::1]:5447/; do :; done \t RETRIED curl http://[::1]:5447/ \t http//::1:5447
          """)
  void notesWhatIsWaitedFor(String line, String programs, String waits) {
    Launch launch = script(line);
    assertEquals(programs == null ? "" : programs, programs(launch));
    assertEquals(waits, waits(launch));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '\t',
      quoteCharacter = '~',
      textBlock =
          """
          nc -z db 5432 && a
          while true; do curl http://web/cron; sleep 60; done
          while curl http://web; do :; done
          if pg_isready -h db; then a; fi
          until a; do b; done
          wait-for-it --help
          wait-for : -- a
          """)
  void doesNotTakeOtherProgramsForWaits(String line) {
    assertEquals(List.of(), script(line).waits());
  }

  @Test
  void wordsForTheKernelAreNoScript() {
    assertEquals("FINAL echo $PORT && a", programs(words("echo", "$PORT", "&&", "a")));
    assertEquals(
        "STEP a | FINAL serve 9000",
        programs(words("docker-entrypoint.sh", "sh", "-c", "a && exec serve $PORT")));
    assertEquals("", programs(words()));
  }

  @Test
  void programsKnowTheirEnvironmentAndWrappers() {
    String line = "X=1 A=b tini -- sh -c 'export C=d; E=f; exec env G=h serve'";
    Program serve = script(line).programs().get(0);
    assertEquals(
        "X=1 A=b C=d G=h",
        serve.environment().stream()
            .map(s -> s.name() + "=" + s.value())
            .collect(Collectors.joining(" ")));
    assertEquals("tini sh env", joined(serve.wrappers()));
    assertEquals(line.indexOf("serve"), serve.name().span().start());
    assertEquals("serve", serve.baseName());
  }

  @Test
  void anAssignmentToAVariableOfTheContainerReachesPrograms() {
    assertEquals(
        List.of(new Program.Setting(text("PORT"), text("1"))),
        script("PORT=1; Q=2; serve").programs().get(0).environment());
  }

  @Test
  void unexportedVariablesDoNotReachAnotherShell() {
    assertEquals("FINAL a …", programs(script("Q=2; sh -c 'a $Q'")));
    assertEquals("FINAL a 2", programs(script("export Q=2; sh -c 'a $Q'")));
  }

  @Test
  void valuesFromTheContainerKeepTheirPlace() {
    Text port = script("serve -p $PORT").programs().get(0).words().get(2);
    assertEquals("9000", port.span().text());
    assertEquals("$PORT", port.site().text());
  }

  @Test
  void waitsStandAtTheProgramThatWaits() {
    Wait wait = script("./wait-for-it.sh db:5432 -- a").waits().get(0);
    assertEquals("./wait-for-it.sh", wait.at().span().text());
    assertEquals("db", wait.contact().host().span().text());
    assertEquals("5432", wait.contact().port().span().text());
  }

  @Test
  void socketsThatAShellOpensAreNoted() {
    Launch launch = script("bash -c ':> /dev/tcp/127.0.0.1/6333' || exit 1");
    assertEquals("", programs(launch));
    assertEquals(List.of(new Contact(text("127.0.0.1"), text("6333"), "")), launch.sockets());
    assertEquals(List.of(), launch.waits());
  }

  @Test
  void givingUpIsNoSuccess() {
    assertEquals(
        "", waits(script("while true; do if curl http://web; then exit 1; fi; sleep 1; done")));
    assertEquals(
        "http//web:",
        waits(script("while true; do if curl http://web; then exit 0; fi; sleep 1; done")));
    assertEquals("CONDITIONAL a", programs(script("for i in 1; do ((i > 2)) && a; done")));
  }

  @Test
  void circlesEnd() {
    String line = "env ".repeat(100) + "a";
    assertEquals("FINAL " + "env ".repeat(80) + "a", programs(script(line)));
  }

  @Test
  void callsThatDoubleEnd() {
    Launch launch = script("f() { f; f; a; }; f");
    assertEquals(1, launch.problems().size());
    assertEquals(Problem.Kind.LIMIT, launch.problems().get(0).kind());
    assertEquals("more than 4000 commands are run", launch.problems().get(0).message());
  }

  @Test
  void aBranchThatOnlyAssignsEndsNoLoop() {
    assertEquals(
        "STEP a | STEP b | FINAL sleep 1",
        programs(script("while true; do if a; then X=1; fi; b; sleep 1; done")));
  }

  @Test
  void brokenScriptsAreReported() {
    Launch launch = script("a && sh -c 'b \"c'");
    assertEquals(1, launch.problems().size());
    assertEquals("this `\"` is never closed", launch.problems().get(0).message());
    assertEquals("\"", launch.problems().get(0).span().text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '"',
      value = {
        "a && b => a b",
        "a; b => b",
        "set -e; a; b && c; d => a c d",
        "set -ex; a; (set +e; b; c); d => a c d",
        "a || true => -",
        "a || b && c => c",
        "a || exit 1 => a",
        "a || exit 0 => -",
        "a & b => b",
        "set -o pipefail; a | b => a b",
        "a | b => b",
        "! a => -",
        "if a; then b; fi => -",
        "[ -f x ] && a => -",
        "until a; do b; done; c => a c",
        "until a; do n=1; [ $n = 9 ] && exit 1; done => -",
        "while :; do a && break; b; done => a",
        "for i in 1 2; do a && break; done; b => b",
        "f() { a; b; }; f => b",
        "sh -c 'a; b' && timeout 5 c => b c",
        "{ a && b; } && c => a b c"
      })
  void aProgramIsDecisiveIfTheCommandCannotSucceedWithoutIt(String script, String decisive) {
    assertEquals(
        decisive,
        script(script).programs().stream()
            .filter(Program::decisive)
            .map(Program::baseName)
            .collect(Collectors.collectingAndThen(Collectors.joining(" "), LaunchTest::orDash)));
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  @Test
  void waitForItStartsItsCommandAnywayUnlessItIsStrict() {
    assertEquals(
        List.of(false, true, true),
        script("wait-for-it db:5432 -- a && wait-for-it -s db:5432 -- b && wait-for-it db:5432")
            .waits()
            .stream()
            .map(Wait::decisive)
            .toList());
  }
}
