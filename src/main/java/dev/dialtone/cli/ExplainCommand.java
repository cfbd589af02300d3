package dev.dialtone.cli;

import dev.dialtone.lint.RuleInfo;
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
        .description(
            "Prints what a rule catches, the error at run time, why it happens and how to mend it.");
    return spec.addPositional(Options.operands("RULE"))
        .addOption(
            Options.choice(
                List.of("text", "markdown"), "FORMAT", "text (default) or markdown", "--format"))
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
    String page = page(rule(names.get(0)));
    surroundings
        .out()
        .append(
            format.equals("markdown")
                ? page
                : TerminalMarkdown.render(page, surroundings.colour(Options.colour(arguments))));
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
