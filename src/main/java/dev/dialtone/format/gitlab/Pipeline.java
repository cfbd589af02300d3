package dev.dialtone.format.gitlab;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.source.Workspace.Content;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlReader;
import dev.dialtone.syntax.yaml.YamlTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A pipeline with the local files that it includes, merged: mappings key by key, everything else as
 * a whole, and the including file has the last word.
 */
final class Pipeline {
  /** As many files as GitLab includes. */
  private static final int MOST_FILES = 150;

  /** How deep jobs extend each other, and references lead to references: as GitLab counts. */
  private static final int MAX_DEPTH = 11;

  private final List<SourceFile> files;
  private final Map<String, YamlNode.Entry> entries;
  private final FilePath root;

  private Pipeline(List<SourceFile> files, Map<String, YamlNode.Entry> entries, FilePath root) {
    this.files = files;
    this.entries = entries;
    this.root = root;
  }

  static Pipeline read(SourceFile file, Workspace workspace) {
    Map<FilePath, SourceFile> files = new LinkedHashMap<>();
    FilePath root = file.path().parent();
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    read(file, root, workspace, files, entries);
    return new Pipeline(List.copyOf(files.values()), entries, root);
  }

  private static void read(
      SourceFile file,
      FilePath root,
      Workspace workspace,
      Map<FilePath, SourceFile> files,
      Map<String, YamlNode.Entry> entries) {
    files.put(file.path(), file);
    for (YamlNode document : YamlReader.read(file).documents()) {
      for (Text path : includes(document)) {
        FilePath included = root.resolve(path.chars().replaceFirst("^/+", ""));
        if (!files.containsKey(included)
            && files.size() < MOST_FILES
            && workspace.read(included) instanceof Content.Readable readable) {
          read(readable.file(), root, workspace, files, entries);
        }
      }
      YamlTree.entries(document).forEach((key, entry) -> entries.merge(key, entry, Pipeline::over));
    }
  }

  /** The local files that a document includes, as they are written. */
  private static List<Text> includes(YamlNode document) {
    List<Text> paths = new ArrayList<>();
    for (YamlNode item : YamlTree.itemsAt(document, "include")) {
      for (Text text : YamlTree.text(item)) {
        if (!text.chars().contains("://")) {
          paths.add(text);
        }
      }
      for (YamlNode local : YamlTree.itemsAt(item, "local")) {
        paths.addAll(YamlTree.text(local));
      }
    }
    return paths;
  }

  /** The files it is made of, the one that includes the others first. */
  List<SourceFile> files() {
    return files;
  }

  /** The folder that the jobs begin in. */
  FilePath root() {
    return root;
  }

  /** What stands at the top, merged. */
  Map<String, YamlNode.Entry> entries() {
    return entries;
  }

  /** Whether anything in the files speaks of services. */
  boolean mayHaveServices() {
    return files.stream().anyMatch(file -> file.text().contains("services"));
  }

  /** The node below keys at the top: one, or none. */
  List<YamlNode> at(String... keys) {
    YamlNode.Entry entry = entries.get(keys[0]);
    if (entry == null) {
      return List.of();
    }
    List<YamlNode> found = List.of(resolved(entry.value(), 0));
    for (int i = 1; i < keys.length && !found.isEmpty(); i++) {
      found = YamlTree.at(found.get(0), keys[i]).stream().map(n -> resolved(n, 0)).toList();
    }
    return found;
  }

  /** What a job comes to with all that it extends; nothing if a part of it is not here. */
  List<YamlNode> job(YamlNode.Entry entry) {
    return extended(entry.value().resolved(), 0);
  }

  private List<YamlNode> extended(YamlNode job, int depth) {
    List<YamlNode> bases = YamlTree.itemsAt(job, "extends");
    if (bases.isEmpty()) {
      return List.of(job);
    }
    YamlNode merged = null;
    for (YamlNode base : bases) {
      for (Text name : YamlTree.text(base)) {
        YamlNode.Entry entry = entries.get(name.chars());
        List<YamlNode> found =
            entry == null || depth >= MAX_DEPTH
                ? List.of()
                : extended(entry.value().resolved(), depth + 1);
        if (found.isEmpty()) {
          return List.of();
        }
        merged = merged == null ? found.get(0) : over(merged, found.get(0));
      }
    }
    return List.of(merged == null ? job : over(merged, job));
  }

  private static YamlNode.Entry over(YamlNode.Entry below, YamlNode.Entry above) {
    return new YamlNode.Entry(above.key(), over(below.value(), above.value()));
  }

  /** Mappings are joined key by key, everything else is replaced. */
  private static YamlNode over(YamlNode below, YamlNode above) {
    if (!(below.resolved() instanceof YamlNode.Mapping)
        || !(above.resolved() instanceof YamlNode.Mapping own)) {
      return above.resolved();
    }
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>(YamlTree.entries(below));
    YamlTree.entries(above).forEach((key, entry) -> entries.merge(key, entry, Pipeline::over));
    return new YamlNode.Mapping(List.copyOf(entries.values()), own.span(), own.tag());
  }

  /** The items of a list, lists in it opened and references followed. */
  List<YamlNode> items(YamlNode list) {
    List<YamlNode> items = new ArrayList<>();
    addItems(list, items, 0);
    return items;
  }

  private void addItems(YamlNode node, List<YamlNode> items, int depth) {
    YamlNode resolved = resolved(node, depth);
    if (resolved instanceof YamlNode.Sequence sequence && depth < MAX_DEPTH) {
      sequence.items().forEach(item -> addItems(item, items, depth + 1));
    } else {
      items.addAll(YamlTree.items(resolved));
    }
  }

  /** The node itself, or what {@code !reference [.setup, script]} stands for. */
  YamlNode resolved(YamlNode node) {
    return resolved(node, 0);
  }

  private YamlNode resolved(YamlNode node, int depth) {
    YamlNode here = node.resolved();
    if (!here.tag().equals("!reference")
        || !(here instanceof YamlNode.Sequence path)
        || depth >= MAX_DEPTH) {
      return here;
    }
    List<YamlNode> found = List.of();
    for (YamlNode key : path.items()) {
      List<Text> name = YamlTree.text(key);
      if (name.isEmpty()) {
        return here;
      }
      YamlNode.Entry entry = found.isEmpty() ? entries.get(name.get(0).chars()) : null;
      found =
          found.isEmpty()
              ? entry == null ? List.of() : List.of(entry.value())
              : YamlTree.at(resolved(found.get(0), depth + 1), name.get(0).chars());
      if (found.isEmpty()) {
        return new YamlNode.Sequence(List.of(), here.span(), "");
      }
    }
    return found.isEmpty() ? here : resolved(found.get(0), depth + 1);
  }

  /** The names in a list of words. */
  static Set<String> words(List<YamlNode> items) {
    Set<String> words = new LinkedHashSet<>();
    items.forEach(item -> YamlTree.text(item).forEach(text -> words.add(text.chars())));
    return words;
  }
}
