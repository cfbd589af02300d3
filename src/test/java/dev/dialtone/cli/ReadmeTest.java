package dev.dialtone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.Golden;
import dev.dialtone.harness.Blocks;
import dev.dialtone.report.formats.ReportFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What README.md shows is what the program prints, and what it points at is there. */
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern OUTPUT = Pattern.compile("<!-- output: (.*) -->");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

  private static String output(String arguments) {
    Surroundings surroundings =
        new Surroundings(
            Path.of("").toAbsolutePath(),
            Map.of(),
            false,
            InputStream.nullInputStream(),
            new StringBuilder(),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    Main.run(List.of(arguments.split(" ")), surroundings);
    return surroundings.out().toString();
  }

  @Test
  void outputIsWhatTheProgramPrints() throws IOException {
    String page = Files.readString(README);
    Matcher outputs = OUTPUT.matcher(page);
    int found = 0;
    for (; outputs.find(); found++) {
      String block = "```text\n" + output(outputs.group(1)) + "```\n";
      page = Blocks.replace(page, "output: " + outputs.group(1), block);
    }
    assertEquals(4, found);
    Golden.check(README, page);
  }

  @Test
  void theFirstCommandShowsTheWrongNumberAndTheRightOne() {
    String output = output("lint testdata/projects/econnrefused");
    assertTrue(output.contains("[DT101] localhost-in-container"), output);
    assertTrue(output.contains("help: dial `db:5432`"), output);
  }

  @Test
  void everyFormatIsInTheTable() throws IOException {
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(README)) {
      Matcher row = Pattern.compile("\\| `([a-z]+)` \\|.*").matcher(line);
      if (row.matches()) {
        rows.add(row.group(1));
      }
    }
    rows.sort(null);
    assertEquals(ReportFormat.ids(), rows);
  }

  @Test
  void linksLeadToFiles() throws IOException {
    for (Path page : List.of(README, Path.of("src/README.md"))) {
      Matcher links = LINK.matcher(Files.readString(page));
      List<String> dead = new ArrayList<>();
      while (links.find()) {
        if (!Files.exists(page.resolveSibling(links.group(1)))) {
          dead.add(links.group(1));
        }
      }
      assertEquals(List.of(), dead, page.toString());
    }
  }
}
