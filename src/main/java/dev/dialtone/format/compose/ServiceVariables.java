package dev.dialtone.format.compose;

import dev.dialtone.format.compose.Tree.Leaf;
import dev.dialtone.format.compose.Tree.Member;
import dev.dialtone.format.compose.Tree.Table;
import dev.dialtone.format.dotenv.DotenvReader;
import dev.dialtone.format.dotenv.RawEnvironmentReader;
import dev.dialtone.model.Composition.Misfit;
import dev.dialtone.model.Composition.MissingFile;
import dev.dialtone.model.Composition.MissingFile.Cause;
import dev.dialtone.model.Composition.MissingFile.Role;
import dev.dialtone.model.Variable;
import dev.dialtone.model.facts.EnvironmentFile;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads {@code environment} with {@code env_file} and {@code labels} with {@code label_file}: what
 * stands in the Compose file wins over what the files say, a later file over an earlier one.
 */
final class ServiceVariables {
  private final Workspace workspace;
  private final Environment environment;
  private final boolean active;
  private final Consumer<Problem> problems;
  private final Consumer<Misfit> misfits;
  private final Consumer<MissingFile> unreadable;
  private final Consumer<FilePath> files;
  private final Consumer<Variable> fromFiles;

  ServiceVariables(
      Workspace workspace,
      Environment environment,
      boolean active,
      Consumer<Problem> problems,
      Consumer<Misfit> misfits,
      Consumer<MissingFile> unreadable,
      Consumer<FilePath> files,
      Consumer<Variable> fromFiles) {
    this.workspace = workspace;
    this.environment = environment;
    this.active = active;
    // Compose does not open the files of a service that does not start.
    this.problems = active ? problems : problem -> {};
    this.misfits = misfits;
    this.unreadable = unreadable;
    this.files = files;
    this.fromFiles = fromFiles;
  }

  /** The variables, and whether all files that may set some were read. */
  record Read(List<Variable> variables, boolean complete) {
    Read {
      variables = List.copyOf(variables);
    }
  }

  /** The environment of a service. */
  Read environment(Table service) {
    Map<String, Variable> written = new LinkedHashMap<>();
    Map<String, Text> known = new LinkedHashMap<>();
    boolean complete = true;
    for (Member member : service.table("environment").members().values()) {
      if (!(member.value() instanceof Leaf leaf)) {
        continue;
      }
      Text name = member.key();
      if (!name.isKnown()) {
        complete = false;
        continue;
      }
      checkName(name);
      boolean given = !leaf.isNull() || environment.sets(name.chars());
      Text value =
          !leaf.isNull()
              ? leaf.text()
              : given
                  ? Inherited.value(name, leaf, environment).text()
                  : Text.unknown(name.site(), "the surroundings give `" + name + "` its value");
      if (given) {
        known.put(name.chars(), value);
      }
      written.put(name.chars(), new Variable(name, value, Variable.Source.ENVIRONMENT));
    }
    Map<String, Variable> read = new LinkedHashMap<>();
    complete &=
        readFiles(
            service, "env_file", Role.ENV_FILE, new Environment.Layered(environment, known), read);
    read.forEach(written::putIfAbsent);
    read.values().forEach(fromFiles);
    return new Read(List.copyOf(written.values()), complete);
  }

  /** The labels of a service's containers. */
  List<Variable> labels(Table service) {
    Map<String, Variable> written = labelsOf(service);
    Map<String, Variable> read = new LinkedHashMap<>();
    readFiles(service, "label_file", Role.LABEL_FILE, environment, read);
    read.forEach(written::putIfAbsent);
    return List.copyOf(written.values());
  }

  /** The labels that a service has in a swarm. */
  static List<Variable> swarmLabels(Table service) {
    return List.copyOf(labelsOf(service.table("deploy")).values());
  }

  private static Map<String, Variable> labelsOf(Table holder) {
    Map<String, Variable> written = new LinkedHashMap<>();
    for (Member member : holder.table("labels").members().values()) {
      if (member.key().isKnown() && member.value() instanceof Leaf leaf) {
        written.put(
            member.key().chars(),
            new Variable(member.key(), leaf.text(), Variable.Source.ENVIRONMENT));
      }
    }
    return written;
  }

