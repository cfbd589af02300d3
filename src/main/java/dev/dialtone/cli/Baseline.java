package dev.dialtone.cli;

import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.ProjectSummary;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Suppressed;
import dev.dialtone.report.json.JsonWriter;
import dev.dialtone.report.secret.Secrets;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Workspace;
import dev.dialtone.source.Workspace.Content;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Findings that were there when somebody began to use Dialtone, and that are not reported: a file
 * of JSON with a fingerprint for each, which stays the same when lines move.
 *
 * @param entries by their fingerprints
 */
record Baseline(Map<String, Entry> entries) {
  /** The file's name where none is told. */
  static final String NAME = ".dialtone-baseline.json";

  private static final int VERSION = 1;

  /** One finding; the file is the path from the folder of the baseline's user. */
  record Entry(String rule, String file) {}

  /** Reads a baseline, which is there. */
  static Baseline read(FilePath path, Workspace workspace) throws UsageException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    if (workspace.read(path) instanceof Content.Readable readable) {
      for (YamlNode document : YamlReader.read(readable.file()).documents()) {
        // JSON is YAML.
        for (YamlNode finding : items(value(document, "findings"))) {
          String fingerprint = word(value(finding, "fingerprint"));
          if (!fingerprint.isEmpty()) {
            entries.put(
                fingerprint, new Entry(word(value(finding, "rule")), word(value(finding, "file"))));
          }
        }
        if (word(value(document, "version")).equals(Integer.toString(VERSION))) {
          return new Baseline(entries);
        }
      }
    }
    throw new UsageException("no baseline of version " + VERSION + ": " + path);
  }

  /** The result without what the baseline holds. */
  LintResult applied(LintResult result) {
    List<Diagnostic> left = new ArrayList<>();
    List<Suppressed> suppressed = new ArrayList<>(result.suppressed());
    for (Diagnostic diagnostic : result.diagnostics()) {
      if (entries.containsKey(diagnostic.fingerprint())) {
        suppressed.add(new Suppressed(diagnostic, Suppressed.By.BASELINE, ""));
      } else {
        left.add(diagnostic);
      }
    }
    return new LintResult(
        left,
        suppressed,
        result.projects(),
        result.coverage(),
        result.internalFaults(),
        result.rules());
  }

  /** How many entries match nothing although their rule ran and their file was read. */
  int stale(LintResult applied) {
    Set<String> met = new HashSet<>();
    for (Suppressed suppressed : applied.suppressed()) {
      met.add(suppressed.diagnostic().fingerprint());
    }
    Set<String> files = new HashSet<>();
    for (ProjectSummary project : applied.projects()) {
      project.files().forEach(file -> files.add(file.value()));
    }
    Set<String> rules = new HashSet<>();
    for (RuleInfo rule : applied.rules()) {
      rules.add(rule.id());
    }
    int stale = 0;
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      if (!met.contains(entry.getKey())
          && files.contains(entry.getValue().file())
          && rules.contains(entry.getValue().rule())) {
        stale++;
      }
    }
    return stale;
  }

  /** The text of a baseline that holds all findings of a result. */
  static String of(LintResult result) throws IOException {
    StringBuilder out = new StringBuilder();
    JsonWriter json = new JsonWriter(out).open('{');
    json.name("version").number(VERSION).name("findings").open('[');
    for (Diagnostic diagnostic : result.diagnostics()) {
      json.open('{').name("fingerprint").string(diagnostic.fingerprint());
      json.name("rule").string(diagnostic.finding().rule().id());
      json.name("file").string(diagnostic.finding().span().file().path().value());
      json.name("message").string(Secrets.hide(diagnostic.finding().message()));
      json.close('}');
    }
    json.close(']').close('}');
    return out.append('\n').toString();
  }

  private static YamlNode value(YamlNode node, String key) throws UsageException {
    if (node.resolved() instanceof YamlNode.Mapping mapping) {
      for (YamlNode.Entry entry : mapping.entries()) {
        if (entry.key().text().is(key)) {
          return entry.value();
        }
      }
    }
    throw new UsageException(node.span() + ": the baseline lacks `" + key + "`");
  }

  private static List<YamlNode> items(YamlNode node) {
    return node.resolved() instanceof YamlNode.Sequence sequence ? sequence.items() : List.of();
  }

  private static String word(YamlNode node) {
    return node.resolved() instanceof YamlNode.Scalar scalar ? scalar.text().toString() : "";
  }
}
