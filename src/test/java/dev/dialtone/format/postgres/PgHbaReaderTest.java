package dev.dialtone.format.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.model.HostRule;
import dev.dialtone.model.HostRule.Word;
import dev.dialtone.model.facts.HostRules;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The expectations are what PostgreSQL 15 says in {@code pg_hba_file_rules}. */
class PgHbaReaderTest {
  private static Reading<HostRules> read(String text) {
    return PgHbaReader.read(new SourceFile(new FilePath("pg_hba.conf"), text));
  }

  private static List<String> shown(String text) {
    return read(text).facts().rules().stream().map(PgHbaReaderTest::shown).toList();
  }

  private static String shown(HostRule rule) {
    return String.join(
        "|",
        rule.type().toString(),
        words(rule.databases()),
        words(rule.users()),
        rule.address().toString(),
        rule.mask().toString(),
        rule.method().toString());
  }

  private static String words(List<Word> words) {
    return words.stream()
        .map(word -> word.quoted() ? "\"" + word.text() + "\"" : word.text().toString())
        .collect(Collectors.joining(","));
  }

  @Test
  void aLineHasFieldsAndListsAndMasks() {
    assertEquals(
        List.of(
            "local|all|all|||trust",
            "host|\"all\",shop|\"+role\",app|10.0.0.0|255.0.0.0|md5",
            "host|all|all|samenet||scram-sha-256",
            "host|shop,all+x|all|127.0.0.1/32||reject",
            "hostssl|\"a b\"|all|::1/128||cert"),
        shown(
            """
            # comment
            local   all all trust
            host "all", shop  "+role",app 10.0.0.0 255.0.0.0 md5 # tail
            host all all samenet \\
              scram-sha-256
            host shop,all+x all 127.0.0.1/32 reject
            hostssl "a b" all ::1/128 cert clientcert=verify-full
            """));
  }

  @Test
  void aNameStandsWhereItIsWritten() {
    HostRule rule = read("host \"my db\" app samenet md5").facts().rules().get(0);
    assertEquals(6, rule.databases().get(0).text().span().start());
    assertEquals(11, rule.databases().get(0).text().span().end());
  }

  @Test
  void lineEndsOfWindowsAreLineEnds() {
    assertEquals(
        List.of("host|all|all|all||md5", "local|all|all|||peer"),
        shown("host all all \\\r\n all md5\r\nlocal all all peer\r\n"));
  }

  @Test
  void whatIsIncludedIsNotSeen() {
    assertEquals(false, read("include more.conf\nhost all all all md5\n").facts().complete());
    assertEquals(true, read("host all all all md5\n").facts().complete());
  }

  @Test
  void aLineThatTheServerRefusesIsAProblem() {
    Reading<HostRules> reading = read("hots all all all md5\nhost all all\n");
    assertEquals(false, reading.facts().complete());
    assertEquals(
        List.of("`hots` is no type", "the line ends too early"),
        reading.problems().stream().map(problem -> problem.message()).toList());
  }
}
