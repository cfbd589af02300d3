package dev.dialtone.catalogue.build;

import dev.dialtone.catalogue.Client;
import dev.dialtone.catalogue.ErrorText;
import dev.dialtone.catalogue.ImageReleases;
import dev.dialtone.catalogue.ImageRepositories;
import dev.dialtone.catalogue.KeyIndex;
import dev.dialtone.catalogue.Registries;
import dev.dialtone.catalogue.Server;
import dev.dialtone.catalogue.entry.Complaints;
import dev.dialtone.catalogue.entry.Entry;
import dev.dialtone.catalogue.entry.NameTable;
import dev.dialtone.catalogue.entry.Node;
import dev.dialtone.catalogue.entry.NodeCodec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Checks {@code rules/catalogue} and writes it as {@code dev/dialtone/catalogue/*.bin}.
 *
 * <p>The schema is what the readers of the entries ask for: anything else, and anything that is
 * missing, is a problem with file and line.
 */
public final class CatalogueCompiler {
  /** What is written for people only: where a fact comes from, and remarks. */
  private static final List<String> FOR_PEOPLE = List.of("source", "note");

  private final Path folder;
  private final List<String> problems = new ArrayList<>();
  private final Set<String> serverNames = new HashSet<>();
  private final Set<String> services = new HashSet<>();
  private final Map<String, byte[]> outputs = new TreeMap<>();

  private CatalogueCompiler(Path folder) {
    this.folder = folder;
  }

  /** What compiling gave: the files' contents by name, and what is wrong, as {@code file:line}. */
  public record Result(Map<String, byte[]> outputs, List<String> problems) {
    public Result {
      outputs = Map.copyOf(outputs);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Compiles the catalogue in the folder {@code args[0]} into the class folder {@code args[1]}.
   *
   * @throws IllegalStateException if something is wrong with it; the message lists what
   */
  public static void main(String[] args) throws IOException {
    Result result = compile(Path.of(args[0]));
    if (!result.problems().isEmpty()) {
      throw new IllegalStateException(
          "the catalogue is not sound:\n" + String.join("\n", result.problems()));
    }
    Path target = Path.of(args[1]).resolve("dev/dialtone/catalogue");
    Files.createDirectories(target);
    for (Map.Entry<String, byte[]> output : result.outputs().entrySet()) {
      Files.write(target.resolve(output.getKey()), output.getValue());
    }
  }

  /** Compiles the catalogue in {@code folder}. */
  public static Result compile(Path folder) throws IOException {
    CatalogueCompiler compiler = new CatalogueCompiler(folder);
    compiler.servers();
    compiler.images();
    compiler.keys();
    compiler.errors();
    return new Result(compiler.outputs, compiler.problems);
  }

  private Complaints complaints(Path file) {
    String name = folder.relativize(file).toString().replace('\\', '/');
    return (line, message) -> {
      String problem = name + ":" + line + ": " + message;
      if (!problems.contains(problem)) {
        problems.add(problem);
      }
    };
  }

  /** Hands over each mapping of the list that {@code name} holds. */
  private void list(Path file, Consumer<Entry> reader) throws IOException {
    Complaints complaints = complaints(file);
    Node node = YamlNodes.read(Files.readString(file), complaints);
    if (!(node instanceof Node.Sequence)) {
      complaints.add(node.line(), "the file must be a list");
      return;
    }
    Entry all = new Entry(new Node.Mapping(Map.of("file", node), 1), complaints);
    all.entries("file").forEach(reader);
  }

  private Node.Mapping mapping(String name) throws IOException {
    Path file = folder.resolve(name);
    Complaints complaints = complaints(file);
    Node node = YamlNodes.read(Files.readString(file), complaints);
    if (node instanceof Node.Mapping mapping) {
      return mapping;
    }
    complaints.add(node.line(), "the file must be a mapping");
    return new Node.Mapping(Map.of(), 1);
  }

  private static Node.Mapping forPrograms(Entry entry) {
    return entry.node().without(FOR_PEOPLE);
  }

  private static Node.Mapping sourced(Entry entry) {
    if (entry.texts("source").isEmpty()) {
      entry.complain("`source` is missing: where can this be checked?");
    }
    return forPrograms(entry);
  }

  private void servers() throws IOException {
    Path file = folder.resolve("servers.yaml");
    ByteArrayOutputStream entries = new ByteArrayOutputStream();
    Map<String, Integer> names = new TreeMap<>();
    Map<String, List<Node>> programs = new TreeMap<>();
    Map<String, List<Node>> runners = new TreeMap<>();
    list(
        file,
        entry -> {
          Node.Mapping node = sourced(entry);
          int place = entries.size();
          write(node, entries);
          Entry read = new Entry(node, complaints(file));
          if (entry.has("runner")) {
            addCommands(Server.runnerCommands(read), place, runners);
            return;
          }
          Server server = Server.of(read);
          addCommands(server.commands(), place, programs);
          if (names.put(server.name(), place) != null) {
            entry.complain("server", "is the name of another entry: " + server.name());
          }
        });
    serverNames.addAll(names.keySet());
    Map<String, Integer> programPlaces = writeCommands(programs, entries);
    Map<String, Integer> runnerPlaces = writeCommands(runners, entries);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(all)) {
      NameTable.write(programPlaces, out);
      NameTable.write(runnerPlaces, out);
      NameTable.write(names, out);
      entries.writeTo(out);
    }
    outputs.put("servers.bin", all.toByteArray());
  }

  private static void addCommands(
      List<List<String>> commands, int place, Map<String, List<Node>> byProgram) {
    for (List<String> command : commands) {
      List<Node> words = new ArrayList<>();
      for (String word : command) {
        words.add(new Node.Leaf(word, 0));
      }
      Map<String, Node> members = new TreeMap<>();
      members.put("at", new Node.Leaf(Integer.toString(place), 0));
      members.put("words", new Node.Sequence(words, 0));
      byProgram
          .computeIfAbsent(command.get(0), program -> new ArrayList<>())
          .add(new Node.Mapping(members, 0));
    }
  }

  private static Map<String, Integer> writeCommands(
      Map<String, List<Node>> byProgram, ByteArrayOutputStream entries) {
    Map<String, Integer> places = new TreeMap<>();
    byProgram.forEach(
        (program, commands) -> {
          places.put(program, entries.size());
          Node list = new Node.Sequence(commands, 0);
          write(new Node.Mapping(Map.of("commands", list), 0), entries);
        });
    return places;
  }

  private void images() throws IOException {
    Path registriesFile = folder.resolve("registries.yaml");
    Node.Mapping registries = mapping("registries.yaml").without(FOR_PEOPLE);
    Registries.of(new Entry(registries, complaints(registriesFile)));
    List<Path> files;
    try (Stream<Path> found = Files.list(folder.resolve("images"))) {
      files = found.filter(path -> path.toString().endsWith(".yaml")).sorted().toList();
    }
    Map<String, Integer> places = new TreeMap<>();
    Map<String, String> families = new HashMap<>();
    ByteArrayOutputStream entries = new ByteArrayOutputStream();
    for (Path file : files) {
      list(file, entry -> image(entry, complaints(file), families, places, entries));
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(all)) {
      NodeCodec.write(registries, out);
      NameTable.write(places, out);
      entries.writeTo(out);
    }
    outputs.put("images.bin", all.toByteArray());
  }

  private void image(
      Entry entry,
      Complaints complaints,
      Map<String, String> families,
      Map<String, Integer> places,
      ByteArrayOutputStream entries) {
    Node.Mapping node = sourced(entry);
    String family = entry.text("image");
    if (families.put(family, family) != null) {
      entry.complain("image", "is the name of another entry: " + family);
    }
    String server = entry.text("server", "");
    if (!server.isEmpty() && !serverNames.contains(server)) {
      entry.complain("server", "is not in servers.yaml: " + server);
    }
    ImageReleases.check(node, complaints);
    ImageRepositories repositories = ImageRepositories.of(entry);
    int place = entries.size();
    for (String key : repositories.keys()) {
      if (places.putIfAbsent(key, repositories.alikeElsewhere() ? place : -1 - place) != null) {
        entry.complain("repositories", "has `" + key + "`, which another entry has");
      }
    }
    write(node, entries);
  }

  private void keys() throws IOException {
    Node.Mapping keys = mapping("keys.yaml").without(FOR_PEOPLE);
    Node.Mapping clean = withoutSources(keys);
    KeyIndex index = new KeyIndex(new Entry(clean, complaints(folder.resolve("keys.yaml"))));
    services.addAll(index.serviceNames());
    outputs.put("keys.bin", bytes(clean));
  }

  /** The lists of a file of lists without what is for people. */
  private static Node.Mapping withoutSources(Node.Mapping file) {
    Map<String, Node> members = new TreeMap<>();
    file.members()
        .forEach(
            (key, value) -> {
              if (!(value instanceof Node.Sequence list)) {
                members.put(key, value);
                return;
              }
              List<Node> items = new ArrayList<>();
              for (Node item : list.items()) {
                items.add(item instanceof Node.Mapping each ? each.without(FOR_PEOPLE) : item);
              }
              members.put(key, new Node.Sequence(items, list.line()));
            });
    return new Node.Mapping(members, file.line());
  }

  private void errors() throws IOException {
    Path file = folder.resolve("errors.yaml");
    Set<String> runtimes = new HashSet<>();
    List<Node> texts = new ArrayList<>();
    list(
        file,
        entry -> {
          Node.Mapping node = sourced(entry);
          runtimes.add(ErrorText.of(new Entry(node, complaints(file))).runtime());
          texts.add(node);
        });
    Map<String, Node> lists = new TreeMap<>();
    lists.put("errors", new Node.Sequence(texts, 1));
    lists.put("clients", new Node.Sequence(clients(runtimes), 1));
    outputs.put("errors.bin", bytes(new Node.Mapping(lists, 1)));
  }

  private List<Node> clients(Set<String> runtimes) throws IOException {
    Path file = folder.resolve("clients.yaml");
    List<Node> nodes = new ArrayList<>();
    list(
        file,
        entry -> {
          Node.Mapping node = sourced(entry);
          Client client = Client.of(new Entry(node, complaints(file)));
          for (String service : client.services()) {
            if (!services.contains(service)) {
              entry.complain("services", "has `" + service + "`, which is not in keys.yaml");
            }
          }
          if (!runtimes.contains(client.runtime())) {
            entry.complain("runtime", "has no text in errors.yaml: " + client.runtime());
          }
          nodes.add(node);
        });
    return nodes;
  }

  private static byte[] bytes(Node node) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(node, bytes);
    return bytes.toByteArray();
  }

  private static void write(Node node, OutputStream bytes) {
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      NodeCodec.write(node, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
