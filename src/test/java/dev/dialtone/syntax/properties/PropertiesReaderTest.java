package dev.dialtone.syntax.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.properties.PropertyLines.Comment;
import dev.dialtone.syntax.properties.PropertyLines.Entry;
import dev.dialtone.syntax.properties.PropertyLines.Line;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertiesReaderTest {
  private static final Path FILE = Path.of("testdata/syntax/properties/everything.properties");

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          a=1              | a[0-1]=1[2-3]
          b = 2            | b[0-1]=2[4-5]
          c:3              | c[0-1]=3[2-3]
          d 4              | d[0-1]=4[2-3]
          e : = 5          | e[0-1]== 5[4-7]
          f                | f[0-1]=[1-1]
          g=               | g[0-1]=[2-2]
          =h               | [0-0]=h[1-2]
          i\\ j=6          | i j[0-4]=6[5-6]
          k\\:l\\=m=7      | k:l=m[0-7]=7[8-9]
          n=8\\t9          | n[0-1]=8␉9[2-6]
          o=\\u0041\\u00e9 | o[0-1]=Aé[2-14]
          p=\\q\\\\        | p[0-1]=q\\[2-6]
          q.r[0].s=x       | q.r[0].s[0-8]=x[9-10]
          t=a b  c         | t[0-1]=a b  c[2-8]
          u=#no            | u[0-1]=#no[2-5]
          `  v=w  `        | v[2-3]=w␠␠[4-7]
          # x=y            | comment[0-5]
          `  !z`           | comment[2-4]
          """)
  void readsALine(String line, String expected) {
    assertEquals(expected, rendered(line));
  }

  @Test
  void joinsLinesThatEndInABackslashAndKeepsThePlaceOfEachPart() {
    SourceFile file = file("urls = one,\\\r\n       two,\\\n\t#three\nnext=1");
    PropertyLines read = PropertiesReader.read(file);
    Entry urls = read.entries().get(0);
    assertEquals("one,two,#three", urls.value().chars());
    assertEquals(new Span(file, 7, 34), urls.value().span());
    assertEquals(new Span(file, 21, 24), urls.value().slice(4, 7).span());
    assertEquals("2:8", place(urls.value().slice(4, 7)));
    assertEquals("3:2", place(urls.value().slice(8)));
    assertEquals("4:1", place(read.entries().get(1).key()));
  }

  @Test
  void aDoubledBackslashAtTheEndOfALineDoesNotContinueIt() {
    assertEquals("a[0-1]=x\\[2-5] b[6-7]=y[8-9]", rendered("a=x\\\\\nb=y"));
  }

  @Test
  void aCommentIsNotContinued() {
    assertEquals("comment[0-4] a[5-6]=1[7-8]", rendered("# x\\\na=1"));
  }

  @Test
  void allLineEndsEndALine() {
    assertEquals("a[0-1]=1[2-3] b[4-5]=2[6-7] c[9-10]=3[11-12]", rendered("a=1\rb=2\r\nc=3"));
  }

  @Test
  void aMalformedEscapeIsAProblemAndStays() {
    SourceFile file = file("a=\\u12x4\nb=2");
    PropertyLines read = PropertiesReader.read(file);
    assertEquals("\\u12x4", read.entries().get(0).value().chars());
    assertEquals("2", read.entries().get(1).value().chars());
    Problem problem =
        Problem.syntax(new Span(file, 2, 8), "`\\u` needs four hexadecimal digits behind it");
    assertEquals(List.of(problem), read.problems());
  }

  @Test
  void readsWhatJavaReads() throws IOException {
    String text = Files.readString(FILE);
    assertEquals(byJava(text), byUs(text));
    assertEquals(26, byUs(text).size());
  }

  @Test
  void readsRandomTextsAsJavaDoes() throws IOException {
    Random random = new Random(17);
    String[] pieces = {
      "a", "b", "=", ":", " ", "\t", "\f", "\\", "\\", "\n", "\r", "\r\n", "#", "!", "\\u0041",
      "\\n", "é", "value", "key.x"
    };
    for (int i = 0; i < 40_000; i++) {
      StringBuilder chars = new StringBuilder();
      int length = random.nextInt(14);
      for (int j = 0; j < length; j++) {
        chars.append(pieces[random.nextInt(pieces.length)]);
      }
      String text = chars.toString();
      if (PropertiesReader.read(file(text)).problems().isEmpty()) {
        assertEquals(byJava(text), byUs(text), () -> text.codePoints().boxed().toList().toString());
      }
    }
  }

  @Test
  void noPrefixOfAFileThrowsAndPlacesSayWhatStandsThere() throws IOException {
    String text = Files.readString(FILE);
    int checked = 0;
    for (int end = 0; end <= text.length(); end++) {
      SourceFile file = file(text.substring(0, end));
      for (Entry entry : PropertiesReader.read(file).entries()) {
        for (Text part : new Text[] {entry.key(), entry.value()}) {
          if (part.span().length() == part.length()) {
            assertEquals(part.span().text(), part.chars());
            checked++;
          }
        }
      }
    }
    assertTrue(checked > 10_000, "only " + checked);
  }

  private static Map<String, String> byJava(String text) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    Map<String, String> all = new TreeMap<>();
    properties.forEach((key, value) -> all.put((String) key, (String) value));
    return all;
  }

  private static Map<String, String> byUs(String text) {
    Map<String, String> all = new TreeMap<>();
    for (Entry entry : PropertiesReader.read(file(text)).entries()) {
      all.put(entry.key().chars(), entry.value().chars());
    }
    return all;
  }

  private static String place(Text text) {
    return text.span().startPosition().line() + ":" + text.span().startPosition().column();
  }

  private static String rendered(String text) {
    return PropertiesReader.read(file(text)).lines().stream()
        .map(PropertiesReaderTest::rendered)
        .collect(Collectors.joining(" "));
  }

  private static String rendered(Line line) {
    if (line instanceof Entry entry) {
      String value = rendered(entry.value()).replace("\t", "␉");
      int end = value.lastIndexOf('[');
      String chars = value.substring(0, end);
      String bare = chars.stripTrailing();
      return rendered(entry.key())
          + "="
          + bare
          + "␠".repeat(chars.length() - bare.length())
          + value.substring(end);
    }
    return "comment" + offsets(((Comment) line).span());
  }

  private static String rendered(Text text) {
    return text.chars() + offsets(text.span());
  }

  private static String offsets(Span span) {
    return "[" + span.start() + "-" + span.end() + "]";
  }

  private static SourceFile file(String text) {
    return new SourceFile(new FilePath("app.properties"), text);
  }
}
