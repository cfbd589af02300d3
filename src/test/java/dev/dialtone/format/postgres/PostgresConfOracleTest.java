package dev.dialtone.format.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.harness.RealServer;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.model.facts.Settings;
import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same answer as a real PostgreSQL's view {@code pg_file_settings}; skipped without one. */
class PostgresConfOracleTest {
  private static final Path DATA = Path.of("testdata/syntax/postgres");

  @TempDir private static Path folder;

  private static List<String> asServer = List.of();
  private static Path server = Path.of("postgres");

  /** The conversation with the server, once it runs. */
  private static final List<Process> SESSION = new ArrayList<>();

  /** A setting with its line, or the line of the first syntax error. */
  private record Answer(List<String> settings, List<Integer> errorLine) {}

  @BeforeAll
  static void startServer() throws IOException, InterruptedException {
    Path postgres = RealServer.onPath("postgres");
    Assumptions.assumeTrue(Files.exists(postgres), "no postgres on this machine");
    server = postgres.toRealPath();
    boolean root = System.getProperty("user.name").equals("root");
    asServer = root ? List.of("runuser", "-u", "postgres", "--") : List.of();
    Assumptions.assumeTrue(
        !root || RealServer.isOnPath("runuser"), "the server refuses to run as root");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path data = folder.resolve("data");
    int made = run("initdb", "-D", data.toString(), "-A", "trust", "-N", "-E", "UTF8");
    Assumptions.assumeTrue(made == 0, "no cluster can be made here");
    String options = "-c listen_addresses='' -c unix_socket_directories=" + folder;
    int started =
        run("pg_ctl", "-D", data.toString(), "-o", options, "-l", folder + "/log", "-w", "start");
    assertEquals(0, started);
    Files.writeString(folder.resolve("x.conf"), "");
    Files.writeString(
        data.resolve("postgresql.conf"), "include '" + folder.resolve("x.conf") + "'\n");
    SESSION.add(start("psql", "-h", folder.toString(), "-AtqF", "|", "postgres"));
  }

  @AfterAll
  static void stopServer() throws IOException, InterruptedException {
    for (Process session : SESSION) {
      session.destroy();
      run("pg_ctl", "-D", folder.resolve("data").toString(), "-m", "immediate", "-w", "stop");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"forms.conf", "broken.conf"})
  void readsAFileAsTheServerDoes(String name) throws IOException {
    String text = Files.readString(DATA.resolve(name));
    assertEquals(byServer(text), byUs(text));
  }

  @Test
  void refusesEachBrokenLineAsTheServerDoes() throws IOException {
    List<String> lines = Files.readAllLines(DATA.resolve("broken.conf"));
    for (String line : lines) {
      assertEquals(byServer(line + "\n"), byUs(line + "\n"), line);
    }
  }

  @Test
  void readsRandomLinesAsTheServerDoes() throws IOException {
    Random random = new Random(5);
    String[] pieces = {
      "a", "b.c", "x.y", "=", "=", " ", " ", "'", "'", "''", "\\", "\\'", "\\n", "1", "0x", "F",
      ".", "-", "+", "e", "5", "kB", "#", ":", "/", "_", "é", "\t", "\r", ",", "\"", "*", ";"
    };
    int accepted = 0;
    for (int i = 0; i < 2_000; i++) {
      StringBuilder line = new StringBuilder(random.nextInt(3) > 0 ? "x.y =" : "");
      int length = 1 + random.nextInt(6);
      for (int j = 0; j < length; j++) {
        line.append(pieces[random.nextInt(pieces.length)]);
      }
      line.append('\n');
      Answer answer = byUs(line.toString());
      accepted += answer.settings().size();
      assertEquals(byServer(line.toString()), answer, line::toString);
    }
    assertTrue(accepted > 150, "only " + accepted);
  }

  private static Answer byUs(String text) {
    SourceFile file = new SourceFile(new FilePath("x.conf"), text);
    Reading<Settings> reading = PostgresConfReader.read(file);
    List<Integer> errorLine = new ArrayList<>();
    for (Problem problem : reading.problems()) {
      if (errorLine.isEmpty()) {
        errorLine.add(line(text, problem.span().start()));
      }
    }
    List<String> settings = new ArrayList<>();
    for (Setting setting : reading.facts().all()) {
      int line = line(text, setting.at().span().start());
      if (errorLine.isEmpty() || line < errorLine.get(0)) {
        settings.add(answer(line, setting.name(), setting.value().chars()));
      }
    }
    return new Answer(settings, errorLine);
  }

  /** The line as the server counts: a carriage return alone ends none. */
  private static int line(String text, int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
  }

  /** What the server says; after the first syntax error it reads no further. */
  private static Answer byServer(String text) throws IOException {
    Files.writeString(folder.resolve("x.conf"), text);
    Process session = SESSION.get(0);
    Writer query = session.outputWriter(StandardCharsets.UTF_8);
    query.write(
        """
        select sourceline, name, encode(convert_to(setting, 'UTF8'), 'hex'), error
        from pg_file_settings where sourcefile like '%x.conf' order by seqno;
        \\echo END
        """);
    query.flush();
    List<String> settings = new ArrayList<>();
    List<Integer> errorLine = new ArrayList<>();
    BufferedReader answers = session.inputReader(StandardCharsets.UTF_8);
    String line = answers.readLine();
    while (line != null && !line.equals("END")) {
      String[] columns = line.split("\\|", -1);
      int number = Integer.parseInt(columns[0]);
      if (columns[3].equals("syntax error")) {
        errorLine.add(number);
      } else {
        byte[] value = HexFormat.of().parseHex(columns[2]);
        String name = columns[1].toLowerCase(Locale.ROOT);
        settings.add(answer(number, name, new String(value, StandardCharsets.UTF_8)));
      }
      line = answers.readLine();
    }
    return new Answer(settings, errorLine);
  }

  private static String answer(int line, String name, String value) {
    return line + " " + name + "=" + value;
  }

  private static int run(String program, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(program, arguments);
    process.getInputStream().readAllBytes();
    return process.waitFor();
  }

  private static Process start(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(asServer);
    command.add(server.resolveSibling(program).toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
