package dev.dialtone.cli;

import dev.dialtone.engine.RuleSelection;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The names under which rules may be asked for. */
final class RuleNames implements ITypeConverter<String> {
  private final List<Rule> rules;

  RuleNames(List<Rule> rules) {
    this.rules = rules;
  }

  /** The name itself, which means at least one rule. */
  @Override
  public String convert(String name) {
    if (meantBy(name).isEmpty()) {
      throw new TypeConversionException("unknown rule " + name + nearest(name));
    }
    return name;
  }

  /** The rules that a name means. */
  List<RuleInfo> meantBy(String name) {
    List<RuleInfo> meant = new ArrayList<>();
    for (Rule rule : rules) {
      if (RuleSelection.names(name, rule.info())) {
        meant.add(rule.info());
      }
    }
    return meant;
  }

  /** Words on what may have been meant by a name that means nothing. */
  String nearest(String name) {
    List<String> known = new ArrayList<>();
    for (Rule rule : rules) {
      known.add(rule.info().id());
      known.add(rule.info().name());
    }
    return Suggestion.of(name, known);
  }
}
