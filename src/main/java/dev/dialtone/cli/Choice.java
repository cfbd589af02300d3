package dev.dialtone.cli;

import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The values of an option that knows only some. */
record Choice(List<String> values) implements ITypeConverter<String> {
  @Override
  public String convert(String value) {
    if (!values.contains(value)) {
      throw new TypeConversionException(
          "`" + value + "` is none of " + String.join(", ", values) + Suggestion.of(value, values));
    }
    return value;
  }
}
