package dev.dialtone.cli;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.ForwardingWorkspace;
import dev.dialtone.source.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * The files of another workspace, among them one that standard input holds: what an editor has not
 * saved yet, beside the files that it belongs to.
 */
final class PipedFile extends ForwardingWorkspace {
  private static final String FLAG = "--stdin";
  private static final String NAME = "--stdin-filename";

  private final FilePath path;
  private final Content content;

  private PipedFile(Workspace others, FilePath path, Content content) {
    super(others);
    this.path = path;
    this.content = content;
  }

  static void addTo(CommandSpec spec) {
    spec.addOption(Options.flag("read one file from standard input", FLAG))
        .addOption(Options.one("FILE", "where it belongs; compose.yaml if not told", NAME));
  }

  /** The workspace with what the arguments say of standard input. */
  static Workspace among(Workspace others, ParseResult arguments, Surroundings surroundings)
      throws UsageException, IOException {
    if (!isWanted(arguments)) {
      if (arguments.hasMatchedOption(NAME)) {
        throw new UsageException(NAME + " goes with " + FLAG);
      }
      return others;
    }
    if (arguments.hasMatchedOption("--fix")) {
      throw new UsageException("--fix cannot write to standard input (--diff prints the changes)");
    }
    FilePath path = new NamedPaths(others).of(name(arguments));
    return new PipedFile(others, path, DiskWorkspace.read(path, surroundings.in()));
  }

  static boolean isWanted(ParseResult arguments) {
    return arguments.hasMatchedOption(FLAG);
  }

  /** The path of the file as it was named. */
  static String name(ParseResult arguments) {
    return arguments.matchedOptionValue(NAME, "compose.yaml");
  }

  @Override
  public Content read(FilePath file) {
    return is(file) ? content : super.read(file);
  }

  @Override
  public Kind kind(FilePath file) {
    return is(file) ? Kind.FILE : super.kind(file);
  }

  @Override
  public List<String> list(FilePath folder) {
    List<String> names = super.list(folder);
    if (!fromHere(folder).equals(path.parent()) || names.contains(path.name())) {
      return names;
    }
    List<String> all = new ArrayList<>(names);
    all.add(path.name());
    Collections.sort(all);
    return List.copyOf(all);
  }

  @Override
  public boolean isLink(FilePath file) {
    return !is(file) && super.isLink(file);
  }

  private boolean is(FilePath file) {
    return fromHere(file).equals(path);
  }
}
