package dev.dialtone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments in, standard output, standard error and the exit status out. */
class CliTest {
  @TempDir private Path folder;

  /** What a run gave. */
  private record Run(int status, String out, String err) {}

  private Run run(String... args) {
    return run(Map.of(), false, args);
  }

  private Run run(Map<String, String> environment, boolean terminal, String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            folder,
            environment,
            terminal,
            new StringBuilder(),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    int status = Main.run(List.of(args), surroundings);
    return new Run(status, surroundings.out().toString(), err.toString(StandardCharsets.UTF_8));
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          ARGUMENTS                      | MESSAGE
          lnt                            | unknown command lnt (did you mean lint?)
          frobnicate                     | unknown command frobnicate
          --verison                      | unknown option --verison
          lint --formt json              | unknown option --formt (did you mean --format?)
          lint -x                        | unknown option -x
          lint --zzzzzzzz                | unknown option --zzzzzzzz
          lint --format                  | option --format needs a value: FORMAT
          lint -f                        | option -f needs a value: FILE
          lint --quiet=yes               | option --quiet takes no value
          lint -qx                       | option -q takes no value
          lint --fail-on worse           | --fail-on: `worse` is none of error, warning, note, never
          lint --fail-on warnings        | --fail-on: `warnings` is none of error, warning, note, never (did you mean warning?)
          lint --show all                | --show: `all` is none of error, warning, note
          lint --color sometimes         | --color: `sometimes` is none of auto, always, never
          lint --select DT401,DT999            | --select: unknown rule DT999
          lint --ignore localhost-in-contaner | --ignore: unknown rule localhost-in-contaner (did you mean localhost-in-container?)
          lint --severity DT101          | --severity: `DT101` is not RULE=LEVEL with LEVEL one of error, warning, note
          lint --severity DT101=bad      | --severity: `DT101=bad` is not RULE=LEVEL with LEVEL one of error, warning, note
          lint --severity nothing=note   | --severity: unknown rule nothing
          lint --env NAME                | --env: `NAME` is not KEY=VALUE
          lint --env =x                  | --env: `=x` is not KEY=VALUE
          lint --report json             | --report: `json` is not FORMAT=FILE
          lint --report json=            | --report: `json=` is not FORMAT=FILE
          lint -f missing.yml            | no such file: missing.yml
          lint --env-file missing.env    | no such file: missing.env
          lint --project-directory gone  | no such folder: gone
          lint gone                      | no such file or folder: gone
          rules extra                    | unexpected argument extra
          rules --format xml             | --format: `xml` is none of text, json
          explain                        | explain takes one rule, such as DT101 (`dialtone rules` lists all)
          explain DT101 DT102            | explain takes one rule, such as DT101 (`dialtone rules` lists all)
          explain DT1                    | DT1 means more than one rule (`dialtone rules` lists all)
          explain wrong-prt              | unknown rule wrong-prt (did you mean wrong-port?)
          explain DT101 --format html    | --format: `html` is none of text, markdown
          model gone                     | no such file or folder: gone
          """)
  void aCallThatCannotBeCarriedOutIsToldInOneLine(String arguments, String message) {
    assertEquals(new Run(2, "", "dialtone: " + message + "\n"), run(arguments.split(" ")));
  }

  @Test
  void anEmptyPathIsNotTheCurrentFolder() {
    assertEquals(new Run(2, "", "dialtone: a path is empty\n"), run("lint", ""));
  }

  @Test
  void withoutArgumentsTheOverviewGoesToStandardError() {
    Run help = run("--help");
    assertEquals(0, help.status());
    assertEquals(new Run(2, "", help.out()), run());
    assertEquals(help, run("help"));
    assertEquals(help, run("-h"));
  }

  @Test
  void helpListsTheOptionsOfACommand() {
    Run help = run("rules", "--help");
    assertEquals(
        new Run(
            0,
            """
            Usage: dialtone rules [OPTION...]

            Lists all rules with the severity that their findings have at most.

            Options:
                  --format FORMAT  text (default) or json
              -h, --help           print this page
            """,
            ""),
        help);
    assertEquals(help, run("help", "rules"));
  }

  @Test
  void outsideItsJarTheVersionIsNotKnown() {
    assertEquals(new Run(0, "dialtone development\n", ""), run("--version"));
  }
}
