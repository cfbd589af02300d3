package dev.dialtone.format.compose;

import dev.dialtone.format.compose.Tree.Leaf;
import dev.dialtone.format.compose.Tree.Mark;
import dev.dialtone.format.compose.Tree.Member;
import dev.dialtone.format.compose.Tree.Series;
import dev.dialtone.format.compose.Tree.Table;
import dev.dialtone.format.dotenv.DotenvReader;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Composition.Misfit;
import dev.dialtone.model.Composition.MissingFile;
import dev.dialtone.model.Composition.MissingFile.Cause;
import dev.dialtone.model.Composition.MissingFile.Role;
import dev.dialtone.model.Premises;
import dev.dialtone.model.facts.EnvironmentFile;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.interpolation.Interpolator;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlReader;
import dev.dialtone.syntax.yaml.YamlStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Loads Compose files into one composition, in the order in which Compose does it: read, follow
 * aliases and merge keys, interpolate, extend, include, merge with the files before.
 *
 * @see <a href="https://github.com/compose-spec/compose-go/blob/v2.9.1/loader/loader.go">the loader
 *     of Compose</a>
 */
public final class ComposeLoader {
  /** How many services may extend each other in a row. */
  private static final int MAX_EXTENDS = 100;

  /** How many files may include each other in a row. */
  private static final int MAX_NESTED_INCLUDES = 50;

  /** How many includes are followed in all. */
  private static final int MAX_INCLUDES = 5_000;

  /** What stands in for a {@code .env} that is not in the repository, first found first. */
  private static final List<String> EXAMPLES =
      List.of(
          ".env.example",
          ".env.sample",
          ".env.dist",
          ".env.template",
          "example.env",
          ".env.default",
          ".env.defaults");

  private static final List<String> RESOURCES =
      List.of("services", "volumes", "networks", "secrets", "configs", "models");

  private final ComposeRequest request;
  private final Workspace workspace;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<Problem> reported = new LinkedHashSet<>();
  private final List<Misfit> misfits = new ArrayList<>();
  private final Set<String> misfitsReported = new HashSet<>();
  private final Set<FilePath> broken = new HashSet<>();
  private final List<MissingFile> unreadable = new ArrayList<>();
  private final List<Composition.Reference> references = new ArrayList<>();
  private final List<Text> assigned = new ArrayList<>();
  private final Set<FilePath> files = new LinkedHashSet<>();
  private final Map<FilePath, YamlStream> streams = new HashMap<>();
  private final Canonical canonical = new Canonical(this::misfit);
  private final Merge merge = new Merge(this::report);
  private boolean partsMissing;
  private int includes;

  private ComposeLoader(ComposeRequest request, Workspace workspace) {
    this.request = request;
    this.workspace = workspace;
  }

  /**
   * The composition that the requested files make; whatever is wrong with them is among its
   * problems, whatever could not be read among its unreadable files.
   */
  public static Composition load(ComposeRequest request, Workspace workspace) {
    return new ComposeLoader(request, workspace).load();
  }

  private void report(Problem problem) {
    if (reported.add(problem)) {
      problems.add(problem);
    }
  }

  /** Notes a misfit, once for each place: an anchor's content counts in many. */
  private void misfit(Misfit misfit) {
    Span span = misfit.at().span();
    String key = span.file() + " " + span.start() + " " + span.end() + " " + misfit.message();
    if (misfitsReported.add(key)) {
      misfits.add(misfit);
    }
  }

  private Composition load() {
    Environment given = given();
    Environment environment = withFiles(given);
    Text name = projectName(environment);
    if (name.isEmpty()) {
      report(Problem.syntax(name.site(), "the project's name is empty"));
    }
    environment = environment.with("COMPOSE_PROJECT_NAME", name);
    List<Named> named = new ArrayList<>();
    for (FilePath file : request.files()) {
      named.add(new Named(file, Text.of("", start(file)), Role.COMPOSE_FILE));
    }
    Table model = model(named, request.folder(), environment, List.of());
    List<String> profiles = profiles(environment);
    ComposeSchema.check(model, this::misfit);
    boolean swarm = isForSwarm();
    CompositionReader.Parts parts =
        new CompositionReader(
                workspace,
                swarm ? SwarmStack.taken(model) : model,
                environment,
                name,
                profiles,
                this::report,
                this::misfit,
                unreadable::add,
                files::add)
            .read();
    misfits.removeIf(misfit -> isNotAsMeant(misfit.at().span().file()));
    return new Composition(
        name,
        request.folder(),
        List.copyOf(files),
        parts.services(),
        parts.networks(),
        profiles,
        partsMissing || parts.services().isEmpty() || parts.fragment() || isPiece(parts),
        problems,
        unreadable,
        references,
        assigned,
        parts.fromEnvFiles(),
        misfits,
        parts.undefined(),
        swarm ? Premises.SWARM : Premises.ANYWHERE);
  }

