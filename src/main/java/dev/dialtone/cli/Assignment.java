package dev.dialtone.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A value of the form {@code KEY=VALUE}; only the key is never empty. */
record Assignment(String key, String value) {
  /** The form an option asks for, in the words of its help: {@code RULE=LEVEL}. */
  record Form(String words) implements ITypeConverter<Assignment> {
    @Override
    public Assignment convert(String written) {
      int equals = written.indexOf('=');
      if (equals < 1) {
        throw new TypeConversionException("`" + written + "` is not " + words);
      }
      return new Assignment(written.substring(0, equals), written.substring(equals + 1));
    }
  }
}
