package dev.dialtone.report.sarif;

import com.contrastsecurity.sarif.ArtifactChange;
import com.contrastsecurity.sarif.ArtifactContent;
import com.contrastsecurity.sarif.CodeFlow;
import com.contrastsecurity.sarif.Location;
import com.contrastsecurity.sarif.Message;
import com.contrastsecurity.sarif.PartialFingerprints;
import com.contrastsecurity.sarif.PropertyBag;
import com.contrastsecurity.sarif.Replacement;
import com.contrastsecurity.sarif.Result;
import com.contrastsecurity.sarif.ThreadFlow;
import com.contrastsecurity.sarif.ThreadFlowLocation;
import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.Edit;
import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Fix;
import dev.dialtone.lint.Note;
import dev.dialtone.lint.Severity;
import dev.dialtone.source.FilePath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One finding as a result of SARIF. */
final class ResultOf {
  /** GitHub takes no result with more than 1,000 locations, and shows a tenth of them. */
  private static final int MAX_LOCATIONS = 100;

  /** Links to more places make a message unreadable; the related locations hold them all. */
  private static final int MAX_LINKS = 5;

  private static final String FINGERPRINT = "dialtone/v1";

  private final Diagnostic diagnostic;
  private final Finding finding;
  private final Artifacts artifacts;

  ResultOf(Diagnostic diagnostic, Artifacts artifacts) {
    this.diagnostic = diagnostic;
    this.finding = diagnostic.finding();
    this.artifacts = artifacts;
  }

  /** The result, whose rule has this place in the list of rules; -1 if it is not listed. */
  Result result(int ruleIndex) {
    Result result =
        new Result()
            .withRuleId(finding.rule().id())
            .withRuleIndex(ruleIndex)
            .withKind(Result.Kind.FAIL)
            .withLevel(level(diagnostic.severity()))
            .withMessage(message())
            .withLocations(
                List.of(new Location().withPhysicalLocation(artifacts.place(finding.span()))))
            .withPartialFingerprints(fingerprints());
    if (!finding.notes().isEmpty()) {
      result.setRelatedLocations(related());
    }
    if (!finding.walk().isEmpty()) {
      result.setCodeFlows(List.of(walk()));
    }
    Set<com.contrastsecurity.sarif.Fix> fixes = fixes();
    if (!fixes.isEmpty()) {
      result.setFixes(fixes);
    }
    if (!finding.service().isEmpty()) {
      PropertyBag properties = new PropertyBag();
      properties.setAdditionalProperty("dialtone/service", finding.service());
      result.setProperties(properties);
    }
    return result;
  }

  private Message message() {
    Sentences sentences = new Sentences().add("", finding.message());
    sentences.add("At run time: ", finding.runtimeError());
    sentences.add("Help: ", finding.help());
    for (int i = 0; i < Math.min(MAX_LINKS, finding.notes().size()); i++) {
      String words = finding.notes().get(i).message();
      sentences.addLink(words.isEmpty() ? "See here" : words, i + 1);
    }
    return sentences.message();
  }

  private PartialFingerprints fingerprints() {
    PartialFingerprints fingerprints = new PartialFingerprints();
    fingerprints.setAdditionalProperty(FINGERPRINT, diagnostic.fingerprint());
    return fingerprints;
  }

  private Set<Location> related() {
    Set<Location> related = new LinkedHashSet<>();
    int shown = Math.min(MAX_LOCATIONS, finding.notes().size());
    for (Note note : finding.notes().subList(0, shown)) {
      related.add(location(note).withId(related.size() + 1));
    }
    return related;
  }

  private Location location(Note note) {
    Location location = new Location().withPhysicalLocation(artifacts.place(note.span()));
    return note.message().isEmpty()
        ? location
        : location.withMessage(Sentences.message(note.message()));
  }

  /** The way from the dialler to the listener. */
  private CodeFlow walk() {
    List<ThreadFlowLocation> steps = new ArrayList<>();
    for (Note step : finding.walk()) {
      steps.add(new ThreadFlowLocation().withLocation(location(step)));
    }
    return new CodeFlow().withThreadFlows(List.of(new ThreadFlow().withLocations(steps)));
  }

  private Set<com.contrastsecurity.sarif.Fix> fixes() {
    Set<com.contrastsecurity.sarif.Fix> fixes = new LinkedHashSet<>();
    for (Fix fix : finding.fixes()) {
      if (!fix.edits().isEmpty()) {
        fixes.add(
            new com.contrastsecurity.sarif.Fix()
                .withDescription(Sentences.message(fix.description()))
                .withArtifactChanges(changes(fix)));
      }
    }
    return fixes;
  }

  private Set<ArtifactChange> changes(Fix fix) {
    Map<FilePath, List<Replacement>> byFile = new TreeMap<>();
    for (Edit edit : fix.edits()) {
      byFile
          .computeIfAbsent(edit.span().file().path(), path -> new ArrayList<>())
          .add(
              new Replacement()
                  .withDeletedRegion(Artifacts.region(edit.span()))
                  .withInsertedContent(new ArtifactContent().withText(edit.text())));
    }
    Set<ArtifactChange> changes = new LinkedHashSet<>();
    byFile.forEach(
        (path, replacements) ->
            changes.add(
                new ArtifactChange()
                    .withArtifactLocation(artifacts.location(path))
                    .withReplacements(replacements)));
    return changes;
  }

  private static Result.Level level(Severity severity) {
    return switch (severity) {
      case ERROR -> Result.Level.ERROR;
      case WARNING -> Result.Level.WARNING;
      case NOTE -> Result.Level.NOTE;
    };
  }
}
