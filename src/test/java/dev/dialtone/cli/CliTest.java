package dev.dialtone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.rules.Rules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
            InputStream.nullInputStream(),
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
          lnt                            | unknown command 'lnt' (did you mean lint?)
          frobnicate                     | unknown command 'frobnicate'
          help lnt                       | unknown command 'lnt' (did you mean lint?)
          lin                            | unknown command 'lin' (did you mean lint?)
          --verison                      | Unknown option: '--verison' (did you mean --version?)
          lint --formt json              | Unknown option: '--formt' (did you mean --format?)
          lint --formt=json              | Unknown option: '--formt=json' (did you mean --format?)
          lint --stat                    | Unknown option: '--stat'
          lint -x                        | Unknown option: '-x'
          lint -x shop -y                | Unknown options: '-x', '-y'
          lint --zzzzzzzz                | Unknown option: '--zzzzzzzz'
          lint --format                  | Missing required parameter for option '--format' (FORMAT)
          lint -f                        | Missing required parameter for option '--file' (FILE)
          lint --format --quiet          | Expected parameter for option '--format' but found '--quiet'
          lint --quiet=yes               | option '--quiet' should be specified without 'yes' parameter
          lint -qx                       | Unknown option: '-x' (while processing option: '-qx')
          lint --fail-on worse           | Invalid value for option '--fail-on': `worse` is none of error, warning, note, never
          lint --fail-on warnings        | Invalid value for option '--fail-on': `warnings` is none of error, warning, note, never (did you mean warning?)
          lint --show all                | Invalid value for option '--show': `all` is none of error, warning, note
          lint --color sometimes         | Invalid value for option '--color': `sometimes` is none of auto, always, never
          lint --select DT401,DT999      | Invalid value for option '--select' (RULE,...): unknown rule DT999
          lint --ignore localhost-in-contaner | Invalid value for option '--ignore' (RULE,...): unknown rule localhost-in-contaner (did you mean localhost-in-container?)
          lint --severity DT101          | Invalid value for option '--severity' (RULE=LEVEL): `DT101` is not RULE=LEVEL
          lint --severity DT101=bad      | Invalid value for option '--severity' (RULE=LEVEL): `bad` is none of error, warning, note
          lint --severity nothing=note   | Invalid value for option '--severity' (RULE=LEVEL): unknown rule nothing
          lint --env NAME                | Invalid value for option '--env' (KEY=VALUE): `NAME` is not KEY=VALUE
          lint --env =x                  | Invalid value for option '--env' (KEY=VALUE): `=x` is not KEY=VALUE
          lint --report json             | Invalid value for option '--report' (FORMAT=FILE): `json` is not FORMAT=FILE
          lint --report json=            | Invalid value for option '--report' (FORMAT=FILE): `json=` is not FORMAT=FILE
          lint --report jsn=x            | Invalid value for option '--report' (FORMAT=FILE): `jsn` is none of github, gitlab, json, junit, markdown, sarif, text (did you mean json?)
          lint --report json=-           | --report: another report goes to standard output already
          lint -f missing.yml            | no such file: missing.yml
          lint --env-file missing.env    | no such file: missing.env
          lint --project-directory gone  | no such folder: gone
          lint gone                      | no such file or folder: gone
          lint @gone                     | no such file or folder: @gone
          lint -- --help                 | no such file or folder: --help
          rules extra                    | Unmatched argument at index 1: 'extra'
          rules --format xml             | Invalid value for option '--format': `xml` is none of text, json
          explain                        | explain takes one rule, such as DT101 (`dialtone rules` lists all)
          explain DT101 DT102            | explain takes one rule, such as DT101 (`dialtone rules` lists all)
          explain DT1                    | DT1 means more than one rule (`dialtone rules` lists all)
          explain wrong-prt              | unknown rule wrong-prt (did you mean wrong-port?)
          explain DT101 --format html    | Invalid value for option '--format': `html` is none of text, markdown, json
          completion                     | completion takes one shell: bash, zsh, fish
          completion bash fish           | completion takes one shell: bash, zsh, fish
          completion fishh               | `fishh` is none of bash, zsh, fish (did you mean fish?)
          init here                      | Unmatched argument at index 1: 'here'
          lint --stdin-filename x.yaml   | --stdin-filename goes with --stdin
          lint --stdin --fix             | --fix cannot write to standard input (--diff prints the changes)
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
    assertEquals(
        new Run(
            0,
            """
            Usage: dialtone COMMAND [OPTION...] [ARGUMENT...]

            Finds the connections in a Docker Compose project that will be refused.

            Options:
              -V, --version   print the version
              -h, --help      print this page

            Commands:
              lint        Reports every connection that will be refused.
              explain     Prints what a rule catches, the error at run time, why, and how to mend it.
              rules       Lists all rules with the severity that their findings have at most.
              model       Prints what is known of each project, with the places it was read from.
              trace       Prints the way of a connection, step by step, with the places.
              init        Writes .dialtone.yaml into the current folder, all comments.
              completion  Prints the completion script for a shell: bash, zsh, fish.

            `dialtone COMMAND --help` prints the options of a command.
            """,
            ""),
        help);
    assertEquals(new Run(2, "", help.out()), run());
    assertEquals(help, run("help"));
    assertEquals(help, run("-h"));
  }

  @Test
  void aRuleIsExplainedToTools() {
    List<String> lines = run("explain", "DT501", "--format", "json").out().lines().toList();
    assertEquals(
        List.of(
            "{",
            "  \"id\": \"DT501\",",
            "  \"name\": \"host-port-collision\",",
            "  \"severity\": \"error\","),
        lines.subList(0, 4));
    assertEquals(
        List.of(
            "What it reports",
            "At run time",
            "Why",
            "How to fix",
            "When it stays silent",
            "References"),
        lines.stream()
            .filter(line -> line.contains("\"heading\""))
            .map(line -> line.replaceAll(".*: \"|\",", ""))
            .toList());
  }

  @Test
  void everyShellGetsAScript() {
    assertTrue(run("completion", "bash").out().startsWith("#!/usr/bin/env bash\n"));
    assertTrue(run("completion", "zsh").out().contains("bashcompinit"));
    assertTrue(
        run("completion", "fish")
            .out()
            .contains(
                "complete -c dialtone -n '__fish_seen_subcommand_from lint' -l fail-on"
                    + " -x -a 'error warning note never'"
                    + " -d 'error (default), warning, note or never'\n"));
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
                  --format=FORMAT   text (default) or json
              -h, --help            print this page
            """,
            ""),
        help);
    assertEquals(help, run("help", "rules"));
    assertEquals(help, run("-h", "rules"));
  }

  @Test
  void outsideItsJarTheVersionIsNotKnown() {
    assertEquals(new Run(0, "dialtone development\n", ""), run("--version"));
  }

  // Findings. The folder `shop` has an error, `mail` a note, `calm` nothing.

  private static final String SHOP =
      """
      services:
        web:
          image: nginx:1.27
          ports: ["8080:80"]
        admin:
          image: acme/admin:2
          ports: ["8080:2019"]
      """;

  private static final String SHOP_REPORT =
      """
      error[DT501] host-port-collision: host port 8080 is already published by `web`
       --> shop/compose.yaml:7:14
        |
      2 |   web:
      3 |     image: nginx:1.27
      4 |     ports: ["8080:80"]
        |              ------- `web` publishes it here
      5 |   admin:
      6 |     image: acme/admin:2
      7 |     ports: ["8080:2019"]
        |              ^^^^^^^^^ second claim on it
        = at run time: Bind for 0.0.0.0:8080 failed: port is already allocated

      """;

  private static final String SHOP_LINE =
      "shop/compose.yaml:7:14: error[DT501] host port 8080 is already published by `web`\n";

  private static final String MAIL_LINE =
      "mail/compose.yaml:1:1: note[DT001] this looks like a template that is filled in before it is"
          + " YAML\n";

  private void writeProjects() throws IOException {
    write("shop/compose.yaml", SHOP);
    write("shop/web.conf", "listen 80;\n");
    write("mail/compose.yaml", "{% if x %}\nservices: {}\n");
    write("calm/compose.yaml", "services:\n  web:\n    image: nginx:1.27\n");
  }

  @Test
  void theReportGoesToStandardOutputAndErrorsGiveStatus1() throws IOException {
    writeProjects();
    String summary = "1 error in 3 files (3 projects); 1 note not shown (--show note)\n";
    assertEquals(new Run(1, SHOP_REPORT + summary, ""), run("lint"));
    assertEquals(new Run(1, SHOP_REPORT + summary, ""), run("lint", "calm", "shop", "mail"));
    assertEquals(
        new Run(1, SHOP_REPORT + "1 error in 1 file (1 project)\n", ""), run("lint", "shop"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          ARGUMENTS                                     | STATUS | LINES
          shop                                          | 1      | shop
          mail                                          | 0      |
          calm                                          | 0      |
          mail --show note                              | 0      | mail
          mail --show=note --fail-on=note               | 1      | mail
          mail --fail-on note                           | 1      |
          mail --fail-on warning                        | 0      |
          shop --fail-on never                          | 0      | shop
          shop mail --show note                         | 1      | mail shop
          shop --ignore DT501                           | 0      |
          shop --ignore host-port-collision             | 0      |
          shop --ignore DT1,dt5                         | 0      |
          shop --select DT501                           | 1      | shop
          shop --color never --color always --color never | 1   | shop
          shop --select DT1,DT5 -qq                     | 1      | shop
          shop --select DT1 --select HOST-PORT-COLLISION | 1     | shop
          shop --select DT1                             | 0      |
          shop --select DT5 --ignore DT501              | 0      |
          mail --severity DT001=error                   | 1      | mail-as-error
          shop --severity DT501=note                    | 0      |
          shop --severity DT5=error,DT501=note          | 0      |
          -f shop/compose.yaml                          | 1      | shop
          --file=shop/compose.yaml                      | 1      | shop
          -fshop/compose.yaml                           | 1      | shop
          -f calm/compose.yaml -f shop/compose.yaml     | 1      | shop
          -f calm/compose.yaml                          | 0      |
          -f calm/compose.yaml shop                     | 1      | shop
          -- shop                                       | 1      | shop
          ./shop/                                       | 1      | shop
          mail/../shop/compose.yaml                     | 1      | shop
          shop shop/compose.yaml .                      | 1      | shop
          """)
  void whatIsFoundAndWhetherItFails(String arguments, int status, @Nullable String lines)
      throws IOException {
    writeProjects();
    String expected =
        switch (lines == null ? "" : lines) {
          case "shop" -> SHOP_LINE;
          case "mail" -> MAIL_LINE;
          case "mail shop" -> MAIL_LINE + SHOP_LINE;
          case "mail-as-error" -> MAIL_LINE.replace("note[", "error[");
          default -> "";
        };
    assertEquals(new Run(status, expected, ""), run(("lint -q " + arguments).split(" ")));
  }

  @Test
  void anAbsolutePathIsShownFromTheCurrentFolder() throws IOException {
    writeProjects();
    assertEquals(new Run(1, SHOP_LINE, ""), run("lint", "-q", folder.resolve("shop").toString()));
  }

  @Test
  void aPathThatIsNotThereDoesNotKeepTheOthersFromBeingLinted() throws IOException {
    writeProjects();
    assertEquals(
        new Run(2, SHOP_LINE, "dialtone: no such file or folder: nope\n"),
        run("lint", "-q", "nope", "shop"));
  }

  @Test
  void thatThereIsNothingToLintIsSaid() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    write("lonely/app.conf", "x");
    assertEquals(
        new Run(
            0,
            "no problems in 0 files (0 projects)\n",
            "dialtone: nothing to lint: no Compose file in empty\n"),
        run("lint", "empty"));
    assertEquals(
        new Run(
            0,
            "",
            """
            dialtone: nothing to lint: no Compose file in lonely
            dialtone: nothing to lint: no Compose project reads lonely/app.conf
            """),
        run("lint", "-q", "lonely/app.conf", "lonely"));
  }

  @Test
  void aFileOfAProjectStandsForTheProjectsThatReadIt() throws IOException {
    writeProjects();
    write("calm/web.env", "A=1\n");
    write(
        "deploy/compose.yaml", SHOP.replace("  web:\n", "  web:\n    env_file: ../calm/web.env\n"));
    assertEquals(
        new Run(
            1,
            "deploy/compose.yaml:8:14: error[DT501] host port 8080 is already published by `web`\n",
            ""),
        run("lint", "-q", "calm/web.env"));
  }

  @Test
  void whatCannotBeReadIsSaidAndTheRestIsLinted() throws IOException {
    writeProjects();
    Files.write(folder.resolve("calm/compose.yaml"), new byte[] {'a', 0});
    assertEquals(
        new Run(1, SHOP_LINE + "not looked at: calm/compose.yaml: it is a binary file\n", ""),
        run("lint", "-q"));
  }

  @Test
  void aFileThatStopsInTheMiddleIsAFindingAndTheRestIsLinted() throws IOException {
    writeProjects();
    write("calm/compose.yaml", "services:\n  a:\n    image: x\n   b: [\n");
    assertEquals(
        new Run(
            1,
            "calm/compose.yaml:4:4: error[DT001] not valid YAML: the indentation of this line fits no line above it\n"
                + SHOP_LINE,
            ""),
        run("lint", "-q"));
  }

  @Test
  void jsonHoldsAllFindingsWhateverIsShown() throws IOException {
    writeProjects();
    assertEquals(
        new Run(
            0,
            """
            {
              "schemaVersion": 1,
              "tool": {
                "name": "dialtone",
                "version": "development"
              },
              "projects": [
                {
                  "name": "mail",
                  "files": [
                    "mail/compose.yaml"
                  ]
                }
              ],
              "findings": [
                {
                  "rule": "DT001",
                  "name": "syntax-error",
                  "severity": "note",
                  "message": "this looks like a template that is filled in before it is YAML",
                  "file": "mail/compose.yaml",
                  "line": 1,
                  "column": 1,
                  "endLine": 1,
                  "endColumn": 11,
                  "fingerprint": "32371bc85525aef2",
                  "helpUri": "https://github.com/dialtone-lint/dialtone/blob/main/rules/DT001/README.md"
                }
              ],
              "summary": {
                "error": 0,
                "warning": 0,
                "note": 1,
                "files": 1,
                "projects": 1,
                "suppressed": 0
              }
            }
            """,
            ""),
        run("lint", "--format", "json", "--show", "error", "mail"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          FORMAT   | FIRST LINE
          github   | ::group::Dialtone: 1 error in 1 file (1 project)
          gitlab   | [
          json     | {
          junit    | <?xml version="1.0" encoding="UTF-8"?>
          markdown | <!-- dialtone -->
          sarif    | {
          text     | error[DT501] host-port-collision: host port 8080 is already published by `web`
          """)
  void everyFormatIsWritten(String format, String firstLine) throws IOException {
    writeProjects();
    Run run = run("lint", "shop", "--format", format);
    assertEquals(1, run.status());
    assertEquals(firstLine, run.out().lines().findFirst().orElse(""));
    assertEquals("", run.err());
  }

  @Test
  void severalReportsOfOneRunGoToTheirFiles() throws IOException {
    writeProjects();
    Run run =
        run(
            "lint",
            "shop",
            "-q",
            "--report",
            "json=out.json",
            "--report=text=sub.txt",
            "--color=always");
    assertEquals(1, run.status());
    assertEquals("\u001B[1;31merror[DT501]\u001B[0m", run.out().substring(24, 47));
    assertEquals(SHOP_LINE, Files.readString(folder.resolve("sub.txt")));
    assertEquals(
        run("lint", "shop", "--format=json").out(), Files.readString(folder.resolve("out.json")));
  }

  @Test
  void theReportGoesToTheOutputFile() throws IOException {
    writeProjects();
    assertEquals(new Run(1, "", ""), run("lint", "shop", "-q", "-o", "report.txt"));
    assertEquals(SHOP_LINE, Files.readString(folder.resolve("report.txt")));
    assertEquals(
        new Run(1, SHOP_LINE, ""), run("lint", "shop", "-q", "-o", "x.json", "--report=text=-"));
  }

  @Test
  void aReportThatCannotBeWrittenIsStatus2() throws IOException {
    writeProjects();
    assertEquals(
        new Run(2, "", "dialtone: cannot write gone/report.txt\n"),
        run("lint", "shop", "-o", "gone/report.txt"));
  }

  @Test
  void statisticsGoToStandardError() throws IOException {
    writeProjects();
    assertEquals(
        new Run(1, SHOP_LINE, "     1  DT001 syntax-error\n     1  DT501 host-port-collision\n"),
        run("lint", "-q", "--statistics"));
  }

  @Test
  void variablesFromTheCommandLineAndFromEnvFilesAreInterpolated() throws IOException {
    write("compose.yaml", SHOP.replace("8080:80\"", "${PORT}:80\""));
    write("eighty.env", "PORT=8080\n");
    String line = SHOP_LINE.replace("shop/", "");
    assertEquals(new Run(0, "", ""), run("lint", "-q"));
    assertEquals(new Run(1, line, ""), run("lint", "-q", "--env", "PORT=8080"));
    assertEquals(new Run(0, "", ""), run("lint", "-q", "--env", "PORT=8081"));
    assertEquals(new Run(1, line, ""), run("lint", "-q", "--env", "A=\"", "--env=PORT=8080"));
    assertEquals(new Run(1, line, ""), run("lint", "-q", "--env-file", "eighty.env"));
    assertEquals(new Run(0, "", ""), run("lint", "-q", "--env-file=eighty.env", "--env=PORT=9"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          CHOICE | TERMINAL | ENVIRONMENT                  | COLOUR
          auto   | true     |                              | true
          auto   | false    |                              | false
          auto   | true     | TERM=dumb                    | false
          auto   | true     | TERM=xterm                   | true
          auto   | true     | NO_COLOR=1                   | false
          auto   | true     | NO_COLOR=                    | true
          auto   | false    | CLICOLOR_FORCE=1             | true
          auto   | false    | CLICOLOR_FORCE=0             | false
          auto   | true     | NO_COLOR=1 CLICOLOR_FORCE=1  | false
          always | false    | NO_COLOR=1                   | true
          never  | true     | CLICOLOR_FORCE=1             | false
          """)
  void colourFollowsTheOptionThenTheEnvironmentThenTheTerminal(
      String choice, boolean terminal, @Nullable String environment, boolean colour)
      throws IOException {
    writeProjects();
    Map<String, String> variables = new HashMap<>();
    for (String assignment : environment == null ? new String[0] : environment.split(" +")) {
      int equals = assignment.indexOf('=');
      variables.put(assignment.substring(0, equals), assignment.substring(equals + 1));
    }
    String out = run(variables, terminal, "lint", "-q", "shop", "--color", choice).out();
    assertEquals(colour, !out.equals(SHOP_LINE));
  }

  // The other commands.

  @Test
  void rulesAreListed() {
    List<String> lines = run("rules").out().lines().toList();
    assertEquals(
        "DT001  syntax-error                   error    A file of the project cannot be read as its"
            + " format says",
        lines.get(0));
    assertEquals(Rules.all().size(), lines.size());
  }

  @Test
  void rulesAreListedAsJson() {
    String json = run("rules", "--format", "json").out();
    String first =
        """
        [
          {
            "id": "DT001",
            "name": "syntax-error",
            "severity": "error",
            "summary": "A file of the project cannot be read as its format says",
            "helpUri": "https://github.com/dialtone-lint/dialtone/blob/main/rules/DT001/README.md"
          },
        """;
    assertEquals(first, json.substring(0, first.length()));
  }

  @Test
  void everyRuleIsExplained() {
    for (Rule rule : Rules.all()) {
      RuleInfo info = rule.info();
      Run byId = run("explain", info.id());
      assertEquals(0, byId.status());
      assertEquals(info.id() + " " + info.name(), byId.out().lines().findFirst().orElse(""));
      assertEquals(byId, run("explain", info.name()));
    }
  }

  private static final String DIALLER =
      """
      services:
        web:
          image: acme/web:1
          environment:
            DB_URL: postgres://app:s3cret@db:5432/shop
            API_TOKEN: ${TOKEN:-abcdef}
            REGION: ${REGION}
        db:
          image: acme/db:2
          ports: ["5433:5432"]
      """;

  @Test
  void theModelIsPrintedWithThePlacesItWasReadFrom() throws IOException {
    write("app/compose.yaml", DIALLER);
    assertEquals(
        new Run(
            0,
            """
            project: app  # app/compose.yaml:1:1
            folder: app
            files:
              - app/compose.yaml
            networks:
              default:
                name: app_default  # app/compose.yaml:1:1
            services:
              web:
                defined: yes  # app/compose.yaml:2:3
                image: acme/web:1  # app/compose.yaml:3:12
                networks:
                  - default  # app/compose.yaml:2:3
                kind: unknown
                origin: foreign
                environment:
                  DB_URL: postgres://app:***@db:5432/shop  # app/compose.yaml:5:15
                  API_TOKEN: ***  # app/compose.yaml:6:27, the default of this interpolation \
            app/compose.yaml:6:18
                  REGION: ?  # app/compose.yaml:7:15
                dials:
                  - address: db:5432  # app/compose.yaml:5:37
                    role: client
                    scheme: postgres
                    confidence: certain
                    verdict: connects to db
                    walk:
                      - `web` dials `db` here  # app/compose.yaml:5:37
                      - the name leads to `db`  # app/compose.yaml:8:3
              db:
                defined: yes  # app/compose.yaml:8:3
                image: acme/db:2  # app/compose.yaml:9:12
                networks:
                  - default  # app/compose.yaml:8:3
                published:
                  - 5433 to 5432/tcp  # app/compose.yaml:10:14
                kind: unknown
                origin: foreign
                listens:
                  - 5432/tcp on unknown, from published, possible  # app/compose.yaml:10:14

            """,
            ""),
        run("model"));
  }

  @Test
  void theModelIsPrintedAsJson() throws IOException {
    write("app/compose.yaml", "services:\n  db:\n    image: ${NAME:-acme/db:2}\n");
    assertEquals(
        new Run(
            0,
            """
            [
              {
                "project": {
                  "value": "app",
                  "at": "app/compose.yaml:1:1"
                },
                "folder": "app",
                "files": [
                  "app/compose.yaml"
                ],
                "networks": {
                  "default": {
                    "name": {
                      "value": "app_default",
                      "at": "app/compose.yaml:1:1"
                    }
                  }
                },
                "services": {
                  "db": {
                    "defined": {
                      "value": "yes",
                      "at": "app/compose.yaml:2:3"
                    },
                    "image": {
                      "value": "acme/db:2",
                      "at": "app/compose.yaml:3:20",
                      "through": [
                        "the default of this interpolation app/compose.yaml:3:12"
                      ]
                    },
                    "networks": [
                      {
                        "value": "default",
                        "at": "app/compose.yaml:2:3"
                      }
                    ],
                    "kind": "unknown",
                    "origin": "foreign"
                  }
                }
              }
            ]
            """,
            ""),
        run("model", "--format", "json"));
  }

  @Test
  void aValueIsExplainedStepByStep() throws IOException {
    write("app/compose.yaml", "include: [data.yaml]\nservices:\n  web: {image: acme/web}\n");
    write(
        "app/data.yaml",
        """
        x-env: &env
          DB_HOST: ${HOST:-db}
          DB_PORT: ${PORT}
        services:
          base:
            image: acme/base:1
            environment:
              <<: *env
              TOKEN: secret
          web.db:
            extends: base
            ports: ["80:81"]
        """);
    write("app/.env", "A=1\nPORT=5432\n");
    assertEquals(
        new Run(
            0,
            """
            services.web.db.environment.DB_HOST: db
              app/data.yaml:2:20
              the default of this interpolation app/data.yaml:2:12
              merged in here app/data.yaml:8:11
              extended here app/data.yaml:11:14
              included here app/compose.yaml:1:11
            """,
            ""),
        run("model", "--explain", "services.web.db.environment.DB_HOST"));
    assertEquals(
        new Run(
            0,
            """
            services.base.environment.DB_PORT: 5432
              app/.env:2:6
              interpolated here app/data.yaml:3:12
              merged in here app/data.yaml:8:11
              included here app/compose.yaml:1:11
            """,
            ""),
        run("model", "--explain", "services.base.environment.DB_PORT"));
    assertEquals(
        new Run(
            0,
            """
            services.base.environment.TOKEN: ***
              app/data.yaml:9:14
              included here app/compose.yaml:1:11
            """,
            ""),
        run("model", "--explain", "services.base.environment.TOKEN"));
    assertEquals(
        new Run(
            0,
            """
            services.web.db.ports:
              - 80 to 81/tcp  # app/data.yaml:12:14, included here app/compose.yaml:1:11
            """,
            ""),
        run("model", "--explain", "services.web.db.ports"));
    assertEquals(
        new Run(2, "", "dialtone: no project has `services.web.command`\n"),
        run("model", "--explain", "services.web.command"));
  }

  @Test
  void theModelIsPrintedAsComposeWouldPrintIt() throws IOException {
    write("app/compose.yaml", DIALLER);
    assertEquals(
        new Run(
            0,
            "{\"name\":\"app\",\"networks\":{\"default\":{\"name\":\"app_default\"}},\"services\":{"
                + "\"db\":{\"command\":null,\"entrypoint\":null,\"image\":\"acme/db:2\","
                + "\"networks\":{\"default\":null},"
                + "\"ports\":[{\"protocol\":\"tcp\",\"published\":\"5433\",\"target\":5432}]},"
                + "\"web\":{\"command\":null,\"entrypoint\":null,\"environment\":{"
                + "\"API_TOKEN\":\"***\",\"DB_URL\":\"postgres://app:***@db:5432/shop\","
                + "\"REGION\":null},\"image\":\"acme/web:1\",\"networks\":{\"default\":null}}}}\n",
            ""),
        run("model", "--format=compose-json"));
  }

  @Test
  void aModelOfNothingIsSaid() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    assertEquals(
        new Run(0, "[]\n", "dialtone: nothing to lint: no Compose file in empty\n"),
        run("model", "empty", "--format=json"));
  }
}
