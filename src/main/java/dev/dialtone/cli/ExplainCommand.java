package dev.dialtone.cli;

import dev.dialtone.lint.RuleInfo;
import dev.dialtone.report.json.JsonWriter;
import dev.dialtone.rules.Rules;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code dialtone explain}: prints the page on a rule. */
final class ExplainCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("explain");
    spec.usageMessage()
        .customSynopsis("dialtone explain [OPTION...] RULE")
        .description("Prints what a rule catches, the error at run time, why, and how to mend it.");
    return spec.addPositional(Options.operands("RULE"))
        .addOption(
            Options.choice(
                List.of("text", "markdown", "json"),
                "FORMAT",
                "text (default), markdown or json",
                "--format"))
        .addOption(Options.colour());
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws UsageException, IOException {
    String format = arguments.matchedOptionValue("--format", "text");
    List<String> names = Options.operands(arguments);
    if (names.size() != 1) {
      throw new UsageException(
          "explain takes one rule, such as DT101 (`dialtone rules` lists all)");
    }
    RuleInfo rule = rule(names.get(0));
    String page = page(rule);
    StringBuilder out = surroundings.out();
    switch (format) {
      case "markdown" -> out.append(page);
      case "json" -> writeJson(rule, page, out);
      default ->
          out.append(TerminalMarkdown.render(page, surroundings.colour(Options.colour(arguments))));
    }
    return ExitStatus.CLEAN;
  }

  private static RuleInfo rule(String name) throws UsageException {
    RuleNames names = new RuleNames(Rules.all());
    List<RuleInfo> meant = names.meantBy(name);
    if (meant.isEmpty()) {
      throw new UsageException("unknown rule " + name + names.nearest(name));
    }
    if (meant.size() > 1) {
      throw new UsageException(name + " means more than one rule (`dialtone rules` lists all)");
    }
    return meant.get(0);
  }

  /** Writes the page in its parts: each heading of the second level with the Markdown below it. */
  private static void writeJson(RuleInfo rule, String page, StringBuilder out) throws IOException {
    JsonWriter json = new JsonWriter(out).open('{');
    RulesCommand.write(rule, json);
    json.name("sections").open('[');
    String[] sections = page.split("(?m)^## ", -1);
    for (String section : List.of(sections).subList(1, sections.length)) {
      int end = section.indexOf('\n');
      json.open('{').name("heading").string(section.substring(0, end));
      json.name("markdown").string(section.substring(end).strip()).close('}');
    }
    json.close(']').close('}');
    out.append('\n');
  }

  private static String page(RuleInfo rule) throws IOException {
    String resource = "/dev/dialtone/rules/" + rule.id() + "/README.md";
    try (InputStream in = ExplainCommand.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException(resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
