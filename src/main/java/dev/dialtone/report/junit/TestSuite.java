package dev.dialtone.report.junit;

import dev.dialtone.report.Printable;
import dev.dialtone.source.FilePath;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The tests of one file, of which there is at least one. */
record TestSuite(FilePath file, List<TestCase> tests) {
  void write(XMLStreamWriter xml) throws XMLStreamException {
    String name = Printable.line(file.value());
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", name);
    writeCounts(tests, xml);
    xml.writeAttribute("skipped", count(tests, TestCase.Outcome.SKIPPED));
    for (TestCase test : tests) {
      test.write(name, xml);
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  /** Writes the counts that a suite and the whole report have alike. */
  static void writeCounts(List<TestCase> tests, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeAttribute("tests", Integer.toString(tests.size()));
    xml.writeAttribute("failures", count(tests, TestCase.Outcome.FAILURE));
    xml.writeAttribute("errors", count(tests, TestCase.Outcome.ERROR));
  }

  private static String count(List<TestCase> tests, TestCase.Outcome outcome) {
    return Long.toString(tests.stream().filter(test -> test.outcome() == outcome).count());
  }
}
