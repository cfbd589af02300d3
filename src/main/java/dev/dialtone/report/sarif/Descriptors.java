package dev.dialtone.report.sarif;

import com.contrastsecurity.sarif.MultiformatMessageString;
import com.contrastsecurity.sarif.PropertyBag;
import com.contrastsecurity.sarif.ReportingConfiguration;
import com.contrastsecurity.sarif.ReportingDescriptor;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What SARIF tells of the rules and of the tool's own messages. */
final class Descriptors {
  static final String NOT_LOOKED_AT = "not-looked-at";
  static final String INTERNAL_ERROR = "internal-error";
  static final URI HOME = URI.create("https://github.com/dialtone-lint/dialtone");

  private Descriptors() {}

  static Set<ReportingDescriptor> rules(List<RuleInfo> rules) {
    Set<ReportingDescriptor> descriptors = new LinkedHashSet<>();
    for (RuleInfo rule : rules) {
      descriptors.add(rule(rule));
    }
    return descriptors;
  }

  static Set<ReportingDescriptor> notifications() {
    Set<ReportingDescriptor> descriptors = new LinkedHashSet<>();
    descriptors.add(
        descriptor(
            NOT_LOOKED_AT,
            "A file or folder was needed and could not be looked at.",
            "Give read permission, or fetch what is remote; what it holds is unknown to this run.",
            HOME));
    descriptors.add(
        descriptor(
            INTERNAL_ERROR,
            "Dialtone itself has failed; the rest of the run stands.",
            "Please report it with the files that it failed on, as far as they can be shared.",
            HOME));
    return descriptors;
  }

  private static ReportingDescriptor rule(RuleInfo rule) {
    return descriptor(
            rule.name(), rule.summary() + ".", RulePage.of(rule), URI.create(rule.helpUri()))
        .withId(rule.id())
        .withDefaultConfiguration(new ReportingConfiguration().withLevel(level(rule.ceiling())))
        .withProperties(properties(rule));
  }

  /**
   * What GitHub reads of a rule besides: code scanning sorts by precision and severity ("SARIF
   * support for code scanning", reportingDescriptor object). Errors are never reported on a guess.
   */
  private static PropertyBag properties(RuleInfo rule) {
    Set<String> tags = new LinkedHashSet<>();
    tags.add("docker-compose");
    tags.add("reliability");
    PropertyBag properties = new PropertyBag().withTags(tags);
    properties.setAdditionalProperty("dialtone/name", rule.name());
    properties.setAdditionalProperty(
        "precision",
        switch (rule.ceiling()) {
          case ERROR -> "very-high";
          case WARNING -> "high";
          case NOTE -> "medium";
        });
    properties.setAdditionalProperty(
        "problem.severity",
        rule.ceiling() == Severity.NOTE ? "recommendation" : rule.ceiling().id());
    return properties;
  }

  /** All that GitHub asks of a descriptor, whose id is its name. */
  private static ReportingDescriptor descriptor(
      String name, String sentence, String help, URI uri) {
    return new ReportingDescriptor()
        .withId(name)
        .withName(pascalCase(name))
        .withShortDescription(text(sentence))
        .withFullDescription(text(sentence))
        .withHelp(text(help).withMarkdown(help))
        .withHelpUri(uri);
  }

  private static MultiformatMessageString text(String words) {
    return new MultiformatMessageString().withText(words);
  }

  private static ReportingConfiguration.Level level(Severity severity) {
    return switch (severity) {
      case ERROR -> ReportingConfiguration.Level.ERROR;
      case WARNING -> ReportingConfiguration.Level.WARNING;
      case NOTE -> ReportingConfiguration.Level.NOTE;
    };
  }

  /** {@code LocalhostInContainer}: the form in which SARIF's tools ask for a rule's name. */
  private static String pascalCase(String name) {
    StringBuilder pascal = new StringBuilder();
    for (String word : name.split("-", -1)) {
      pascal.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return pascal.toString();
  }
}
