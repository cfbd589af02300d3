package dev.dialtone.rules.read;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.MissingPath;
import dev.dialtone.model.MissingPath.Standing;
import dev.dialtone.model.Outcome;
import dev.dialtone.rules.Words;
import dev.dialtone.source.FilePath;
import java.util.List;
import java.util.function.Consumer;

/** DT004: a file that the project needs is not there. */
public final class MissingFile implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT004", "missing-file", Severity.ERROR, "The project names a file that is not there");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    outcome.project().missing().forEach(missing -> sink.accept(finding(missing)));
  }

  private Finding finding(MissingPath missing) {
    List<String> meant =
        missing.beside().stream()
            .filter(name -> Slip.between(missing.path().name(), name))
            .toList();
    Finding.Builder finding =
        Finding.at(info(), missing.at(), message(missing))
            .confidence(confidence(missing, meant))
            .notes(Words.usedHere(missing.at()))
            .runtimeError(runtimeError(missing));
    if (!meant.isEmpty()) {
      finding.help("did you mean " + Words.anyOf(meant) + "?");
    } else if (!missing.examples().isEmpty()) {
      FilePath example = missing.examples().get(0);
      finding.help("copy %s and fill it in".formatted(quoted(example)));
    }
    return finding.build();
  }

  private static Confidence confidence(MissingPath missing, List<String> meant) {
    if (missing.standing() == Standing.LEFT_OUT || !missing.examples().isEmpty()) {
      return Confidence.POSSIBLE;
    }
    boolean seen = missing.standing() == Standing.LACKING;
    return switch (missing.kind()) {
      case INCLUDE, EXTENDS -> Confidence.CERTAIN;
      case ENV_FILE, LABEL_FILE, CONFIG, SECRET ->
          meant.isEmpty() ? Confidence.PROBABLE : Confidence.CERTAIN;
      case BUILD_CONTEXT, DOCKERFILE, MOUNTED_FILE ->
          !meant.isEmpty() ? Confidence.CERTAIN : seen ? Confidence.PROBABLE : Confidence.POSSIBLE;
    };
  }

  private static String message(MissingPath missing) {
    String path = quoted(missing.path());
    return switch (missing.kind()) {
      case INCLUDE, EXTENDS, ENV_FILE, LABEL_FILE, CONFIG, SECRET, DOCKERFILE ->
          "there is no file " + path;
      case BUILD_CONTEXT -> "there is no folder " + path;
      case MOUNTED_FILE -> "there is no file " + path + ": Docker makes a folder in its place";
    };
  }

  private static String runtimeError(MissingPath missing) {
    return switch (missing.kind()) {
      case INCLUDE, EXTENDS -> "open %s: no such file or directory".formatted(missing.path());
      case ENV_FILE -> "env file %s not found".formatted(missing.path());
      case LABEL_FILE -> "label file %s not found".formatted(missing.path());
      case CONFIG, SECRET -> "bind source path does not exist: " + missing.path();
      case BUILD_CONTEXT ->
          "unable to prepare context: path \"%s\" not found".formatted(missing.path());
      case DOCKERFILE ->
          "failed to read dockerfile: open %s: no such file or directory"
              .formatted(missing.path().name());
      case MOUNTED_FILE ->
          "not a directory: Are you trying to mount a directory onto a file (or vice-versa)?";
    };
  }
}
