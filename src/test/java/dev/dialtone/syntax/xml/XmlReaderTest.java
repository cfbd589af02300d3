package dev.dialtone.syntax.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.Position;
import dev.dialtone.source.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlReaderTest {
  @Test
  void readsElementsAttributesAndText() {
    assertRead(
        "<?xml version=\"1.0\"?>\r\n<!-- <a> -->\r\n<a b='1' c = \"x&lt;y\">\r\n <d/> one <e>\r\n2 </e>\r\n</a>\r\n",
        "3:2 a b=1 c=x<y `one`\n 4:3 d ``\n 4:12 e `2`\n");
  }

  @Test
  void replacesTheReferencesThatNeedNoDeclaration() {
    assertRead("<a>&#65;&#x42;&amp;&quot;<![CDATA[<&>]]></a>", "1:2 a `AB&\"<&>`\n");
  }

  @Test
  void expandsAndFetchesNothing() {
    assertRead(
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>1&x;2</a>", "1:56 a `1…2`\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "<",
        "<a",
        "<a>",
        "</a>",
        "<a></b>",
        "<a b>",
        "<a b=1/>",
        "<a b='1/>",
        "<a/><b/>",
        "<!-- a",
        "<![CDATA[",
        "<?x",
        "<!DOCTYPE a [",
        "<a>&",
        "<a></a",
        "x<a/>"
      })
  void saysWhatIsNone(String text) {
    assertEquals(false, read(text).sound());
  }

  @Test
  void doesNotGoDownForEver() {
    assertEquals(false, read("<a>".repeat(100_000)).sound());
  }

  private static XmlReader.Document read(String text) {
    return XmlReader.read(new SourceFile(new FilePath("a.xml"), text));
  }

  private static void assertRead(String text, String expected) {
    XmlReader.Document document = read(text);
    StringBuilder shown = new StringBuilder(document.sound() ? "" : "not sound\n");
    document.roots().forEach(root -> show(root, "", shown));
    assertEquals(expected, shown.toString());
  }

  private static void show(XmlElement element, String indent, StringBuilder shown) {
    Position at = element.name().span().startPosition();
    shown.append("%s%s:%s %s".formatted(indent, at.line(), at.column(), element.name()));
    element.attributes().forEach(a -> shown.append(" " + a.name() + "=" + a.value()));
    shown.append(" `" + element.text() + "`\n");
    element.children().forEach(child -> show(child, indent + " ", shown));
  }
}
