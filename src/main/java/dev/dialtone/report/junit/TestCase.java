package dev.dialtone.report.junit;

import dev.dialtone.lint.Coverage;
import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.Finding;
import dev.dialtone.lint.InternalFault;
import dev.dialtone.lint.Note;
import dev.dialtone.report.Printable;
import dev.dialtone.report.ReportOptions;
import dev.dialtone.source.Position;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A test as JUnit's XML has it.
 *
 * @param type what kind of failure it is; not empty
 * @param message the failure in a line; empty if there is none
 * @param details the whole of it, lines
 */
record TestCase(String name, Outcome outcome, String type, String message, String details) {
  /** What became of a test. */
  enum Outcome {
    PASSED("system-out"),
    FAILURE("failure"),
    ERROR("error"),
    SKIPPED("skipped");

    private final String element;

    Outcome(String element) {
      this.element = element;
    }
  }

  /** The test of a file in which nothing was found. */
  static final TestCase PASSED = new TestCase("dialtone", Outcome.PASSED, "none", "", "");

  static TestCase of(Diagnostic diagnostic, ReportOptions options) {
    Finding finding = diagnostic.finding();
    Position at = finding.span().startPosition();
    String title = finding.rule().id() + " " + finding.rule().name();
    return new TestCase(
        title + " at " + at.line() + ":" + at.column(),
        options.shows(diagnostic.severity()) ? Outcome.FAILURE : Outcome.PASSED,
        diagnostic.severity().id(),
        Printable.line(finding.message()),
        details(diagnostic));
  }

  static TestCase of(Coverage unseen) {
    String why = Printable.line(unseen.why());
    return new TestCase("not looked at: " + why, Outcome.SKIPPED, "not-looked-at", why, "");
  }

  static TestCase of(InternalFault fault) {
    return new TestCase(
        Printable.line("internal error in " + fault.during()),
        Outcome.ERROR,
        "internal-error",
        Printable.line(fault.cause()) + "; please report it",
        "");
  }

  void write(String suite, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", suite);
    xml.writeAttribute("name", name);
    if (!message.isEmpty()) {
      xml.writeCharacters("\n      ");
      xml.writeStartElement(outcome.element);
      if (outcome != Outcome.PASSED) {
        xml.writeAttribute("type", type);
        xml.writeAttribute("message", message);
      }
      xml.writeCharacters(details);
      xml.writeEndElement();
      xml.writeCharacters("\n    ");
    }
    xml.writeEndElement();
  }

  private static String details(Diagnostic diagnostic) {
    Finding finding = diagnostic.finding();
    StringBuilder lines = new StringBuilder();
    String title = diagnostic.severity().id() + "[" + finding.rule().id() + "] ";
    addLine(finding.span() + ": " + title, finding.message(), lines);
    for (Note note : finding.notes()) {
      addLine(note.span() + ": ", note.message(), lines);
    }
    addLine("at run time: ", finding.runtimeError(), lines);
    addLine("help: ", finding.help(), lines);
    return lines.toString();
  }

  private static void addLine(String about, String words, StringBuilder lines) {
    if (!words.isEmpty()) {
      lines.append(lines.isEmpty() ? "" : "\n").append(Printable.line(about + words));
    }
  }
}
