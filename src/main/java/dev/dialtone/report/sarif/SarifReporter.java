package dev.dialtone.report.sarif;

import com.contrastsecurity.sarif.ArtifactLocation;
import com.contrastsecurity.sarif.Invocation;
import com.contrastsecurity.sarif.Location;
import com.contrastsecurity.sarif.Notification;
import com.contrastsecurity.sarif.OriginalUriBaseIds;
import com.contrastsecurity.sarif.PhysicalLocation;
import com.contrastsecurity.sarif.ReportingConfiguration;
import com.contrastsecurity.sarif.ReportingDescriptorReference;
import com.contrastsecurity.sarif.Result;
import com.contrastsecurity.sarif.Run;
import com.contrastsecurity.sarif.SarifSchema210;
import com.contrastsecurity.sarif.Tool;
import com.contrastsecurity.sarif.ToolComponent;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dialtone.lint.Coverage;
import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.InternalFault;
import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Suppressed;
import dev.dialtone.report.ReportOptions;
import dev.dialtone.report.Reporter;
import dev.dialtone.report.secret.Secrets;
import dev.dialtone.source.FilePath;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes every finding as SARIF 2.1.0, as GitHub's code scanning and SARIF's own validator ask. */
public final class SarifReporter implements Reporter {
  private static final URI SCHEMA =
      URI.create(
          "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");

  private final ReportOptions options;

  public SarifReporter(ReportOptions options) {
    this.options = options;
  }

  @Override
  public void report(LintResult result, Appendable out) throws IOException {
    LintResult safe = Secrets.hide(result);
    Artifacts artifacts = new Artifacts(safe);
    Run run =
        new Run()
            .withTool(tool(safe.rules()))
            .withInvocations(List.of(invocation(safe, artifacts)))
            .withOriginalUriBaseIds(root())
            .withArtifacts(artifacts.list())
            .withColumnKind(Run.ColumnKind.UNICODE_CODE_POINTS)
            .withResults(results(safe, artifacts));
    SarifSchema210 log =
        new SarifSchema210()
            .with$schema(SCHEMA)
            .withVersion(SarifSchema210.Version._2_1_0)
            .withRuns(List.of(run));
    if (!safe.equals(result)) {
      run.setRedactionTokens(Set.of(Secrets.MASK));
    }
    mapper().writeValue(new HarmlessJson(out), log);
    out.append('\n');
  }

  private static JsonMapper mapper() {
    Separators separators =
        Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER);
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    JsonInclude.Value always =
        JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS);
    return JsonMapper.builder()
        .defaultPrettyPrinter(
            new DefaultPrettyPrinter(separators)
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter))
        .enable(SerializationFeature.INDENT_OUTPUT)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        // java-sarif leaves defaults out, but a result without a level has that of its rule.
        .withConfigOverride(Result.Level.class, level -> level.setInclude(always))
        .withConfigOverride(ReportingConfiguration.Level.class, level -> level.setInclude(always))
        .withConfigOverride(Notification.Level.class, level -> level.setInclude(always))
        .build();
  }

  private Tool tool(List<RuleInfo> rules) {
    ToolComponent driver =
        new ToolComponent()
            .withName("Dialtone")
            .withVersion(options.version())
            .withInformationUri(Descriptors.HOME)
            .withRules(Descriptors.rules(rules))
            .withNotifications(Descriptors.notifications());
    if (Character.isDigit(options.version().charAt(0))) {
      // A build that was not released has a name and no number.
      driver.setSemanticVersion(options.version());
    }
    return new Tool().withDriver(driver);
  }

  private static OriginalUriBaseIds root() {
    OriginalUriBaseIds bases = new OriginalUriBaseIds();
    // Without a URI: a report must not tell where on a machine the folder lay.
    bases.setAdditionalProperty(
        Artifacts.ROOT,
        new ArtifactLocation()
            .withDescription(Sentences.message("The folder in which Dialtone ran")));
    return bases;
  }

  private static Invocation invocation(LintResult result, Artifacts artifacts) {
    List<Notification> notifications = new ArrayList<>();
    for (InternalFault fault : result.internalFaults()) {
      Notification notification =
          notification(Descriptors.INTERNAL_ERROR, fault.path(), artifacts)
              .withLevel(Notification.Level.ERROR)
              .withMessage(
                  new Sentences()
                      .add("Internal error in ", fault.during())
                      .add("", fault.cause())
                      .add("", "Please report it")
                      .message());
      if (index(result.rules(), fault.during()) >= 0) {
        notification.setAssociatedRule(
            new ReportingDescriptorReference()
                .withId(fault.during())
                .withIndex(index(result.rules(), fault.during())));
      }
      notifications.add(notification);
    }
    for (Coverage unseen : result.coverage()) {
      notifications.add(
          notification(Descriptors.NOT_LOOKED_AT, unseen.path(), artifacts)
              .withLevel(Notification.Level.WARNING)
              .withMessage(
                  new Sentences()
                      .add("Not looked at: ", unseen.path().value() + ": " + unseen.why())
                      .message()));
    }
    Invocation invocation =
        new Invocation().withExecutionSuccessful(result.internalFaults().isEmpty());
    return notifications.isEmpty()
        ? invocation
        : invocation.withToolExecutionNotifications(notifications);
  }

  private static Notification notification(String id, FilePath path, Artifacts artifacts) {
    Location location =
        new Location()
            .withPhysicalLocation(
                new PhysicalLocation().withArtifactLocation(artifacts.location(path)));
    return new Notification()
        .withDescriptor(new ReportingDescriptorReference().withId(id))
        .withLocations(Set.of(location));
  }

  private static List<Result> results(LintResult result, Artifacts artifacts) {
    List<Result> results = new ArrayList<>();
    for (Diagnostic diagnostic : result.diagnostics()) {
      int rule = index(result.rules(), diagnostic.finding().rule().id());
      Result own = new ResultOf(diagnostic, artifacts).result(rule);
      // SARIF 2.1.0, 3.27.23: all results tell of suppressions, or none does.
      results.add(result.suppressed().isEmpty() ? own : own.withSuppressions(Set.of()));
    }
    for (Suppressed suppressed : result.suppressed()) {
      int rule = index(result.rules(), suppressed.diagnostic().finding().rule().id());
      results.add(
          new ResultOf(suppressed.diagnostic(), artifacts)
              .result(rule)
              .withSuppressions(Set.of(suppression(suppressed))));
    }
    return results;
  }

  private static com.contrastsecurity.sarif.Suppression suppression(Suppressed suppressed) {
    com.contrastsecurity.sarif.Suppression suppression =
        new com.contrastsecurity.sarif.Suppression()
            .withKind(
                suppressed.by() == Suppressed.By.COMMENT
                    ? com.contrastsecurity.sarif.Suppression.Kind.IN_SOURCE
                    : com.contrastsecurity.sarif.Suppression.Kind.EXTERNAL);
    return suppressed.reason().isEmpty()
        ? suppression
        : suppression.withJustification(suppressed.reason());
  }

  /** The place of a rule in the list, or -1. */
  private static int index(List<RuleInfo> rules, String id) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }
}
