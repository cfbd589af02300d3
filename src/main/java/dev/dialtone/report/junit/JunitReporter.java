package dev.dialtone.report.junit;

import dev.dialtone.lint.Coverage;
import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.InternalFault;
import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.ProjectSummary;
import dev.dialtone.report.ReportOptions;
import dev.dialtone.report.Reporter;
import dev.dialtone.report.secret.Secrets;
import dev.dialtone.source.FilePath;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a suite for each file with a test for each finding, which fails if the finding is shown to
 * people and passes with a remark if it is not. A file without findings has one test that passes:
 * servers take a report without tests for a broken one.
 */
public final class JunitReporter implements Reporter {
  private final ReportOptions options;

  public JunitReporter(ReportOptions options) {
    this.options = options;
  }

  @Override
  public void report(LintResult result, Appendable out) throws IOException {
    List<TestSuite> suites = suites(Secrets.hide(result));
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      xml.writeAttribute("name", "dialtone");
      TestSuite.writeCounts(suites.stream().flatMap(suite -> suite.tests().stream()).toList(), xml);
      for (TestSuite suite : suites) {
        suite.write(xml);
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
    out.append(text.getBuffer()).append('\n');
  }

  private List<TestSuite> suites(LintResult result) {
    Map<FilePath, List<TestCase>> tests = new TreeMap<>();
    for (ProjectSummary project : result.projects()) {
      project.files().forEach(file -> tests.putIfAbsent(file, new ArrayList<>()));
    }
    for (Diagnostic diagnostic : result.diagnostics()) {
      of(diagnostic.finding().span().file().path(), tests).add(TestCase.of(diagnostic, options));
    }
    for (Coverage unseen : result.coverage()) {
      of(unseen.path(), tests).add(TestCase.of(unseen));
    }
    for (InternalFault fault : result.internalFaults()) {
      of(fault.path(), tests).add(TestCase.of(fault));
    }
    List<TestSuite> suites = new ArrayList<>();
    tests.forEach(
        (file, found) ->
            suites.add(new TestSuite(file, found.isEmpty() ? List.of(TestCase.PASSED) : found)));
    return suites;
  }

  private static List<TestCase> of(FilePath file, Map<FilePath, List<TestCase>> tests) {
    return tests.computeIfAbsent(file, path -> new ArrayList<>());
  }
}
