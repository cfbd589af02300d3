package dev.dialtone.catalogue.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueCompilerTest {
  private static final String IMAGE =
      """
      - image: one
        repositories: [one]
        kind: database
        source: somewhere
        ports: [{port: 5432, scheme: postgresql, bind: all}]
      """;
  private static final String SERVER =
      """
      - server: first
        commands: [first serve]
        source: somewhere
        listeners: [{port: 80, bind: loopback}]
      """;

  private static final String CLIENT =
      """
      - programs: [npm]
        platforms: [node]
        runtime: node
        source: somewhere
      """;

  @TempDir Path folder;

  @BeforeEach
  void aSoundCatalogue() throws IOException {
    Files.createDirectory(folder.resolve("images"));
    write("images/databases.yaml", IMAGE);
    write("servers.yaml", SERVER);
    write("registries.yaml", "hub: [docker.io]\nmirrors: []\narchitectures: []\n");
    write("keys.yaml", "glued: []\nservices: []\nrules: []\n");
    write(
        "errors.yaml",
        "- {runtime: node, failure: refused, text: 'no {ip}:{port}', source: somewhere}\n");
    write("clients.yaml", CLIENT);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private List<String> problems() throws IOException {
    return CatalogueCompiler.compile(folder).problems();
  }

  @Test
  void aSoundCatalogueHasNoProblems() throws IOException {
    assertEquals(List.of(), problems());
  }

  @Test
  void theCatalogueOfThisProjectIsSound() throws IOException {
    CatalogueCompiler.Result result = CatalogueCompiler.compile(Path.of("rules/catalogue"));

    assertEquals(List.of(), result.problems());
    assertEquals(
        List.of("errors.bin", "images.bin", "keys.bin", "servers.bin"),
        result.outputs().keySet().stream().sorted().toList());
  }

  @Test
  void compilingTwiceGivesTheSameBytes() throws IOException {
    Map<String, byte[]> once = CatalogueCompiler.compile(Path.of("rules/catalogue")).outputs();
    Map<String, byte[]> twice = CatalogueCompiler.compile(Path.of("rules/catalogue")).outputs();

    for (String name : once.keySet()) {
      assertTrue(java.util.Arrays.equals(once.get(name), twice.get(name)), name);
    }
  }

  @Test
  void aProblemStopsTheBuildAndSaysWhere() throws IOException {
    write("servers.yaml", SERVER.replace("commands", "comands"));

    IllegalStateException stop =
        assertThrows(
            IllegalStateException.class,
            () ->
                CatalogueCompiler.main(
                    new String[] {folder.toString(), folder.resolve("out").toString()}));
    assertEquals(
        "the catalogue is not sound:\nservers.yaml:2: unknown key `comands`", stop.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kind: database       | kind: databse                | images/databases.yaml:3: `kind` must be one of database, cache, queue, search, storage, proxy, web, observability, auth, discovery, mail, ci, tool, runtime, base, not `databse`
          source: somewhere    | note: nothing                | images/databases.yaml:1: `source` is missing: where can this be checked?
          port: 5432           | port: 70000                  | images/databases.yaml:5: `port` must be 1 to 65535 or a rising range, not `70000`
          port: 5432           | port: 0                      | images/databases.yaml:5: `port` must be 1 to 65535 or a rising range, not `0`
          port: 5432           | port: 90-80                  | images/databases.yaml:5: `port` must be 1 to 65535 or a rising range, not `90-80`
          port: 5432           | protocol: tcp                | images/databases.yaml:5: a listener without `port` needs a `name`
          bind: all            | bind: everywhere             | images/databases.yaml:5: `bind` must be one of all, all-ipv4, all-ipv6, loopback, loopback-ipv4, loopback-ipv6, container, address, unix-socket, unknown, off, not `everywhere`
          bind: all            | 'bind: all, on: maybe'       | images/databases.yaml:5: `on` must be true or false, not `maybe`
          bind: all            | 'bind: all, colour: red'     | images/databases.yaml:5: unknown key `colour`
          repositories: [one]  | repositories: []             | images/databases.yaml:1: `repositories` is missing
          repositories: [one]  | repositories: [one, one]     | images/databases.yaml:2: `repositories` has `one`, which another entry has
          image: one           | name: one                    | images/databases.yaml:1: `image` is missing
          kind: database       | server: nobody               | images/databases.yaml:3: `server` is not in servers.yaml: nobody
          kind: database       | 'variables: [{name: P, sets: port, of: http}]' | images/databases.yaml:3: `variables` names the port `http`, which is not there
          kind: database       | 'tools: {default: {haz: [sh]}}' | images/databases.yaml:3: unknown key `haz`
          kind: database       | 'healthcheck: {exec: [x], retries: never}' | images/databases.yaml:3: `retries` must be a number above 0
          kind: database       | 'dials: [{variables: [X], port: 65536}]' | images/databases.yaml:3: `port` must be 1 to 65535, not `65536`
          kind: database       | 'required: [{all-of: [X]}]'  | images/databases.yaml:3: `any-of` is missing
          kind: database       | 'releases: [{closed: true}]' | images/databases.yaml:3: a release needs `from`, `below` or `tag-words`
          kind: database       | 'releases: [{below: new, closed: true}]' | images/databases.yaml:3: `below` must be a version such as 2.1
          kind: database       | 'releases: [{below: 2, clsed: true}]' | images/databases.yaml:3: unknown key `clsed`
          kind: database       | 'program: {a: b}'            | images/databases.yaml:3: `program` must be a list
          kind: database       | 'credentials: root'          | images/databases.yaml:3: `credentials` must be a mapping
          """)
  void saysWhatIsWrongWithAnImage(String sound, String broken, String problem) throws IOException {
    write("images/databases.yaml", IMAGE.replace(sound, broken));

    assertEquals(problem, problems().get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'listeners: [{port: 80, bind: loopback}]' | 'listens: true'       | servers.yaml:1: a server has `listeners`, or `listens: false`
          'listeners: [{port: 80, bind: loopback}]' | 'listens: false'      | ''
          'source: somewhere' | 'source: x
            options: [{names: [port], sets: port}]' | servers.yaml:4: `names` must begin with a dash, not `port`
          'source: somewhere' | 'source: x
            options: [{names: [-p], sets: prot}]'   | servers.yaml:4: `sets` must be one of host, port, address, url, socket, off, on, setting, config-file, arguments, somehow, nothing, not `prot`
          'source: somewhere' | 'source: x
            options: [{names: [-p], sets: port, of: admin}]' | servers.yaml:4: `options` names the listener `admin`, which is not there
          'source: somewhere' | 'source: x
            positionals: [host prt]'                | servers.yaml:4: `positionals` must be one of host, port, address, config-file, other, not `prt`
          'commands: [first serve]' | 'commands: [first  serve]' | servers.yaml:2: `commands` has an empty word
          """)
  void saysWhatIsWrongWithAServer(String sound, String broken, String problem) throws IOException {
    write("servers.yaml", SERVER.replace(sound, broken));

    List<String> problems = problems();
    assertEquals(problem, problems.isEmpty() ? "" : problems.get(0));
  }

  @Test
  void namesOfTwoEntriesMustDiffer() throws IOException {
    write("images/more.yaml", IMAGE.replace("[one]", "[two]"));
    write("servers.yaml", SERVER + SERVER);

    assertEquals(
        List.of(
            "servers.yaml:5: `server` is the name of another entry: first",
            "images/more.yaml:1: `image` is the name of another entry: one"),
        problems());
  }

  @Test
  void repositoriesOfTwoFilesMustDiffer() throws IOException {
    write("images/more.yaml", IMAGE.replace("image: one", "image: other"));

    assertEquals(
        List.of("images/more.yaml:2: `repositories` has `one`, which another entry has"),
        problems());
  }

  @Test
  void keysMustBeTakenOnce() throws IOException {
    write(
        "keys.yaml",
        """
        glued: []
        services:
          - {service: a, words: [db], schemes: [x]}
          - {service: b, words: [db], schemes: [x]}
        rules:
          - {keys: [HOST], role: dial-host}
          - {keys: [host], role: bind-host}
          - {ends: [host]}
          - {role: secret}
          - {ends: [port], role: dial-port, service: c}
        """);

    assertEquals(
        List.of(
            "keys.yaml:4: `words` has `db`, which another service has",
            "keys.yaml:4: `schemes` has `x`, which another service has",
            "keys.yaml:7: `keys` has `host`, which another rule has",
            "keys.yaml:8: `role` is missing",
            "keys.yaml:9: a rule needs `keys`, `starts`, `ends` or `has`",
            "keys.yaml:10: `service` is not among the services: c"),
        problems());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          runtime: node        | runtime: nobody        | clients.yaml:3: `runtime` has no text in errors.yaml: nobody
          runtime: node        | note: none             | clients.yaml:1: `runtime` is missing
          platforms: [node]    | services: [postgres]   | clients.yaml:2: `services` has `postgres`, which is not in keys.yaml
          platforms: [node]    | platforms: [cobol]     | clients.yaml:2: `platforms` must be one of node, java, python, php, ruby, go, dotnet, rust, nginx, haproxy, unknown, not `cobol`
          programs: [npm]      | program: npm           | clients.yaml:1: unknown key `program`
          source: somewhere    | note: nothing          | clients.yaml:1: `source` is missing: where can this be checked?
          """)
  void saysWhatIsWrongWithAClient(String sound, String broken, String problem) throws IOException {
    write("clients.yaml", CLIENT.replace(sound, broken));

    assertEquals(problem, problems().get(0));
  }

  @Test
  void errorTextsHaveKnownPlaceholders() throws IOException {
    write("errors.yaml", "- {runtime: node, text: 'at {place}', source: x}\n");

    assertEquals(
        List.of(
            "errors.yaml:1: `failure` is missing",
            "errors.yaml:1: `text` has {place}, which is not {host}, {ip} or {port}"),
        problems());
  }

  @Test
  void brokenYamlIsAProblemWithItsLine() throws IOException {
    write("servers.yaml", "- server: [\n");
    write("errors.yaml", "");
    write("keys.yaml", "- a\n");

    List<String> problems = problems();
    assertTrue(problems.get(0).startsWith("servers.yaml:1: not YAML: "), problems.get(0));
    assertEquals("keys.yaml:1: the file must be a mapping", problems.get(2));
    assertEquals("errors.yaml:1: the file is empty", problems.get(3));
  }

  @Test
  void aKeyThatIsThereTwiceIsAProblem() throws IOException {
    write("servers.yaml", SERVER + "  source: elsewhere\n");

    assertTrue(problems().get(0).startsWith("servers.yaml:"), problems().get(0));
  }
}
