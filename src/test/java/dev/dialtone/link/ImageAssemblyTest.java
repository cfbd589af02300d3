package dev.dialtone.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.format.dockerfile.DockerfileReader;
import dev.dialtone.model.Build;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageAssemblyTest {
  private static SourceFile file(String text) {
    return new SourceFile(new FilePath("Dockerfile"), text.replace("⏎", "\n"));
  }

  /** Arguments as {@code NAME=value NAME=value}; a value {@code ?} is one that nobody knows. */
  private static List<Build.Argument> arguments(String written) {
    SourceFile file = new SourceFile(new FilePath("compose.yaml"), written);
    List<Build.Argument> arguments = new ArrayList<>();
    for (Text each : Text.of(file.span()).split(c -> c == ' ')) {
      int equals = each.chars().indexOf('=');
      if (equals > 0) {
        Text value = each.slice(equals + 1);
        arguments.add(
            new Build.Argument(
                each.slice(0, equals),
                value.is("?") ? Text.unknown(value.span(), "nobody knows") : value));
      }
    }
    return arguments;
  }

  private static BuiltImage image(String text, String target, String arguments) {
    ImageAssembly assembly =
        new ImageAssembly(
            DockerfileReader.read(file(text)).facts(), arguments(arguments), List.of());
    SourceFile file = new SourceFile(new FilePath("compose.yaml"), target);
    return assembly.image(assembly.stage(Text.of(file.span())));
  }

  private static String shown(BuiltImage image) {
    List<String> parts = new ArrayList<>();
    parts.add(image.base().toString());
    image.environment().forEach(v -> parts.add(v.name() + "=" + v.value()));
    image.exposed().forEach(port -> parts.add(":" + port));
    image.entrypoint().forEach(line -> parts.add("E" + shown(line)));
    image.command().forEach(line -> parts.add("C" + shown(line)));
    image.copies().forEach(copy -> parts.add("" + copy.from() + copy.sources() + copy.place()));
    return String.join(" ", parts);
  }

  private static String shown(CommandLine line) {
    return line instanceof CommandLine.Exec exec
        ? exec.words().toString()
        : "(" + ((CommandLine.Shell) line).line() + ")";
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '¦',
      textBlock =
          """
          FROM a                                         ¦ ¦ ¦ a
          FROM a⏎FROM b                                  ¦ ¦ ¦ b
          FROM a AS one⏎FROM b                           ¦ ONE ¦ ¦ a
          FROM a⏎FROM b                                  ¦ 0 ¦ ¦ a
          FROM a AS one⏎EXPOSE 1⏎FROM One AS two⏎EXPOSE 2⏎FROM two⏎EXPOSE 3 ¦ ¦ ¦ a :1 :2 :3
          FROM later⏎EXPOSE 1⏎FROM x AS later⏎EXPOSE 2   ¦ 0 ¦ ¦ later :1
          FROM x AS x⏎EXPOSE 1                           ¦ ¦ ¦ x :1
          FROM x AS a⏎EXPOSE 1⏎FROM y AS a⏎EXPOSE 2⏎FROM a ¦ ¦ ¦ y :2
          ARG V=1⏎FROM a:$V                              ¦ ¦ ¦ a:1
          ARG V=1⏎FROM a:$V                              ¦ ¦ V=2 ¦ a:2
          ARG V=1⏎FROM a:$V                              ¦ ¦ V=? ¦ a:…
          ARG V⏎FROM a:$V                                ¦ ¦ ¦ a:…
          ARG V⏎FROM a:${V:-3}                           ¦ ¦ ¦ a:3
          FROM a:$V                                      ¦ ¦ V=2 ¦ a:…
          ARG A=x⏎ARG B=$A/y⏎FROM $B                     ¦ ¦ A=z ¦ z/y
          ARG KIND=prod⏎FROM a AS dev⏎FROM b AS prod⏎FROM $KIND ¦ ¦ KIND=dev ¦ a
          ARG V=1⏎FROM a⏎ENV B=[$V]                      ¦ ¦ V=2 ¦ a B=[…]
          ARG V=1⏎FROM a⏎ARG V⏎ENV B=$V                  ¦ ¦ ¦ a B=1
          ARG V=1⏎FROM a⏎ARG V⏎ENV B=$V                  ¦ ¦ V=2 ¦ a B=2
          ARG V=1⏎FROM a⏎ARG V=3⏎ENV B=$V                ¦ ¦ ¦ a B=3
          FROM a⏎ARG V=3 W=$V.$V⏎ENV B=$W                ¦ ¦ ¦ a B=3.3
          FROM a⏎ARG V⏎ENV B=${V:-4} C=$V                ¦ ¦ ¦ a B=4 C=…
          FROM a⏎ENV B=${V:-4}                           ¦ ¦ ¦ a B=…
          FROM a⏎ENV PATH=/x:$PATH                       ¦ ¦ ¦ a PATH=/x:…
          FROM scratch⏎ENV B=${V:-4}                     ¦ ¦ ¦ scratch B=4
          FROM a⏎ARG V=1⏎ENV V=2⏎ENV B=$V                ¦ ¦ V=3 ¦ a V=2 B=2
          FROM a⏎ARG V=1⏎ENV V=${V}⏎ENV B=$V             ¦ ¦ V=3 ¦ a V=3 B=3
          FROM a AS b⏎ARG V=1⏎FROM b⏎ENV B=$V            ¦ ¦ V=5 ¦ a B=5
          FROM a AS b⏎ARG V=1⏎FROM a⏎ENV B=$V            ¦ ¦ V=5 ¦ a B=…
          FROM a⏎ENV A=1⏎ENV A=2 B=$A⏎ENV C=$A           ¦ ¦ ¦ a A=2 B=1 C=2
          FROM a⏎ENV A=1 B=2⏎ENV A=3                     ¦ ¦ ¦ a A=3 B=2
          FROM a⏎ENV A='$B' B="x y" C=\\$A               ¦ ¦ ¦ a A=$B B=x y C=$A
          FROM a⏎ENV A the "rest" $1                     ¦ ¦ ¦ a A=the rest …
          FROM a⏎ARG TARGETARCH⏎ENV A=x-$TARGETARCH      ¦ ¦ ¦ a A=x-…
          FROM a⏎ARG TARGETARCH⏎ENV A=x-$TARGETARCH      ¦ ¦ TARGETARCH=arm64 ¦ a A=x-arm64
          FROM a-$TARGETARCH                             ¦ ¦ ¦ a-…
          FROM a⏎ARG P=80⏎EXPOSE $P/udp 8080:90 ${Q:-1}  ¦ ¦ ¦ a :80/udp :90 :…
          FROM a⏎ENV PS="80 443"⏎EXPOSE $PS              ¦ ¦ ¦ a PS=80 443 :80 :443
          FROM a⏎CMD ["x"]                               ¦ ¦ ¦ a C[x]
          FROM a⏎CMD x $Y                                ¦ ¦ ¦ a C(x $Y)
          FROM a⏎CMD x⏎ENTRYPOINT ["y"]                  ¦ ¦ ¦ a E[y] C(x)
          FROM a AS b⏎CMD x⏎FROM b⏎ENTRYPOINT ["y"]      ¦ ¦ ¦ a E[y]
          FROM a AS b⏎ENTRYPOINT ["y"]⏎CMD x⏎FROM b⏎CMD z ¦ ¦ ¦ a E[y] C(z)
          FROM a AS b⏎ENTRYPOINT ["y"]⏎CMD x⏎FROM b      ¦ ¦ ¦ a E[y] C(x)
          FROM a⏎ENTRYPOINT []                           ¦ ¦ ¦ a E[]
          FROM a⏎CMD x⏎CMD y                             ¦ ¦ ¦ a C(y)
          FROM a⏎SHELL ["/bin/bash", "-eo", "pipefail", "-c"]⏎CMD x ¦ ¦ ¦ a C(x)
          FROM a⏎SHELL ["pwsh", "-Command"]⏎CMD x⏎ENTRYPOINT y ¦ ¦ ¦ a E[pwsh, -Command, y] C[pwsh, -Command, x]
          FROM a⏎SHELL ["pwsh", "-Command"]⏎CMD x⏎SHELL ["sh", "-c"]⏎ENTRYPOINT y ¦ ¦ ¦ a E(y) C[pwsh, -Command, x]
          FROM a AS b⏎ONBUILD EXPOSE 1⏎FROM b AS c⏎EXPOSE 2⏎FROM c⏎EXPOSE 3 ¦ ¦ ¦ a :1 :2 :3
          FROM a AS b⏎ONBUILD EXPOSE 1⏎EXPOSE 2          ¦ ¦ ¦ a :2
          FROM a⏎WORKDIR /srv⏎WORKDIR app⏎COPY a b ./    ¦ ¦ ¦ a [a, b]/srv/app/
          FROM a⏎COPY a b                                ¦ ¦ ¦ a [a]
          FROM scratch⏎COPY a b                          ¦ ¦ ¦ scratch [a]/b
          FROM a⏎ARG D=/etc⏎WORKDIR $D/x⏎COPY $D/a ../c/. ¦ ¦ D=/opt ¦ a [/opt/a]/opt/c/
          FROM a⏎WORKDIR $Z⏎COPY a b⏎COPY --from=i c /d/ ¦ ¦ ¦ a [a] i[c]/d/
          FROM a⏎WORKDIR /x⏎COPY a .⏎ADD b .. ¦ ¦ ¦ a [a]/x/ [b]/
          """)
  void comesTo(String text, String target, String arguments, String expected) {
    assertEquals(
        expected,
        shown(image(text, target == null ? "" : target, arguments == null ? "" : arguments)));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '¦',
      textBlock =
          """
          FROM a                               ¦ Unspecified
          FROM a⏎HEALTHCHECK NONE              ¦ Disabled HEALTHCHECK NONE
          FROM a⏎HEALTHCHECK CMD x             ¦ Probe (x) [, , , , ]
          FROM a⏎HEALTHCHECK --interval=1s --timeout=2s --retries=3 --start-period=4s --start-interval=5s CMD ["x"] ¦ Probe [x] [1s, 2s, 3, 4s, 5s]
          FROM a⏎HEALTHCHECK CMD x⏎HEALTHCHECK --retries=7 CMD y ¦ Probe (y) [, , 7, , ]
          FROM a AS b⏎HEALTHCHECK CMD x⏎FROM b ¦ Probe (x) [, , , , ]
          FROM a AS b⏎HEALTHCHECK CMD x⏎FROM b⏎HEALTHCHECK NONE ¦ Disabled HEALTHCHECK NONE
          FROM a AS b⏎HEALTHCHECK CMD x⏎FROM a ¦ Unspecified
          FROM a⏎HEALTHCHECK CMD x⏎SHELL ["pwsh", "-Command"] ¦ Probe [pwsh, -Command, x] [, , , , ]
          """)
  void saysOfHealth(String text, String expected) {
    Healthcheck check = image(text, "", "").healthcheck();
    String actual = check.getClass().getSimpleName();
    if (check instanceof Healthcheck.Probe probe) {
      Healthcheck.Timing timing = probe.timing();
      actual +=
          " "
              + shown(probe.command())
              + " "
              + List.of(
                  timing.interval(),
                  timing.timeout(),
                  timing.retries(),
                  timing.startPeriod(),
                  timing.startInterval());
    } else if (check instanceof Healthcheck.Disabled disabled) {
      actual += " " + disabled.at();
    }
    assertEquals(expected, actual);
  }

  @Test
  void theDefaultOfAnArgumentKeepsItsPlace() {
    Text base = image("ARG V=17\nFROM postgres:$V-alpine", "", "").base();
    Text version = base.slice(9, 11);
    assertEquals("Dockerfile:1:7", version.span().toString());
    assertEquals("$V", version.site().text());
    assertEquals(List.of(new Step(Step.Kind.DEFAULT, version.site())), version.chain());
    assertEquals("postgres:$V-alpine", base.site().text());
  }

  @Test
  void aBuildArgumentKeepsItsPlaceInTheComposeFile() {
    Text base = image("ARG V=17\nFROM postgres:$V", "", "V=16").base();
    Text version = base.slice(9);
    assertEquals("compose.yaml:1:3", version.span().toString());
    assertEquals(List.of(new Step(Step.Kind.BUILD, version.site())), version.chain());
  }

  @Test
  void aPortPassesThroughArgumentAndVariable() {
    Text port = image("FROM a\nARG P=80\nENV P=$P\nEXPOSE $P", "", "P=81").exposed().get(0);
    assertEquals("compose.yaml:1:3", port.span().toString());
    assertEquals("Dockerfile:4:8", port.site().toString());
    assertEquals(
        "BUILD Dockerfile:3:7, INTERPOLATED Dockerfile:4:8",
        port.chain().stream()
            .map(step -> step.kind() + " " + step.at())
            .collect(Collectors.joining(", ")));
  }

  @Test
  void anUnknownTargetIsNoStage() {
    ImageAssembly assembly =
        new ImageAssembly(DockerfileReader.read(file("FROM a AS b")).facts(), List.of(), List.of());
    assertEquals(-1, assembly.stage("c", 1));
    assertEquals(-1, assembly.stage("1", 1));
    assertEquals(0, assembly.stage("B", 1));
  }

  @Test
  void valuesThatDoubleAtEachUseEnd() {
    String doubling = "FROM a\nENV A=x\n" + "ENV A=$A$A\n".repeat(2_000);
    assertEquals("A", image(doubling, "", "").environment().get(0).name().chars());
    String growing = "FROM a\nARG A=x\n" + "ENV A=$A,$A\n".repeat(2_000) + "EXPOSE $A";
    assertEquals(1, image(growing, "", "").environment().size());
  }
}