  private void checkName(Text name) {
    String chars = name.chars();
    if (!chars.isEmpty() && Character.isWhitespace(chars.charAt(chars.length() - 1))) {
      misfits.accept(
          new Misfit(
              Misfit.Kind.FORM,
              name,
              "the variable `" + name.strip() + "` has a space behind its name",
              List.of(name.strip().chars()),
              ""));
    }
    int colon = chars.indexOf(':');
    if (colon > 0 && isName(chars.substring(0, colon))) {
      Text before = name.slice(0, colon);
      misfits.accept(
          new Misfit(
              Misfit.Kind.FORM,
              name.slice(0, colon + 1),
              "this sets no `" + before + "`: an entry of this list is written `NAME=value`",
              // Not the value: it may be a password.
              List.of(before + "=..."),
              ""));
    }
  }

  private static boolean isName(String chars) {
    for (int i = 0; i < chars.length(); i++) {
      char c = chars.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
      if (!letter && !(i > 0 && c >= '0' && c <= '9')) {
        return false;
      }
    }
    return true;
  }

  /** Adds what the files of {@code key} set; whether all of them could be read. */
  private boolean readFiles(
      Table service, String key, Role role, Variables stronger, Map<String, Variable> into) {
    boolean complete = true;
    Map<String, Text> values = new LinkedHashMap<>();
    for (Tree item : eachOnce(service.items(key))) {
      if (path(item) instanceof Leaf leaf && !leaf.text().isEmpty()) {
        boolean required =
            active && !(item instanceof Table table && table.text("required").is("false"));
        boolean raw = item instanceof Table table && table.text("format").is("raw");
        complete &= readFile(leaf, role, required, raw, stronger, values, into);
      }
    }
    return complete;
  }

  private static Tree path(Tree item) {
    return item instanceof Table table ? table.get("path") : item;
  }

  /** The files in the places of their first entries, in the forms of their last. */
  private static List<Tree> eachOnce(List<Tree> items) {
    Map<String, Tree> byPath = new LinkedHashMap<>();
    for (Tree item : items) {
      if (path(item) instanceof Leaf leaf) {
        byPath.put(leaf.folder() + " " + leaf.text().chars(), item);
      }
    }
    return List.copyOf(byPath.values());
  }

  private boolean readFile(
      Leaf written,
      Role role,
      boolean required,
      boolean raw,
      Variables stronger,
      Map<String, Text> values,
      Map<String, Variable> into) {
    Text at = written.text();
    FilePath path = written.folder().resolve(at.toString());
    if (!at.isKnown() || at.chars().startsWith("~")) {
      String why = at.isKnown() ? "it starts from somebody's home" : at.whyUnknown();
      unreadable.accept(new MissingFile(path, at, role, required, Cause.UNKNOWN_PATH, why));
      return false;
    }
    Workspace.Content content = workspace.read(path);
    if (!(content instanceof Workspace.Content.Readable readable)) {
      boolean broken = content instanceof Workspace.Content.Unreadable;
      unreadable.accept(
          new MissingFile(
              path,
              at,
              role,
              required,
              broken ? Cause.UNREADABLE : Cause.MISSING,
              content instanceof Workspace.Content.Unreadable reason
                  ? reason.why()
                  : "no such file"));
      return false;
    }
    files.accept(path);
    Reading<EnvironmentFile> reading =
        raw ? RawEnvironmentReader.read(readable.file()) : DotenvReader.read(readable.file());
    reading.problems().forEach(problems);
    Map<String, Text> read = new LinkedHashMap<>(values);
    Environment.read(reading.facts(), stronger, read, problems);
    for (EnvironmentFile.Assignment assignment : reading.facts().assignments()) {
      String name = assignment.name().chars();
      Text value = read.get(name);
      if (value != null) {
        values.put(name, value);
        into.put(
            name,
            new Variable(
                assignment.name(),
                value.through(Step.Kind.ENV_FILE, at.site()),
                Variable.Source.ENV_FILE));
      }
    }
    return true;
  }
}
