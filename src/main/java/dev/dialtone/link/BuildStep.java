package dev.dialtone.link;

import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Variable;
import dev.dialtone.source.Span;
import java.util.List;

/**
 * A {@code RUN} that is executed when an image is built.
 *
 * @param environment what its command finds in its environment: {@code ENV} and {@code ARG} so far
 * @param at the instruction
 */
record BuildStep(CommandLine command, List<Variable> environment, Span at) {
  BuildStep {
    environment = List.copyOf(environment);
  }
}
