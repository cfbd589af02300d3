package dev.dialtone.syntax.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenAddressesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "*|*@0-1",
        "localhost|localhost@0-9",
        "127.0.0.1, ::1|127.0.0.1@0-9 ::1@11-14",
        " 0.0.0.0 ,::|0.0.0.0@1-8 ::@10-12",
        "\"a b\",db|a b@1-4 db@6-8",
        "''|''",
        "'   '|''",
        "Db_1|Db_1@0-4",
      })
  void readsTheNames(String value, String expected) {
    ListenAddresses addresses = parse(value);
    assertEquals(expected, rendered(addresses));
    assertEquals(0, addresses.problems().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a b|2-3",
        "localhost,|0-10",
        ",a|0-1",
        "a,,b|2-3",
        "\"a|0-2",
        "a \"b\"|2-3",
      })
  void aBrokenListHasNoNamesAndOneProblem(String value, String place) {
    ListenAddresses addresses = parse(value);
    assertEquals("", rendered(addresses));
    assertEquals(1, addresses.problems().size());
    assertEquals(
        place,
        addresses.problems().get(0).span().start()
            + "-"
            + addresses.problems().get(0).span().end());
  }

  private static ListenAddresses parse(String value) {
    return ListenAddresses.parse(
        Text.of(new SourceFile(new FilePath("postgresql.conf"), value).span()));
  }

  private static String rendered(ListenAddresses addresses) {
    return addresses.names().stream()
        .map(name -> name + "@" + name.span().start() + "-" + name.span().end())
        .collect(Collectors.joining(" "));
  }
}