  private boolean isForSwarm() {
    List<YamlNode> documents = new ArrayList<>();
    request.files().forEach(file -> documents.addAll(stream(file).documents()));
    return request.surroundings() == ComposeRequest.Surroundings.UNKNOWN
        && SwarmStack.isMade(request.files(), documents);
  }

  /**
   * Whether a file is filled in before it is read, or breaks off in the middle, so that what is
   * read of it need not be what it says.
   */
  private boolean isNotAsMeant(SourceFile file) {
    return broken.contains(file.path())
        || problems.stream()
            .anyMatch(p -> p.kind() == Problem.Kind.TEMPLATE && p.span().file().equals(file));
  }

  /** Whether services are missing and the file's name says that others go with it. */
  private boolean isPiece(CompositionReader.Parts parts) {
    return !parts.undefined().isEmpty() && !ComposeFiles.isBaseName(request.files().get(0).name());
  }

  /** A file and what names it. */
  private record Named(FilePath path, Text at, Role role) {}

  private Span start(FilePath path) {
    return workspace.read(path) instanceof Workspace.Content.Readable readable
        ? readable.file().span(0, 0)
        : new SourceFile(path, "").span();
  }

  // Variables.

  private Environment given() {
    StringBuilder line = new StringBuilder();
    for (ComposeRequest.Given given : request.variables()) {
      line.append(given.name()).append('=').append(given.value()).append('\n');
    }
    SourceFile file = new SourceFile(new FilePath("<command line>"), line.toString());
    Map<String, Text> values = new LinkedHashMap<>();
    int at = 0;
    for (ComposeRequest.Given given : request.variables()) {
      int from = at + given.name().length() + 1;
      Span span = file.span(from, from + given.value().length());
      values.put(given.name(), Text.of(span).through(Step.Kind.ARGUMENT, span));
      at = span.end() + 1;
    }
    return new Environment(values, request.surroundings() == ComposeRequest.Surroundings.EMPTY);
  }

  private Environment withFiles(Environment given) {
    Map<String, Text> values = new LinkedHashMap<>();
    if (!request.environmentFiles().isEmpty()) {
      for (FilePath path : request.environmentFiles()) {
        readVariables(path, given, values, Text.of("", start(path)));
      }
      return given.over(values);
    }
    FilePath dotenv = request.folder().resolve(".env");
    if (workspace.isFile(dotenv)) {
      readVariables(dotenv, given, values, Text.of("", start(dotenv)));
      return given.over(values);
    }
    return request.surroundings() == ComposeRequest.Surroundings.EMPTY ? given : assumed(given);
  }

  /** What an example file sets; what it leaves empty is for people to fill in. */
  private Environment assumed(Environment given) {
    for (String name : EXAMPLES) {
      FilePath path = request.folder().resolve(name);
      if (workspace.isFile(path)) {
        Map<String, Text> values = new LinkedHashMap<>();
        readVariables(path, given, values, Text.of("", start(path)));
        Map<String, Text> assumed = new LinkedHashMap<>();
        values.forEach(
            (variable, value) -> {
              if (!value.isEmpty()) {
                assumed.put(variable, value.through(Step.Kind.ASSUMED, value.site()));
              }
            });
        return given.over(assumed);
      }
    }
    return given;
  }

  private void readVariables(FilePath path, Environment stronger, Map<String, Text> into, Text at) {
    Workspace.Content content = workspace.read(path);
    if (content instanceof Workspace.Content.Readable readable) {
      files.add(path);
      Reading<EnvironmentFile> reading = DotenvReader.read(readable.file());
      reading.problems().forEach(this::report);
      Environment.read(reading.facts(), stronger, into, this::report);
      reading.facts().assignments().forEach(assignment -> assigned.add(assignment.name()));
    } else {
      missing(path, at, Role.VARIABLES, content);
    }
  }

  private void missing(FilePath path, Text at, Role role, Workspace.Content content) {
    if (content instanceof Workspace.Content.Unreadable broken) {
      unreadable.add(new MissingFile(path, at, role, true, Cause.UNREADABLE, broken.why()));
    } else {
      unreadable.add(new MissingFile(path, at, role, true, Cause.MISSING, "no such file"));
    }
  }

  // The project's name and profiles.

