package dev.dialtone.cli;

import dev.dialtone.catalogue.OwnImages;
import dev.dialtone.catalogue.entry.Complaints;
import dev.dialtone.catalogue.entry.Node;
import dev.dialtone.engine.LintRequest;
import dev.dialtone.engine.PathPatterns;
import dev.dialtone.engine.RuleSelection;
import dev.dialtone.lint.Severity;
import dev.dialtone.rules.Rules;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Workspace;
import dev.dialtone.source.Workspace.Content;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlReader;
import dev.dialtone.syntax.yaml.YamlStream;
import dev.dialtone.syntax.yaml.YamlTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.TypeConversionException;

/**
 * What {@code .dialtone.yaml} says. What the command line says as well counts more; of {@code
 * ignore}, {@code severity} and {@code env} both count.
 *
 * @param folder where it lies; its paths start from there
 * @param failOn one severity or {@code never}; empty if it says nothing
 * @param baseline a path; empty if it says nothing
 * @param images images that it describes with the keys of the catalogue
 */
record Configuration(
    FilePath folder,
    List<String> select,
    List<String> ignore,
    Map<String, Severity> severities,
    String failOn,
    List<String> exclude,
    List<RuleSelection.Local> paths,
    List<String> profiles,
    List<String> envFiles,
    Map<String, String> env,
    String baseline,
    OwnImages images) {
  static final String NAME = ".dialtone.yaml";

  static final List<String> KEYS =
      List.of(
          "select",
          "ignore",
          "severity",
          "fail-on",
          "exclude",
          "paths",
          "profiles",
          "env-files",
          "env",
          "baseline",
          "images");

  static final List<String> LOCAL_KEYS = List.of("ignore", "severity");
  private static final List<String> LEVELS = List.of("error", "warning", "note");

  /** Nothing is said. */
  static Configuration none(Workspace workspace) {
    return new Configuration(
        workspace.folder(),
        List.of(),
        List.of(),
        Map.of(),
        "",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        "",
        OwnImages.NONE);
  }

  /** The nearest {@code .dialtone.yaml}, in the current folder or above it. */
  static Configuration nearest(Workspace workspace) throws UsageException {
    FilePath folder = workspace.folder();
    while (true) {
      FilePath file = folder.resolve(NAME);
      if (workspace.kind(file) == Workspace.Kind.FILE) {
        return read(file, workspace);
      }
      if (folder.parent().equals(folder)) {
        return none(workspace);
      }
      folder = folder.parent();
    }
  }

  /** Reads the file, which is there. */
  static Configuration read(FilePath path, Workspace workspace) throws UsageException {
    FilePath shown = workspace.fromHere(path);
    if (!(workspace.read(shown) instanceof Content.Readable readable)) {
      throw new UsageException("cannot read " + shown);
    }
    return new Reader(readable.file(), workspace).configuration();
  }

  /** The selection of both. */
  RuleSelection with(RuleSelection told) {
    List<String> ignored = new ArrayList<>(ignore);
    ignored.addAll(told.ignored());
    Map<String, Severity> all = new LinkedHashMap<>(severities);
    all.putAll(told.severities());
    return new RuleSelection(
        told.selected().isEmpty() ? select : told.selected(), ignored, all, paths);
  }

  /** The request of both. */
  LintRequest with(LintRequest told, Workspace workspace) {
    List<FilePath> files =
        envFiles.stream().map(file -> workspace.fromHere(folder.resolve(file))).toList();
    return told.orElse(profiles, files, env)
        .without(new PathPatterns(folder, exclude))
        .with(with(told.rules()))
        .with(images);
  }

  /** Reads one file; what it does not know is an error, as a misspelt key would do nothing. */
  private static final class Reader {
    private final SourceFile file;
    private final FilePath folder;
    private final RuleNames rules = new RuleNames(Rules.all());
    private final Map<String, YamlNode> values = new LinkedHashMap<>();

    Reader(SourceFile file, Workspace workspace) {
      this.file = file;
      this.folder = workspace.folder().resolve(file.path().value()).parent();
    }

    Configuration configuration() throws UsageException {
      YamlStream stream = YamlReader.read(file);
      for (Problem problem : stream.problems()) {
        throw wrong(problem.span(), problem.message());
      }
      if (stream.documents().size() > 1) {
        throw wrong(stream.documents().get(1).span(), "one document is enough");
      }
      for (YamlNode document : stream.documents()) {
        values.putAll(mapping(document, KEYS));
      }
      return new Configuration(
          folder,
          names("select", values),
          names("ignore", values),
          severities(values),
          choice("fail-on", List.of("error", "warning", "note", "never")),
          list("exclude"),
          paths(),
          list("profiles"),
          list("env-files"),
          env(),
          one("baseline"),
          images());
    }

    private Map<String, YamlNode> mapping(YamlNode node, List<String> known) throws UsageException {
      Map<String, YamlNode> entries = new LinkedHashMap<>();
      YamlNode resolved = node.resolved();
      if (resolved instanceof YamlNode.Scalar scalar && scalar.isNull()) {
        return entries;
      }
      if (!(resolved instanceof YamlNode.Mapping mapping)) {
        throw wrong(node.span(), "a mapping of keys to values belongs here");
      }
      for (YamlNode.Entry entry : mapping.entries()) {
        String key = entry.key().text().toString();
        if (!known.isEmpty() && !known.contains(key)) {
          throw wrong(entry.key().span(), "unknown key `" + key + "`" + Suggestion.of(key, known));
        }
        if (entries.put(key, entry.value()) != null) {
          throw wrong(entry.key().span(), "`" + key + "` stands here twice");
        }
      }
      return entries;
    }

    private List<YamlNode.Scalar> scalars(YamlNode node) throws UsageException {
      YamlNode resolved = node.resolved();
      List<YamlNode> items =
          resolved instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(resolved);
      List<YamlNode.Scalar> scalars = new ArrayList<>();
      for (YamlNode item : items) {
        if (!(item.resolved() instanceof YamlNode.Scalar scalar) || scalar.isNull()) {
          throw wrong(item.span(), "a word or a list of words belongs here");
        }
        scalars.add(scalar);
      }
      return scalars;
    }

    private List<String> list(String key) throws UsageException {
      List<String> words = new ArrayList<>();
      if (values.containsKey(key)) {
        for (YamlNode.Scalar scalar : scalars(values.get(key))) {
          words.add(scalar.text().toString());
        }
      }
      return words;
    }

    private Span place(String key) {
      YamlNode value = values.get(key);
      return value == null ? file.span() : value.span();
    }

    private String one(String key) throws UsageException {
      List<String> words = list(key);
      if (words.size() > 1) {
        throw wrong(place(key), "one value belongs here");
      }
      return words.isEmpty() ? "" : words.get(0);
    }

    private String choice(String key, List<String> known) throws UsageException {
      String word = one(key);
      if (!word.isEmpty() && !known.contains(word)) {
        throw wrong(
            place(key),
            "`" + word + "` is none of " + String.join(", ", known) + Suggestion.of(word, known));
      }
      return word;
    }

    private List<String> names(String key, Map<String, YamlNode> from) throws UsageException {
      List<String> names = new ArrayList<>();
      if (from.containsKey(key)) {
        for (YamlNode.Scalar scalar : scalars(from.get(key))) {
          names.add(rule(scalar));
        }
      }
      return names;
    }

    private String rule(YamlNode.Scalar scalar) throws UsageException {
      try {
        return rules.convert(scalar.text().toString());
      } catch (TypeConversionException e) {
        throw wrong(scalar.span(), String.valueOf(e.getMessage()));
      }
    }

    private Map<String, Severity> severities(Map<String, YamlNode> from) throws UsageException {
      Map<String, Severity> severities = new LinkedHashMap<>();
      if (!from.containsKey("severity")) {
        return severities;
      }
      YamlNode written = from.get("severity");
      if (!(written.resolved() instanceof YamlNode.Mapping mapping)) {
        throw wrong(written.span(), "a mapping of rules to levels belongs here");
      }
      for (YamlNode.Entry entry : mapping.entries()) {
        String level = scalars(entry.value()).get(0).text().toString();
        if (!LEVELS.contains(level)) {
          String known = String.join(", ", LEVELS) + Suggestion.of(level, LEVELS);
          throw wrong(entry.value().span(), "`" + level + "` is none of " + known);
        }
        severities.put(rule(entry.key()), Severity.valueOf(level.toUpperCase(Locale.ROOT)));
      }
      return severities;
    }

    private List<RuleSelection.Local> paths() throws UsageException {
      List<RuleSelection.Local> paths = new ArrayList<>();
      if (values.containsKey("paths")) {
        for (Map.Entry<String, YamlNode> entry :
            mapping(values.get("paths"), List.of()).entrySet()) {
          Map<String, YamlNode> own = mapping(entry.getValue(), LOCAL_KEYS);
          paths.add(
              new RuleSelection.Local(
                  new PathPatterns(folder, List.of(entry.getKey())),
                  names("ignore", own),
                  severities(own)));
        }
      }
      return paths;
    }

    private Map<String, String> env() throws UsageException {
      Map<String, String> env = new LinkedHashMap<>();
      if (values.containsKey("env")) {
        for (Map.Entry<String, YamlNode> entry : mapping(values.get("env"), List.of()).entrySet()) {
          boolean empty =
              entry.getValue().resolved() instanceof YamlNode.Scalar scalar && scalar.isNull();
          env.put(entry.getKey(), empty ? "" : scalars(entry.getValue()).get(0).text().toString());
        }
      }
      return env;
    }

    private OwnImages images() throws UsageException {
      if (!values.containsKey("images")) {
        return OwnImages.NONE;
      }
      List<Node.Mapping> entries = new ArrayList<>();
      for (YamlNode item : YamlTree.items(values.get("images"))) {
        if (!(node(item) instanceof Node.Mapping entry)) {
          throw wrong(item.span(), "an image is a mapping of keys to values");
        }
        entries.add(entry);
      }
      FirstComplaint first = new FirstComplaint();
      OwnImages images = OwnImages.of(entries, first);
      for (String message : first.message) {
        throw wrong(file.lineSpan(first.line), message);
      }
      return images;
    }

    /** The same in the words of the catalogue: every scalar is taken as its text. */
    private Node node(YamlNode written) {
      YamlNode node = written.resolved();
      int line = file.position(written.span().start()).line();
      if (node instanceof YamlNode.Sequence) {
        return new Node.Sequence(YamlTree.items(node).stream().map(this::node).toList(), line);
      }
      if (node instanceof YamlNode.Scalar scalar) {
        return new Node.Leaf(scalar.isNull() ? "" : scalar.text().toString(), line);
      }
      Map<String, Node> members = new LinkedHashMap<>();
      YamlTree.entries(node).forEach((key, entry) -> members.put(key, node(entry.value())));
      return new Node.Mapping(members, line);
    }

    private static UsageException wrong(Span at, String why) {
      return new UsageException(at + ": " + why);
    }
  }

  /** Keeps the first thing that is wrong with an image. */
  private static final class FirstComplaint implements Complaints {
    private final List<String> message = new ArrayList<>();
    private int line;

    @Override
    public void add(int at, String what) {
      if (message.isEmpty()) {
        line = at;
        message.add(what);
      }
    }

    @Override
    public void addUnknownKey(int at, String key, List<String> known) {
      add(at, "unknown key `" + key + "`" + Suggestion.of(key, known));
    }
  }
}
