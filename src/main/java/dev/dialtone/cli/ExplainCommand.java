package dev.dialtone.cli;

import dev.dialtone.lint.RuleInfo;
import dev.dialtone.rules.Rules;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code dialtone explain}: prints the page on a rule. */
final class ExplainCommand implements Command {
  @Override
  public String usage() {
    return "explain [OPTION...] RULE";
  }

  @Override
  public String description() {
    return "Prints what a rule catches, the error at run time, why it happens and how to mend it.\n";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.of("--format", "FORMAT", "text (default) or markdown"),
        Option.of("--color", "WHEN", "auto (default), always or never"));
  }

  @Override
  public int run(Arguments arguments, Surroundings surroundings)
      throws UsageException, IOException {
    String format = arguments.choice("--format", "text", List.of("text", "markdown"));
    String colour = arguments.choice("--color", "auto", Surroundings.COLOUR_CHOICES);
    if (arguments.operands().size() != 1) {
      throw new UsageException(
          "explain takes one rule, such as DT101 (`dialtone rules` lists all)");
    }
    RuleInfo rule = rule(arguments.operands().get(0));
    String page = page(rule);
    surroundings
        .out()
        .append(
            format.equals("markdown")
                ? page
                : TerminalMarkdown.render(page, surroundings.colour(colour)));
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
