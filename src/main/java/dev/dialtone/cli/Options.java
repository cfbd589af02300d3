package dev.dialtone.cli;

import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The kinds of options that commands have. */
final class Options {
  private Options() {}

  /** An option without a value. */
  static OptionSpec flag(String help, String... names) {
    return bare(help, names).build();
  }

  /** The option that asks for a page on the command. */
  static OptionSpec help() {
    return bare("print this page", "-h", "--help").usageHelp(true).build();
  }

  /** The option that asks which Dialtone this is. */
  static OptionSpec version() {
    return bare("print the version", "-V", "--version").versionHelp(true).build();
  }

  /** An option with a value; of several the last one counts. */
  static OptionSpec one(String value, String help, String... names) {
    return taking(value, help, names).build();
  }

  /** The same for an option that knows only some values. */
  static OptionSpec choice(List<String> known, String value, String help, String... names) {
    return taking(value, help, names)
        .converters(new Choice(known))
        .completionCandidates(known)
        .build();
  }

  /** An option that may be repeated; its values come as a list, in their order. */
  static OptionSpec many(String value, String help, String... names) {
    return repeated(value, help, names).build();
  }

  /** The same for an option whose values have a form of their own. */
  static OptionSpec many(ITypeConverter<?> form, String value, String help, String... names) {
    return repeated(value, help, names).converters(form).build();
  }

  /** The same for an option whose values may also stand together, with commas between them. */
  static OptionSpec lists(ITypeConverter<?> form, String value, String help, String... names) {
    return repeated(value, help, names)
        .converters(form)
        .splitRegex(" *, *")
        .hideParamSyntax(true)
        .build();
  }

  /** Which output is in colour. */
  static OptionSpec colour() {
    return choice(
        Surroundings.COLOUR_CHOICES, "WHEN", "auto (default), always or never", "--color");
  }

  /** All that is no option, as a list. */
  static PositionalParamSpec operands(String value) {
    return PositionalParamSpec.builder()
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("0..*")
        .paramLabel(value)
        .hidden(true)
        .build();
  }

  /** The values of an option that may be repeated. */
  static <T> List<T> values(ParseResult arguments, String name) {
    return arguments.matchedOptionValue(name, List.of());
  }

  /** The choice of {@link #colour()}. */
  static String colour(ParseResult arguments) {
    return arguments.matchedOptionValue("--color", "auto");
  }

  /** All that is no option, in its order. */
  static List<String> operands(ParseResult arguments) {
    return arguments.matchedPositionalValue(0, List.of());
  }

  private static OptionSpec.Builder bare(String help, String... names) {
    return OptionSpec.builder(names).type(boolean.class).arity("0").description(help);
  }

  private static OptionSpec.Builder repeated(String value, String help, String... names) {
    return taking(value, help, names).type(List.class).auxiliaryTypes(String.class);
  }

  private static OptionSpec.Builder taking(String value, String help, String... names) {
    return OptionSpec.builder(names).type(String.class).paramLabel(value).description(help);
  }
}
