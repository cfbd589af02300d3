package dev.dialtone.format.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.model.CommandLine;
import dev.dialtone.model.facts.ImageRecipe;
import dev.dialtone.model.facts.ImageRecipe.Instruction;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileReaderTest {
  private static final Path FOLDER = Path.of("testdata/syntax/dockerfile");
  private static final String FROM = "FROM x\n";

  /** In a table, the end of a line is {@code ⏎}, a tab {@code ␉}, a carriage return {@code ␍}. */
  private static String written(String cell) {
    return cell.replace("⏎", "\n").replace("␉", "\t").replace("␍", "\r");
  }

  private static Reading<ImageRecipe> read(String text) {
    return DockerfileReader.read(new SourceFile(new FilePath("Dockerfile"), text));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '¦',
      textBlock =
          """
          CMD node server.js                ¦ CMD shell node server.js[4-18]
          cmd ["node", "s.js"]              ¦ CMD exec node[6-10] s.js[14-18]
          CMD [ "a" , "b" ]␉                ¦ CMD exec a[7-8] b[13-14]
          CMD []                            ¦ ~CMD exec ~
          CMD                               ¦ CMD shell [3-3]
          CMD ['node', 's.js']              ¦ CMD shell ['node', 's.js'][4-20]
          CMD ["a" "b"]                     ¦ CMD shell ["a" "b"][4-13]
          CMD ["a",]                        ¦ CMD shell ["a",][4-10]
          CMD ["a"] b                       ¦ CMD shell ["a"] b[4-11]
          CMD ["\\x"]                       ¦ CMD shell ["\\x"][4-10]
          CMD ["a\\"b\\u0041", ""]          ¦ CMD exec a"bA[6-16] [20-20]
          CMD ["\\ud83d\\ude00"]            ¦ CMD exec 😀[6-18]
          ENTRYPOINT exec top -b            ¦ ENTRYPOINT shell exec top -b[11-22]
          RUN  a  &&  b                     ¦ RUN shell a  &&  b[5-13]
          RUN --network=none --mount=type=cache,target=/x y ¦ RUN shell y[48-49]
          RUN -- --not-a-flag               ¦ RUN shell --not-a-flag[7-19]
          RUN a \\⏎ b                       ¦ RUN shell a  b[4-10]
          RUN a\\ ␉⏎b                       ¦ RUN shell ab[4-10]
          RUN a \\⏎# comment⏎  # more⏎⏎ b   ¦ RUN shell a  b[4-30]
          RUN a \\\\⏎CMD c                  ¦ RUN shell a \\\\[4-8] CMD shell c[13-14]
          ~RUN a \\⏎~                       ¦ RUN shell a[4-5]
          RUN a # b                         ¦ RUN shell a # b[4-9]
          RUN a \\␍⏎b␍⏎CMD c␍               ¦ RUN shell a b[4-10] CMD shell c[16-17]
          RUN <<EOF⏎a⏎b⏎EOF                 ¦ RUN shell a⏎b⏎[10-14]
          RUN <<-E⏎␉a⏎␉␉b⏎␉E⏎CMD c         ¦ RUN shell a⏎b⏎[10-16] CMD shell c[23-24]
          RUN sh <<'A B'⏎x⏎A B              ¦ RUN shell sh <<'A B'⏎x⏎A B[4-20]
          RUN a <<X b <<Y⏎1⏎X⏎2⏎Y           ¦ RUN shell a <<X b <<Y⏎1⏎X⏎2⏎Y[4-23]
          RUN cat << EOF⏎1⏎EOF⏎CMD c        ¦ RUN shell cat << EOF⏎1⏎EOF[4-20] CMD shell c[25-26]
          RUN cat <<< x⏎CMD c               ¦ RUN shell cat <<< x[4-13] CMD shell c[18-19]
          RUN it's <<EOF⏎CMD c              ¦ RUN shell it's <<EOF[4-14] CMD shell c[19-20]
          RUN "<<EOF" '<<EOF'⏎CMD c         ¦ RUN shell "<<EOF" '<<EOF'[4-19] CMD shell c[24-25]
          RUN ["<<EOF"]⏎CMD c               ¦ RUN exec <<EOF[6-11] CMD shell c[18-19]
          RUN <<EOF⏎#!/bin/x⏎EOF            ¦ RUN shell <<EOF⏎#!/bin/x⏎EOF[4-22]
          RUN <<EOF⏎a \\⏎EOF⏎CMD c          ¦ RUN shell a \\⏎[10-14] CMD shell c[22-23]
          ENV A=b                           ¦ ENV A[4-5]=b[6-7]
          ENV A=b C="d e" F='g h' I=j\\ k   ¦ ENV A[4-5]=b[6-7] C[8-9]="d e"[10-15] F[16-17]='g h'[18-23] I[24-25]=j\\ k[26-30]
          ENV A b  c="d"                    ¦ ENV A[4-5]=b  c="d"[6-14]
          ENV A=b \\⏎    C=d                ¦ ENV A[4-5]=b[6-7] C[14-15]=d[16-17]
          ENV A=b\\⏎c                       ¦ ENV A[4-5]=bc[6-10]
          ENV A=                            ¦ ENV A[4-5]=[6-6]
          ENV A==b=c                        ¦ ENV A[4-5]==b=c[6-10]
          ENV A="x"y'z'                     ¦ ENV A[4-5]="x"y'z'[6-13]
          Env A=$B/${C:-"d}"}               ¦ ENV A[4-5]=$B/${C:-"d}"}[6-19]
          ARG A                             ¦ ARG A[4-5]
          ARG A B=c D="e f"                 ¦ ARG A[4-5] ARG B[6-7]=c[8-9] ARG D[10-11]="e f"[12-17]
          EXPOSE 80 443/tcp $PORT           ¦ EXPOSE 80[7-9] 443/tcp[10-17] $PORT[18-23]
          EXPOSE␉53/UDP  7000-7005 "8080"   ¦ EXPOSE 53/UDP[7-13] 7000-7005[15-24] "8080"[25-31]
          EXPOSE 127.0.0.1:80:8080          ¦ EXPOSE 127.0.0.1:80:8080[7-24]
          HEALTHCHECK NONE                  ¦ HEALTHCHECK NONE
          HEALTHCHECK --retries=1 none      ¦ HEALTHCHECK NONE
          HEALTHCHECK cmd curl -f x         ¦ HEALTHCHECK shell curl -f x[16-25]
          HEALTHCHECK --interval=5s --timeout=1m2.5s CMD ["a"] ¦ HEALTHCHECK interval[14-22]=5s[23-25] timeout[28-35]=1m2.5s[36-42] exec a[49-50]
          HEALTHCHECK --interval="5s" \\⏎ CMD a ¦ HEALTHCHECK interval[14-22]=5s[24-26] shell a[35-36]
          COPY a b c/                       ¦ COPY a[5-6] b[7-8] -> c/[9-11]
          COPY --from=build --chown=1:1 /a ./ ¦ COPY from build[12-17]: /a[30-32] -> ./[33-35]
          COPY ["a b", "c"]                 ¦ COPY a b[7-10] -> c[14-15]
          COPY <<EOF /x⏎y⏎EOF               ¦ COPY  EOF[7-10]{y⏎[14-16]} -> /x[11-13]
          COPY a <<"E" <<-F /x/⏎1⏎E⏎␉2⏎␉F   ¦ COPY a[5-6] E[10-11]{raw 1⏎[22-24]} F[16-17]{2⏎[27-29]} -> /x/[18-21]
          ADD http://h/f.tgz /opt           ¦ COPY http://h/f.tgz[4-18] -> /opt[19-23]
          WORKDIR /a b/$C                   ¦ WORKDIR /a b/$C[8-15]
          USER app:app                      ¦ USER app:app[5-12]
          SHELL ["bash", "-c"]              ¦ SHELL bash[8-12] -c[16-18]
          ONBUILD COPY a b                  ¦ ONBUILD COPY a[13-14] -> b[15-16]
          ONBUILD RUN <<E⏎x⏎E⏎CMD c         ¦ ONBUILD RUN shell x⏎[16-18] CMD shell c[24-25]
          LABEL a=b c="d e"                 ¦ LABEL[0-5] a=b c="d e"[6-17]
          VOLUME ["/a", "/b"]               ¦ VOLUME[0-6] ["/a", "/b"][7-19]
          Stopsignal SIGTERM                ¦ Stopsignal[0-10] SIGTERM[11-18]
          MAINTAINER A B <a@b>              ¦ MAINTAINER[0-10] A B <a@b>[11-20]
          ~  # escape=` is too late⏎CMD a `⏎CMD b~ ¦ CMD shell a `[29-32] CMD shell b[37-38]
          """)
  void readsAnInstruction(String lines, String expected) {
    Reading<ImageRecipe> reading = read("FROM y AS build\n" + FROM + written(lines));
    assertEquals(List.of(), reading.problems());
    int origin = "FROM y AS build\n".length() + FROM.length();
    String actual =
        String.join(
            " ",
            reading.facts().stages().get(1).instructions().stream()
                .map(new RecipeText(origin)::of)
                .toList());
    assertEquals(expected, actual);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '¦',
      textBlock =
          """
          FROM a:1@sha256:2 as b            ¦ FROM a:1@sha256:2[5-17] AS b[21-22]
          ~  from --platform=linux/$A ${B:-c}~ ¦ FROM ${B:-c}[27-34] ON linux/$A[18-26]
          ARG A=1 B⏎FROM x$A                ¦ ARG A[4-5]=1[6-7] ARG B[8-9] FROM x$A[15-18]
          FROM a AS b⏎FROM B⏎USER c         ¦ FROM a[5-6] AS b[10-11] FROM B[17-18] USER c[24-25]
          # escape=`⏎FROM a`⏎:1⏎CMD b\\⏎    ¦ FROM a:1[16-20] CMD shell b\\[25-27]
          #syntax = docker/dockerfile:1⏎#Escape=`⏎FROM `⏎a ¦ FROM a[46-47]
          # syntax=docker/dockerfile:1⏎⏎# escape=`⏎FROM a ¦ FROM a[46-47]
          # syntax=example.test/ours:1⏎INCLUDE x⏎FROM a ¦ FROM a[44-45]
          ~\uFEFFFROM a~                    ¦ FROM a[5-6]
          FROM \\⏎  a \\⏎  AS b⏎⏎           ¦ FROM a[9-10] AS b[18-19]
          """)
  void readsStages(String text, String expected) {
    Reading<ImageRecipe> reading = read(written(text));
    assertEquals(List.of(), reading.problems());
    assertEquals(expected, String.join(" ", new RecipeText(0).of(reading.facts())));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '¦',
      textBlock =
          """
          ~~                         ¦ ~~ ¦ there is no instruction in it
          # only a comment           ¦ ~~ ¦ there is no instruction in it
          ARG A=1                    ¦ ~~ ¦ there is no `FROM`
          ~RUN a⏎CMD b⏎FROM x~       ¦ RUN ¦ `RUN` stands before the first `FROM`
          FORM x                     ¦ FORM ¦ `FORM` is no instruction; did you mean `FROM`?
          FROM x⏎EXPSOE 80           ¦ EXPSOE ¦ `EXPSOE` is no instruction; did you mean `EXPOSE`?
          FROM x⏎⏎ \\⏎⏎# c          ¦ \\ ¦ nothing follows this `\\`
          FORM x⏎RUN a               ¦ FORM ¦ `FORM` is no instruction; did you mean `FROM`?
          FROM x⏎WRONG 80            ¦ WRONG ¦ `WRONG` is no instruction
          FROM x⏎RUN a⏎  && b        ¦ && ¦ `&&` is no instruction; does the line above lack its `\\`?
          FROM                       ¦ FROM ¦ `FROM` takes an image, or an image with `AS` and a name for the stage
          FROM x as                  ¦ x as ¦ `FROM` takes an image, or an image with `AS` and a name for the stage
          FROM x AS 1st              ¦ 1st ¦ the name of a stage begins with a letter and goes on with letters, digits, `-`, `_`, `.`
          FROM ${A                   ¦ ${A ¦ `${` is not closed
          FROM x${A^}                ¦ ${A^ ¦ `^` is no operator in `${...}`
          FROM x${}                  ¦ ${} ¦ `${` needs the name of a variable behind it
          FROM --platfrom=a x        ¦ --platfrom=a ¦ `FROM` has no flag `--platfrom`; did you mean `--platform`?
          FROM x⏎COPY --form=a b c   ¦ --form=a ¦ `COPY` has no flag `--form`; did you mean `--from`?
          FROM x⏎CMD --port 80       ¦ --port ¦ `CMD` has no flag `--port`
          FROM x⏎COPY --chown b c    ¦ --chown ¦ `--chown` needs a value
          FROM x⏎COPY --link=1 b c   ¦ --link=1 ¦ `--link` is `true` or `false`
          FROM x⏎COPY --from=a --from=d b c ¦ --from=d ¦ `--from` is given twice
          FROM x⏎COPY --from=$A b c  ¦ $A ¦ `--from` takes no variables
          FROM x⏎COPY --from=1 b c   ¦ 1 ¦ the stage `1` is not built before this
          FROM x AS a⏎COPY --from=A b c ¦ A ¦ the stage `A` is not built before this
          FROM x⏎COPY a              ¦ a ¦ `COPY` needs a source and a target
          FROM x⏎ADD                 ¦ ADD ¦ `ADD` needs a source and a target
          FROM x⏎COPY a <<EOF⏎EOF    ¦ <<EOF ¦ a here-document cannot be the target
          FROM x⏎COPY ["a", 1]       ¦ 1 ¦ the list form takes strings in double quotes only
          FROM x⏎CMD ["a", {"b": [true, -1.5e3, null]}, 2] ¦ {"b": [true, -1.5e3, null]} ¦ the exec form takes strings in double quotes only
          FROM x⏎ENV                 ¦ ENV ¦ `ENV` needs a name and a value
          FROM x⏎ENV A               ¦ A ¦ `ENV` needs a value behind the name
          FROM x⏎ENV A=b c d=e       ¦ c ¦ `c` has no `=`; a value with blanks needs quotes
          FROM x⏎ENV =b              ¦ =b ¦ a name is missing before the `=`
          FROM x⏎ENV A=it's          ¦ 's ¦ this quote is not closed
          FROM x⏎ENV A=b"c\\"        ¦ "c\\" ¦ this quote is not closed
          FROM x⏎ARG                 ¦ ARG ¦ `ARG` needs a name
          FROM x⏎ARG =b              ¦ =b ¦ a name is missing before the `=`
          FROM x⏎EXPOSE              ¦ EXPOSE ¦ `EXPOSE` needs a port
          FROM x⏎EXPOSE 80 # web     ¦ # ¦ a comment needs a line of its own
          FROM x⏎EXPOSE 80,443       ¦ 80,443 ¦ `80,443` is no port
          FROM x⏎EXPOSE 65536        ¦ 65536 ¦ `65536` is no port
          FROM x⏎EXPOSE 80/icmp      ¦ 80/icmp ¦ `80/icmp` is no port
          FROM x⏎EXPOSE 90-80        ¦ 90-80 ¦ `90-80` is no port
          FROM x⏎SHELL bash -c       ¦ bash -c ¦ `SHELL` takes the exec form only, as `["/bin/sh", "-c"]`
          FROM x⏎SHELL []            ¦ [] ¦ `SHELL` needs a program
          FROM x⏎HEALTHCHECK         ¦ HEALTHCHECK ¦ `HEALTHCHECK` needs `CMD` and a command, or `NONE`
          FROM x⏎HEALTHCHECK curl a  ¦ curl ¦ `HEALTHCHECK` goes on with `CMD` or `NONE`, not `curl`
          FROM x⏎HEALTHCHECK CMD     ¦ CMD ¦ `HEALTHCHECK CMD` needs a command
          FROM x⏎HEALTHCHECK NONE a  ¦ a ¦ nothing can follow `HEALTHCHECK NONE`
          FROM x⏎HEALTHCHECK --interval=30 CMD a ¦ 30 ¦ `30` is no duration of a millisecond or more, as `30s`
          FROM x⏎HEALTHCHECK --timeout=5us CMD a ¦ 5us ¦ `5us` is no duration of a millisecond or more, as `30s`
          FROM x⏎HEALTHCHECK --retries=-1 CMD a ¦ -1 ¦ `-1` is no number of retries
          FROM x⏎WORKDIR             ¦ WORKDIR ¦ `WORKDIR` needs a value
          FROM x⏎USER ${A            ¦ ${A ¦ `${` is not closed
          FROM x⏎VOLUME []           ¦ VOLUME ¦ `VOLUME` needs a folder
          FROM x⏎LABEL a             ¦ a ¦ `LABEL` needs a value behind the name
          FROM x⏎ONBUILD             ¦ ONBUILD ¦ `ONBUILD` needs an instruction
          FROM x⏎ONBUILD FROM y      ¦ FROM ¦ `ONBUILD` cannot be followed by `FROM`
          FROM x⏎ONBUILD CPOY a b    ¦ CPOY ¦ `CPOY` is no instruction; did you mean `COPY`?
          FROM x⏎MAINTAINER          ¦ MAINTAINER ¦ `MAINTAINER` needs a name
          FROM x⏎RUN a <<EOF⏎b       ¦ <<EOF ¦ the here-document is not ended by a line `EOF`
          FROM x⏎RUN <<'EOF'|sh⏎EOF  ¦ <<'EOF'|sh ¦ the here-document is not ended by a line `EOF|sh`
          # escape=x⏎FROM x          ¦ x ¦ only `\\` and a backtick can be the escape character
          ~# escape=`⏎# escape=`⏎FROM x~ ¦ escape ¦ the directive `escape` is given twice
          """)
  void refusesWhatBuildKitRefuses(String text, String place, String message) {
    List<Problem> problems = read(written(text)).problems();
    assertEquals(
        List.of(place + " ¦ not valid Dockerfile: " + message),
        problems.stream().map(p -> p.span().text() + " ¦ " + p.message()).toList());
    assertEquals(Problem.Kind.SYNTAX, problems.get(0).kind());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          FROM python:{{ cookiecutter.version }}-slim⏎EXPOSE 80 ¦ {{ cookiecutter.version }}
          FROM python:{{version}}⏎EXPOSE 80 ¦ {{version}}
          {% if web %}⏎FROM x⏎{% endif %} ¦ {% if web %}
          FROM x⏎EXPOSE <%= port %> ¦ <%= port %>
          """)
  void aTemplateIsToldOnceAndConcludesNothing(String text, String mark) {
    Reading<ImageRecipe> reading = read(written(text));
    assertEquals(List.of(), reading.facts().stages());
    assertEquals(
        List.of(
            mark
                + " ¦ TEMPLATE ¦ this looks like a template that is filled in before it is a"
                + " Dockerfile"),
        reading.problems().stream()
            .map(p -> p.span().text() + " ¦ " + p.kind() + " ¦ " + p.message())
            .toList());
  }

  @Test
  void bracesInACommandMakeNoTemplate() {
    String text = FROM + "RUN docker inspect --format '{{.Id}}' x\n";
    assertEquals(List.of(), read(text).problems());
    String broken = text + "EXPOSE web\n";
    assertEquals(Problem.Kind.SYNTAX, read(broken).problems().get(0).kind());
  }

  @Test
  void everyPartOfAContinuedCommandKnowsItsLine() {
    SourceFile file =
        new SourceFile(
            new FilePath("Dockerfile"),
            "FROM x\r\nCMD node \\\r\n  # not this\r\n\r\n  --port 3000 \\\r\n\t--host h\r\n");
    Instruction.Cmd cmd =
        (Instruction.Cmd) DockerfileReader.read(file).facts().stages().get(0).instructions().get(0);
    Text line = ((CommandLine.Shell) cmd.command()).line();
    assertEquals("node   --port 3000 \t--host h", line.chars());
    Text port = line.slice(line.chars().indexOf("3000"), line.chars().indexOf("3000") + 4);
    assertEquals("3000", port.span().text());
    assertEquals("Dockerfile:5:10", port.span().toString());
    Text host = line.slice(line.length() - 1);
    assertEquals("Dockerfile:6:9", host.span().toString());
    assertEquals("2:1 6:10", cmd.span().startPosition().line() + ":1 " + end(cmd));
  }

  private static String end(Instruction instruction) {
    var end = instruction.span().endPosition();
    return end.line() + ":" + end.column();
  }

  @Test
  void anInstructionEndsWithItsHereDocument() {
    Instruction run =
        read(FROM + "RUN <<A cat\n1\nA\nCMD x").facts().stages().get(0).instructions().get(0);
    assertEquals("RUN <<A cat\n1\nA", run.span().text());
  }

  @Test
  void aDockerfileInsideAnotherFileKeepsItsPlaces() {
    SourceFile compose =
        new SourceFile(
            new FilePath("compose.yaml"), "dockerfile_inline: |\n  FROM a\n  EXPOSE 80\n");
    Text inline =
        Text.builder(compose.span(19, 42))
            .append("FROM a\n", compose.span(23, 30))
            .append("EXPOSE 80\n", compose.span(32, 42))
            .build();
    Reading<ImageRecipe> reading = DockerfileReader.read(inline);
    Instruction.Expose expose =
        (Instruction.Expose) reading.facts().stages().get(0).instructions().get(0);
    assertEquals("compose.yaml:3:10", expose.ports().get(0).span().toString());
  }

  @Test
  void readsEveryInstructionOfTheTestFile() throws IOException {
    SourceFile file = file("everything.Dockerfile");
    Reading<ImageRecipe> reading = DockerfileReader.read(file);
    assertEquals(List.of(), reading.problems());
    assertEquals('\\', reading.facts().escape());
    assertEquals(
        Files.readAllLines(FOLDER.resolve("everything.expected")),
        new RecipeText(0).of(reading.facts()));
  }

  @Test
  void readsWhatWindowsWrites() throws IOException {
    Reading<ImageRecipe> reading = DockerfileReader.read(file("windows.Dockerfile"));
    assertEquals(List.of(), reading.problems());
    assertEquals('`', reading.facts().escape());
    assertEquals(
        List.of(
            "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025[17-62]",
            "SHELL powershell[72-82] -Command[86-94]",
            "WORKDIR C:\\app[106-112]",
            "ENV A[118-119]=bc[120-125] D[126-127]=`$e[128-131]",
            "COPY a[138-139] -> C:\\app\\[160-167]",
            "CMD shell node server.js[173-187]"),
        new RecipeText(0).of(reading.facts()));
  }

  @Test
  void tellsEachMistakeOfTheBrokenFile() throws IOException {
    Reading<ImageRecipe> reading = DockerfileReader.read(file("broken.Dockerfile"));
    assertEquals(
        Files.readAllLines(FOLDER.resolve("broken.expected")),
        reading.problems().stream()
            .map(p -> p.span().startPosition().line() + ":" + p.span().text() + ": " + p.message())
            .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"everything.Dockerfile", "windows.Dockerfile", "broken.Dockerfile"})
  void noBeginningOfAFileIsTooMuch(String name) throws IOException {
    String text = file(name).text();
    for (int end = 0; end <= text.length(); end++) {
      Reading<ImageRecipe> reading = read(text.substring(0, end));
      for (ImageRecipe.Stage stage : reading.facts().stages()) {
        String written = stage.span().text().toUpperCase(Locale.ROOT);
        assertEquals("FROM", written.substring(0, 4), "up to " + end);
      }
    }
  }

  @Test
  void aHugeFileTakesLinearTime() {
    String text =
        FROM
            + "RUN a \\\n".repeat(20_000)
            + "b\nENV A=\""
            + "x\\\n".repeat(20_000)
            + "\"\n"
            + "EXPOSE "
            + "80 ".repeat(50_000)
            + "\n"
            + "CMD ["
            + "\"a\\n\",".repeat(50_000)
            + "\"b\"]\n"
            + "CMD "
            + "[".repeat(50_000)
            + "\n"
            + "ENV B="
            + "${A:-".repeat(50_000)
            + "\n"
            + "RUN <<A <<B\n"
            + "A \n".repeat(50_000);
    assertEquals(3, read(text).problems().size());
  }

  private static SourceFile file(String name) throws IOException {
    return new SourceFile(new FilePath(name), Files.readString(FOLDER.resolve(name)));
  }
}
