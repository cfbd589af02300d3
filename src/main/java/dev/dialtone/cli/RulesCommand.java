package dev.dialtone.cli;

import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.report.json.JsonWriter;
import dev.dialtone.rules.Rules;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code dialtone rules}: the catalogue of rules. */
final class RulesCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("rules");
    spec.usageMessage()
        .customSynopsis("dialtone rules [OPTION...]")
        .description("Lists all rules with the severity that their findings have at most.");
    return spec.addOption(
        Options.choice(List.of("text", "json"), "FORMAT", "text (default) or json", "--format"));
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings) throws IOException {
    String format = arguments.matchedOptionValue("--format", "text");
    if (format.equals("json")) {
      writeJson(surroundings.out());
    } else {
      surroundings.out().append(table());
    }
    return ExitStatus.CLEAN;
  }

  private static String table() {
    int width = 0;
    for (Rule rule : Rules.all()) {
      width = Math.max(width, rule.info().name().length());
    }
    StringBuilder table = new StringBuilder();
    for (Rule rule : Rules.all()) {
      RuleInfo info = rule.info();
      table.append(info.id()).append("  ");
      table.append(padded(info.name(), width)).append("  ");
      table.append(padded(info.ceiling().id(), "warning".length())).append("  ");
      table.append(info.summary()).append('\n');
    }
    return table.toString();
  }

  private static String padded(String word, int width) {
    return word + " ".repeat(width - word.length());
  }

  /** Writes the members of an object that tells of a rule. */
  static void write(RuleInfo rule, JsonWriter json) throws IOException {
    json.name("id").string(rule.id()).name("name").string(rule.name());
    json.name("severity").string(rule.ceiling().id()).name("summary").string(rule.summary());
    json.name("helpUri").string(rule.helpUri());
  }

  private static void writeJson(StringBuilder out) throws IOException {
    JsonWriter json = new JsonWriter(out).open('[');
    for (Rule rule : Rules.all()) {
      write(rule.info(), json.open('{'));
      json.close('}');
    }
    json.close(']');
    out.append('\n');
  }
}
