package dev.dialtone.format.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.model.facts.Reading;
import dev.dialtone.model.facts.Settings;
import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresConfReaderTest {
  private static final Path DATA = Path.of("testdata/syntax/postgres");

  @Test
  void readsEveryFormOfASetting() throws IOException {
    Reading<Settings> reading = PostgresConfReader.read(file("forms.conf"));
    assertEquals(List.of(), reading.problems());
    assertEquals(
        """
        listen_addresses 2:1-17 = * 2:21-22
        port 3:1-5 = 5433 3:6-10
        max_connections 4:1-16 = 100 4:17-20
        shared_buffers 5:3-17 = 128MB 5:22-27
        work_mem 6:1-9 = 1.5MB 6:13-18
        random_page_cost 7:1-17 = 1.1 7:20-23
        seq_page_cost 8:1-14 = +.5e0 8:17-22
        wal_level 9:1-10 = replica 9:13-20
        log_line_prefix 10:1-16 = %m [%p] it's 'quoted' \\ ␉A  10:20-55
        timezone 11:1-9 = Etc/UTC 11:12-19
        datestyle 12:1-10 = iso, mdy 12:14-22
        app.flag 13:1-9 = on 13:12-14
        app.hex 14:1-8 = 0x1F 14:11-15
        app.negative 15:1-13 = -1 15:14-16
        app.empty 16:1-10 =  16:14-14
        app.path 17:1-9 = some-dir/x:y.z.w 17:12-28
        app.hash 18:1-9 = a 18:12-13
        port 19:1-5 = 5434 19:8-12
        search_path 20:1-12 = "$user", public 20:16-31
        ü.ß 21:1-4 = ä€😀 21:8-11
        app.last 22:1-9 = end 22:12-15\
        """,
        rendered(reading.facts().all()));
  }

  @Test
  void theLastSettingOfANameCounts() throws IOException {
    Settings settings = PostgresConfReader.read(file("forms.conf")).facts();
    assertEquals("port 19:1-5 = 5434 19:8-12", rendered(settings.last("port")));
    assertEquals("", rendered(settings.last("Port")));
  }

  @Test
  void includesAreSettingsInTheirPlace() throws IOException {
    Reading<Settings> reading = PostgresConfReader.read(file("includes.conf"));
    assertEquals(
        """
        include 1:1-8 = shared.conf 1:10-21
        include_if_exists 3:1-18 = absent.conf 3:22-33
        include_dir 4:1-12 = conf.d 4:14-20\
        """,
        rendered(reading.facts().all()));
    assertEquals("2:21-22 SYNTAX", problems(reading));
  }

  @Test
  void refusesWhatTheServerRefusesAndReadsOn() throws IOException {
    Reading<Settings> reading = PostgresConfReader.read(file("broken.conf"));
    assertEquals(
        """
        1:25-27 SYNTAX
        2:13-17 SYNTAX
        3:8-19 SYNTAX
        4:18-18 SYNTAX
        5:1-9 SYNTAX
        6:15-17 SYNTAX
        7:8-9 SYNTAX
        8:1-14 SYNTAX
        9:1-2 SYNTAX
        10:20-21 SYNTAX
        11:8-9 TEMPLATE
        12:1-2 TEMPLATE\
        """,
        problems(reading));
    assertEquals("shared_buffers 13:1-15 = 64MB 13:18-22", rendered(reading.facts().all()));
    assertEquals(
        List.of(
            "PostgreSQL does not understand this line from `.0` on",
            "PostgreSQL does not understand this line from `5433` on"),
        reading.problems().subList(0, 2).stream().map(Problem::message).toList());
    assertEquals(
        "PostgreSQL does not understand this line from the end of the line on",
        reading.problems().get(3).message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"forms.conf", "includes.conf", "broken.conf"})
  void noPrefixThrowsAndPlacesSayWhatStandsThere(String name) throws IOException {
    String text = file(name).text();
    int checked = 0;
    for (int end = 0; end <= text.length(); end++) {
      SourceFile prefix = new SourceFile(new FilePath(name), text.substring(0, end));
      for (Setting setting : PostgresConfReader.read(prefix).facts().all()) {
        for (Text part : List.of(setting.at(), setting.value())) {
          if (part.span().length() == part.length()) {
            assertEquals(part.span().text(), part.chars());
            checked++;
          }
        }
      }
    }
    assertTrue(checked > 20, "only " + checked);
  }

  private static String rendered(List<Setting> settings) {
    return settings.stream()
        .map(
            s ->
                s.name()
                    + " "
                    + place(s.at().span())
                    + " = "
                    + s.value().toString().replace('\t', '␉')
                    + " "
                    + place(s.value().span()))
        .collect(Collectors.joining("\n"));
  }

  private static String problems(Reading<Settings> reading) {
    return reading.problems().stream()
        .map(problem -> place(problem.span()) + " " + problem.kind())
        .collect(Collectors.joining("\n"));
  }

  private static String place(Span span) {
    int start = span.startPosition().column();
    return span.startPosition().line() + ":" + start + "-" + span.endPosition().column();
  }

  private static SourceFile file(String name) throws IOException {
    return new SourceFile(new FilePath(name), Files.readString(DATA.resolve(name)));
  }
}
