package dev.dialtone.syntax.shell;

import dev.dialtone.source.Problem;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.List;

/**
 * What a command comes to: the programs behind its shells, wrappers and conditions, and what it
 * waits for before it starts them.
 *
 * @param programs the programs in the order in which they start
 * @param waits the servers that are waited for
 * @param sockets the servers that a shell connects to itself, through bash's {@code /dev/tcp}
 * @param problems what a shell would refuse
 */
public record Launch(
    List<Program> programs, List<Wait> waits, List<Contact> sockets, List<Problem> problems) {
  public Launch {
    programs = List.copyOf(programs);
    waits = List.copyOf(waits);
    sockets = List.copyOf(sockets);
    problems = List.copyOf(problems);
  }

  /** What becomes of words for the kernel, in a container with these variables. */
  public static Launch of(List<Text> words, Variables environment) {
    LaunchTracer tracer = new LaunchTracer(environment);
    tracer.words(words);
    return tracer.launch();
  }

  /** What becomes of a line for {@code /bin/sh -c}, in a container with these variables. */
  public static Launch ofScript(Text line, Variables environment) {
    LaunchTracer tracer = new LaunchTracer(environment);
    tracer.script(line);
    return tracer.launch();
  }
}