  private Text projectName(Environment environment) {
    Span start = start(request.files().get(0));
    if (!request.name().isEmpty()) {
      return Text.of(request.name(), start);
    }
    Text nowhere = Text.of("", start);
    Text fromVariable = environment.value("COMPOSE_PROJECT_NAME", nowhere);
    if (!fromVariable.isEmpty()) {
      return fromVariable;
    }
    Text written = nowhere;
    for (FilePath path : request.files()) {
      for (YamlNode document : stream(path).documents()) {
        if (document instanceof YamlNode.Mapping mapping) {
          written = writtenName(mapping, written);
        }
      }
    }
    if (!written.isEmpty()) {
      return normalised(Interpolator.interpolate(written, environment).text());
    }
    if (request.folderName().isEmpty()) {
      return Text.unknown(start, "the name of the project's folder is not known");
    }
    return normalised(Text.of(request.folderName(), start));
  }

  private static Text writtenName(YamlNode.Mapping mapping, Text otherwise) {
    for (YamlNode.Entry entry : mapping.entries()) {
      if (entry.key().text().is("name")
          && entry.value().resolved() instanceof YamlNode.Scalar scalar
          && !scalar.isNull()
          && !scalar.text().isEmpty()) {
        return scalar.text();
      }
    }
    return otherwise;
  }

