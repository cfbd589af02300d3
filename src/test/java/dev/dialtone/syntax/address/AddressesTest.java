package dev.dialtone.syntax.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cases stand in files: {@code = value}, below it a line for each address with its parts and
 * their columns, or {@code -} where there is none; {@code …} is a hole.
 */
class AddressesTest {
  private static final Path CASES = Path.of("testdata/syntax/address");

  record Case(String file, int line, String value, String expected) {
    @Override
    public String toString() {
      return file + ":" + line + " " + value;
    }
  }

  static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(CASES)) {
      for (Path file : files.sorted().toList()) {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
          if (lines.get(i).startsWith("= ")) {
            int to = i + 1;
            while (to < lines.size() && !lines.get(to).isEmpty()) {
              to++;
            }
            String expected = String.join("\n", lines.subList(i + 1, to));
            String name = file.getFileName().toString();
            cases.add(new Case(name, i + 1, lines.get(i).substring(2), expected));
          }
        }
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsTheParts(Case given) {
    assertEquals(given.expected(), rendered(Addresses.parse(text(given.value()))));
  }

  @Test
  void theFilesHoldManyCases() throws IOException {
    assertTrue(cases().size() >= 150, "only " + cases().size() + " cases");
  }

  @Test
  void everyPartLiesInTheValueAndSaysWhatStandsThere() throws IOException {
    int parts = 0;
    for (Case given : cases()) {
      Text value = text(given.value());
      for (Address address : Addresses.parse(value)) {
        parts += checkedParts(value, address);
      }
    }
    assertTrue(parts > 1_000, "only " + parts + " parts");
  }

  @Test
  void noPrefixOfACaseThrowsAndItsPartsStayInside() throws IOException {
    for (Case given : cases()) {
      for (int end = 0; end < given.value().length(); end++) {
        Text value = text(given.value().substring(0, end));
        for (Address address : Addresses.parse(value)) {
          checkedParts(value, address);
        }
      }
    }
  }

  @Test
  void randomStringsNeverThrowAndTheirPartsStayInside() {
    Random random = new Random(20_17);
    String[] pieces = {
      "jdbc:",
      "postgresql",
      "://",
      "//",
      "/",
      ":",
      ":",
      "@",
      "[",
      "]",
      "::1",
      "(",
      ")",
      "tcp(",
      "unix:",
      "=",
      ";",
      ",",
      " ",
      "'",
      "\"",
      "{",
      "}",
      "\\",
      "%2f",
      "%",
      "?",
      "&",
      "#",
      "host",
      "port",
      "Server",
      "db",
      "5432",
      "0",
      "127.0.0.1",
      "…",
      "thin:",
      "address=(",
      "HOST=",
      "\t",
      "😀",
      "oracle:",
      "sqlserver",
      "redis",
      "+",
      "*",
      ".",
      "-",
      "_",
      "\n"
    };
    int found = 0;
    for (int i = 0; i < 60_000; i++) {
      StringBuilder chars = new StringBuilder();
      int length = 1 + random.nextInt(12);
      for (int j = 0; j < length; j++) {
        chars.append(pieces[random.nextInt(pieces.length)]);
      }
      Text value = text(chars.toString());
      for (Address address : Addresses.parse(value)) {
        checkedParts(value, address);
        found++;
      }
    }
    assertTrue(found > 2_000, "only " + found + " addresses");
  }

  @Test
  void aValueOfManyThousandCharactersIsNoAddress() {
    assertEquals(List.of(), Addresses.parse(text("a:80,".repeat(2_000))));
  }

  private static int checkedParts(Text value, Address address) {
    List<Text> parts = new ArrayList<>(parts(address));
    for (Address.Option option : address.options()) {
      parts.add(option.name());
      parts.add(option.value());
    }
    for (Text part : parts) {
      Span span = part.span();
      assertTrue(value.span().contains(span), () -> span + " lies outside " + value);
      if (span.length() == part.length()) {
        assertEquals(span.text(), part.toString());
      }
    }
    assertTrue(address.whole().span().contains(address.host().span()), address::toString);
    return parts.size();
  }

  private static List<Text> parts(Address address) {
    return List.of(
        address.scheme(),
        address.user(),
        address.password(),
        address.host(),
        address.port(),
        address.whole(),
        address.path(),
        address.socket());
  }

  private static String rendered(List<Address> addresses) {
    if (addresses.isEmpty()) {
      return "-";
    }
    List<String> lines = new ArrayList<>();
    for (Address address : addresses) {
      StringBuilder line = new StringBuilder(address.form().name());
      String[] names = {"scheme", "user", "password", "host", "port", "whole", "path", "socket"};
      List<Text> parts = parts(address);
      for (int i = 0; i < names.length; i++) {
        if (!parts.get(i).isEmpty()) {
          line.append(' ').append(names[i]).append('=').append(placed(parts.get(i)));
        }
      }
      for (Address.Option option : address.options()) {
        line.append(' ').append(option.name()).append(":=").append(placed(option.value()));
      }
      lines.add(line.toString());
    }
    return String.join("\n", lines);
  }

  /** The part with its first column and the column behind it. */
  private static String placed(Text part) {
    Span span = part.span();
    int start = span.startPosition().column();
    return "`" + part + "`" + start + "-" + span.endPosition().column();
  }

  private static Text text(String value) {
    SourceFile file = new SourceFile(new FilePath("value.txt"), value);
    Text.Builder text = Text.builder(file.span());
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) == '…') {
        text.appendUnknown(file.span(i, i + 1), "not set");
      } else {
        text.append(value.substring(i, i + 1), file.span(i, i + 1));
      }
    }
    return text.build();
  }
}
