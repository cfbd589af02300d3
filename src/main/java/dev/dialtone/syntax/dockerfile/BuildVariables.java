package dev.dialtone.syntax.dockerfile;

import dev.dialtone.source.Step;
import dev.dialtone.source.Text;

/** Where the words of a Dockerfile find the values of variables. */
@FunctionalInterface
public interface BuildVariables {
  /** What is known of a variable. */
  sealed interface Answer {
    /**
     * It has this value, which may be empty and may hold unknown parts.
     *
     * @param origin the step that its characters take to where it is used
     */
    record Set(Text value, Step.Kind origin) implements Answer {}

    /** Nothing that is seen sets it. */
    record Unset() implements Answer {}

    /** It may or may not be set: nothing can be said of what uses it. */
    record Unknown(String why) implements Answer {}
  }

  /** What is known of the variable {@code name}. */
  Answer lookup(String name);
}