  /** Lower case letters, digits, {@code _} and {@code -}, of which the last two do not begin it. */
  private static Text normalised(Text name) {
    if (!name.isKnown()) {
      return name;
    }
    String lower = name.chars().toLowerCase(Locale.ROOT);
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (alphanumeric || ((c == '_' || c == '-') && kept.length() > 0)) {
        kept.append(c);
      }
    }
    return name.is(kept.toString()) ? name : Text.of(kept.toString(), name.site());
  }

  private List<String> profiles(Environment environment) {
    if (!request.profiles().isEmpty()) {
      return request.profiles();
    }
    Text set = environment.value("COMPOSE_PROFILES", Text.of("", start(request.files().get(0))));
    List<String> profiles = new ArrayList<>();
    for (Text part : set.split(c -> c == ',')) {
      // When nothing is named, the profile with the empty name is on: some services are in it.
      profiles.add(part.strip().chars());
    }
    return profiles;
  }

  // Files.

  private YamlStream stream(FilePath path) {
    YamlStream known = streams.get(path);
    if (known != null) {
      return known;
    }
    YamlStream stream =
        workspace.read(path) instanceof Workspace.Content.Readable readable
            ? YamlReader.read(readable.file())
            : new YamlStream(List.of(), List.of());
    streams.put(path, stream);
    return stream;
  }

  /** The documents of a file that is part of the project, in which parts may be missing. */
  private YamlStream part(FilePath path) {
    YamlStream stream = stream(path);
    stream.problems().forEach(this::report);
    if (!stream.problems().isEmpty()) {
      partsMissing = true;
      broken.add(path);
    }
    return stream;
  }

  /** The merged tree of files that share a project folder. */
  private Table model(
      List<Named> paths, FilePath folder, Environment environment, List<FilePath> including) {
    Table model = new Table(new LinkedHashMap<>(), start(paths.get(0).path()), List.of(), folder);
    for (Named named : paths) {
      Workspace.Content content = workspace.read(named.path());
      if (!(content instanceof Workspace.Content.Readable)) {
        missing(named.path(), named.at(), named.role(), content);
        partsMissing = true;
        continue;
      }
      files.add(named.path());
      YamlStream stream = part(named.path());
      List<FilePath> stack = new ArrayList<>(including);
      stack.add(named.path());
      for (YamlNode document : stream.documents()) {
        Tree tree = reader(environment, folder).read(document);
        if (tree instanceof Table table) {
          model = withDocument(model, table, named.path(), folder, environment, stack);
        } else {
          report(
              Problem.syntax(
                  document.span(), "a Compose file is a mapping of `services:` and the like"));
        }
      }
    }
    return Inherited.resolve(model, environment);
  }

  private TreeReader reader(Environment environment, FilePath folder) {
    return new TreeReader(environment, folder, this::report, references::add);
  }

  private Table withDocument(
      Table model,
      Table document,
      FilePath path,
      FilePath folder,
      Environment environment,
      List<FilePath> stack) {
    Table file = canonical.file(Legacy.modern(document, this::report));
    file = new Extending(path, file, environment).apply(file);
    if (file.get("include") instanceof Series list) {
      for (Tree entry : list.items()) {
        file = withInclude(file, entry, folder, environment, stack);
      }
    } else if (file.get("include") instanceof Table
        || (file.get("include") instanceof Leaf leaf && !leaf.isNull())) {
      report(Problem.syntax(file.get("include").at().site(), "`include` is a list"));
    }
    Map<String, Member> members = new LinkedHashMap<>(file.members());
    members.remove("include");
    return merge.files(model, file.with(members));
  }

  // Extends.

  /** The services of one file, while they are extended. */
  private final class Extending {
    private final FilePath path;
    private final Table services;
    private final Environment environment;
    private final Map<String, Extended> done = new HashMap<>();
    private final Map<FilePath, Extending> others;

    Extending(FilePath path, Table file, Environment environment) {
      this(path, file, environment, new HashMap<>());
    }

    private Extending(
        FilePath path, Table file, Environment environment, Map<FilePath, Extending> others) {
      this.path = path;
      this.services = file.table("services");
      this.environment = environment;
      this.others = others;
    }

    Table apply(Table file) {
      if (!(file.get("services") instanceof Table table)) {
        if (file.has("services")) {
          misfit(
              new Misfit(
                  Misfit.Kind.FORM,
                  file.key("services"),
                  "`services` must be a mapping",
                  List.of(),
                  ""));
        }
        return file;
      }
      Map<String, Member> members = new LinkedHashMap<>();
      table
          .members()
          .forEach(
              (name, member) ->
                  members.put(name, member.with(extended(name, List.of()).service())));
      return file.with("services", table.with(members));
    }

    private Extended extended(String name, List<String> stack) {
      Extended known = done.get(name);
      if (known != null) {
        return known;
      }
      Extended extended = extend(name, stack);
      done.put(name, extended);
      return extended;
    }

    private Extended extend(String name, List<String> stack) {
      Tree tree = services.get(name);
      if (!(tree instanceof Table service)
          || !(service.get("extends") instanceof Table extending)) {
        return new Extended(tree, 0);
      }
      Text target = extending.text("service");
      Span at = extending.at().site();
      String reference = path + " " + name;
      if (stack.contains(reference)) {
        report(Problem.syntax(at, "the service `" + name + "` extends itself"));
        return new Extended(tree, 0);
      }
      List<String> longer = new ArrayList<>(stack);
      longer.add(reference);
      if (longer.size() > MAX_EXTENDS) {
        report(
            new Problem(
                at,
                "more than " + MAX_EXTENDS + " services extend each other",
                Problem.Kind.LIMIT));
        return new Extended(tree, 0);
      }
      if (target.isEmpty()) {
        report(Problem.syntax(at, "`extends` needs the name of a `service`"));
        return new Extended(tree, 0);
      }
      Extending home = this;
      if (extending.get("file") instanceof Leaf file && !file.isNull()) {
        Extending other = other(file);
        if (other == this) {
          return new Extended(tree, 0);
        }
        home = other;
      }
      if (!target.isKnown() || !home.services.members().containsKey(target.chars())) {
        if (target.isKnown()) {
          report(
              Problem.syntax(
                  target.site(), "no service `" + target + "` to extend in " + home.path));
        }
        return new Extended(tree, 0);
      }
      Extended base = home.extended(target.chars(), longer);
      if (!(base.service() instanceof Table table)) {
        return new Extended(without(service), base.depth());
      }
      if (base.depth() >= MAX_EXTENDS) {
        report(
            new Problem(
                at,
                "more than " + MAX_EXTENDS + " services extend each other",
                Problem.Kind.LIMIT));
        return new Extended(tree, base.depth());
      }
      Table moved = Merge.unmarked(table).through(Step.Kind.EXTENDED, at);
      return new Extended(merge.services(moved, without(service)), base.depth() + 1);
    }

    private static Table without(Table service) {
      Map<String, Member> members = new LinkedHashMap<>(service.members());
      members.remove("extends");
      return service.with(members);
    }

    /** The services of another file; this if it cannot be read. */
    private Extending other(Leaf file) {
      Text written = file.text();
      FilePath target = file.folder().resolve(written.toString());
      if (unreachable(written, target, Role.EXTENDS)) {
        return this;
      }
      Extending known = others.get(target);
      if (known != null) {
        return known;
      }
      Workspace.Content content = workspace.read(target);
      if (!(content instanceof Workspace.Content.Readable)) {
        missing(target, written, Role.EXTENDS, content);
        partsMissing = true;
        return this;
      }
      files.add(target);
      YamlStream stream = part(target);
      Table merged = new Table(new LinkedHashMap<>(), start(target), List.of(), target.parent());
      for (YamlNode document : stream.documents()) {
        if (reader(environment, target.parent()).read(document) instanceof Table table) {
          merged = merge.documents(merged, canonical.file(table));
        }
      }
      Extending other = new Extending(target, merged, environment, others);
      others.put(target, other);
      return other;
    }
  }

  /** A service with all that it extends, and how many services that are in a row. */
  private record Extended(Tree service, int depth) {}

  /** Whether a path cannot even be looked for, which is noted then. */
  private boolean unreachable(Text written, FilePath path, Role role) {
    String chars = written.chars();
    boolean remote =
        chars.contains("://") || chars.startsWith("git@") || chars.startsWith("github.com/");
    if (remote) {
      unreadable.add(
          new MissingFile(path, written, role, true, Cause.REMOTE, "it is fetched at run time"));
    } else if (!written.isKnown()) {
      unreadable.add(
          new MissingFile(path, written, role, true, Cause.UNKNOWN_PATH, written.whyUnknown()));
    } else if (chars.startsWith("~")) {
      unreadable.add(
          new MissingFile(
              path, written, role, true, Cause.UNKNOWN_PATH, "it starts from somebody's home"));
    } else {
      return false;
    }
    partsMissing = true;
    return true;
  }

  // Includes.

  private Table withInclude(
      Table file, Tree entry, FilePath folder, Environment environment, List<FilePath> stack) {
    List<Leaf> paths = leaves(entry instanceof Table table ? table.get("path") : entry);
    if (paths.isEmpty()) {
      report(Problem.syntax(entry.at().site(), "an include needs a `path`"));
      return file;
    }
    Span at = paths.get(0).text().site();
    if (stack.size() > MAX_NESTED_INCLUDES || ++includes > MAX_INCLUDES) {
      report(new Problem(at, "too many includes", Problem.Kind.LIMIT));
      partsMissing = true;
      return file;
    }
    List<Named> named = new ArrayList<>();
    for (Leaf leaf : paths) {
      FilePath path = leaf.folder().resolve(leaf.text().toString());
      if (unreachable(leaf.text(), path, Role.INCLUDE)) {
        return file;
      }
      named.add(new Named(path, leaf.text(), Role.INCLUDE));
    }
    FilePath main = named.get(0).path();
    if (stack.contains(main)) {
      report(Problem.syntax(at, "`" + main + "` includes itself"));
      return file;
    }
    FilePath home = main.parent();
    if (entry instanceof Table table
        && table.get("project_directory") instanceof Leaf leaf
        && !leaf.text().isEmpty()) {
      if (unreachable(leaf.text(), leaf.folder().resolve(leaf.text().toString()), Role.INCLUDE)) {
        return file;
      }
      home = folder.resolve(leaf.text().chars());
    }
    Map<String, Text> variables = new LinkedHashMap<>();
    List<Leaf> variableFiles =
        entry instanceof Table table ? leaves(table.get("env_file")) : List.of();
    for (Leaf leaf : variableFiles) {
      FilePath path = folder.resolve(leaf.text().toString());
      if (!unreachable(leaf.text(), path, Role.VARIABLES)) {
        readVariables(path, environment, variables, leaf.text());
      }
    }
    FilePath dotenv = home.resolve(".env");
    if (variableFiles.isEmpty() && workspace.isFile(dotenv)) {
      readVariables(dotenv, environment, variables, paths.get(0).text());
    }
    Table included = model(named, home, environment.over(variables), stack);
    return imported(file, included.through(Step.Kind.INCLUDED, at));
  }

  private static List<Leaf> leaves(Tree tree) {
    if (tree instanceof Leaf leaf) {
      return leaf.isNull() ? List.of() : List.of(leaf);
    }
    List<Leaf> leaves = new ArrayList<>();
    if (tree instanceof Series series) {
      for (Tree item : series.items()) {
        leaves.addAll(leaves(item));
      }
    }
    return leaves;
  }

  /** The file with the resources of an included one; one name must not mean two things. */
  private Table imported(Table file, Table included) {
    Map<String, Member> members = new LinkedHashMap<>(file.members());
    for (String kind : RESOURCES) {
      if (!(included.get(kind) instanceof Table source) || source.members().isEmpty()) {
        continue;
      }
      Table own = file.table(kind);
      Map<String, Member> all = new LinkedHashMap<>(own.members());
      source
          .members()
          .forEach(
              (name, member) -> {
                Member there = all.putIfAbsent(name, member);
                if (there != null && !Same.trees(there.value(), member.value())) {
                  report(
                      Problem.syntax(
                          there.key().site(),
                          "`"
                              + name
                              + "` is defined here and, differently, in the included "
                              + member.key().span().file()));
                }
              });
      Text key = file.has(kind) ? file.key(kind) : included.key(kind);
      members.put(kind, new Member(key, own.with(all), Mark.NONE));
    }
    return file.with(members);
  }
}
