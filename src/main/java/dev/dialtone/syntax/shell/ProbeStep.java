package dev.dialtone.syntax.shell;

import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.List;

/**
 * A program that a probe runs. A wrapper and the program that it starts are steps of their own, as
 * are a shell and the programs of its script.
 *
 * @param words its name and arguments, at least one; variables of the shell are replaced
 * @param decides whether the probe is sure to fail if this step fails
 * @param client the program that connects: its own, or the shell that opens {@code /dev/tcp}
 * @param contacts whom it is told to contact
 * @param login what it shows to be let in: one login, or none if it is no client that is known
 * @param soughtIn the words of what looks for something in its output, such as those of a {@code
 *     grep} behind it; empty if nothing does
 */
public record ProbeStep(
    List<Text> words,
    boolean decides,
    String client,
    List<Contact> contacts,
    List<ClientLogin> login,
    List<Text> soughtIn) {
  public ProbeStep {
    words = List.copyOf(words);
    contacts = List.copyOf(contacts);
    login = List.copyOf(login);
    soughtIn = List.copyOf(soughtIn);
  }

  /** A step that contacts nobody as a client. */
  static ProbeStep plain(List<Text> words, boolean decides, String client) {
    return new ProbeStep(words, decides, client, List.of(), List.of(), List.of());
  }

  /** What words for the kernel come to, in a container with these variables. */
  public static List<ProbeStep> of(List<Text> words, Variables environment) {
    ProbeTracer tracer = new ProbeTracer();
    tracer.words(words, environment, true);
    return tracer.steps();
  }

  /** What a line for {@code /bin/sh -c} comes to, in a container with these variables. */
  public static List<ProbeStep> ofScript(Text line, Variables environment) {
    ProbeTracer tracer = new ProbeTracer();
    tracer.script(line, "sh", new Scope(environment, List.of()), true);
    return tracer.steps();
  }

  /** The name of the program without its path; holds {@link Text#HOLE} if it is not known. */
  public String program() {
    return Program.baseName(words.get(0));
  }
}
