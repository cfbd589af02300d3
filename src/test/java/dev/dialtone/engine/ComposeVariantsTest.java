package dev.dialtone.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ComposeVariantsTest {
  private static final String WEB = "services:\n  web:\n    image: acme/web\n";

  private final Map<String, String> files = new LinkedHashMap<>();

  /** Each project as the names of its files with a plus between them. */
  private List<String> variants() {
    List<FilePath> composeFiles =
        files.keySet().stream().filter(n -> n.contains(".y")).map(FilePath::new).toList();
    return new ComposeVariants(new MemoryWorkspace(files))
        .of(composeFiles).stream()
            .map(v -> v.stream().map(FilePath::value).collect(Collectors.joining(" + ")))
            .toList();
  }

  @Test
  void aFileByItselfIsAProject() {
    files.put("b/docker-compose.yml", WEB);
    files.put("a/compose.yaml", WEB);
    assertEquals(List.of("a/compose.yaml", "b/docker-compose.yml"), variants());
  }

  @Test
  void theOverrideIsLaidOverTheBaseWhateverTheyAreCalled() {
    files.put("docker-compose.yml", WEB);
    files.put("compose.override.yaml", WEB);
    assertEquals(List.of("docker-compose.yml + compose.override.yaml"), variants());
  }

  @Test
  void ofSeveralBasesComposeTakesTheFirst() {
    files.put("docker-compose.yml", WEB);
    files.put("compose.yml", WEB);
    files.put("docker-compose.override.yml", WEB);
    assertEquals(
        List.of("compose.yml + docker-compose.override.yml", "docker-compose.yml"), variants());
  }

  @Test
  void aFileWithItsOwnOverrideIsAProject() {
    files.put("docker-compose.prod.yml", WEB);
    files.put("docker-compose.prod.override.yml", WEB);
    assertEquals(List.of("docker-compose.prod.yml + docker-compose.prod.override.yml"), variants());
  }

  @Test
  void whatIsCompleteIsAProjectOfItsOwn() {
    files.put("compose.yaml", WEB);
    files.put("compose.prod.yaml", WEB);
    assertEquals(List.of("compose.yaml", "compose.prod.yaml"), variants());
  }

  @Test
  void aServiceWithoutAnImageIsLaidOverTheBaseThatHasIt() {
    files.put("compose.yaml", WEB);
    files.put("compose.override.yaml", WEB);
    files.put("compose.prod.yaml", "services:\n  web:\n    ports: ['80:80']\n");
    files.put("compose.test.yaml", "services:\n  unknown:\n    ports: ['80:80']\n");
    assertEquals(
        List.of(
            "compose.yaml + compose.override.yaml",
            "compose.yaml + compose.prod.yaml",
            "compose.test.yaml"),
        variants());
  }

  @Test
  void whatDependsOnAServiceOfTheBaseIsLaidOverIt() {
    files.put("compose.yaml", WEB);
    files.put(
        "compose.tools.yaml", "services:\n  tool:\n    image: acme/tool\n    depends_on: [web]\n");
    files.put(
        "compose.other.yaml", "services:\n  tool:\n    image: acme/tool\n    depends_on: [db]\n");
    assertEquals(
        List.of("compose.yaml", "compose.other.yaml", "compose.yaml + compose.tools.yaml"),
        variants());
  }

  @Test
  void theVariableOfTheEnvFileSaysWhichFilesGoTogether() {
    files.put(".env", "COMPOSE_FILE=base.yml:extra.yml\n");
    files.put("base.yml", WEB);
    files.put("extra.yml", WEB);
    files.put("compose.yaml", WEB);
    assertEquals(List.of("base.yml + extra.yml", "compose.yaml"), variants());
  }

  @Test
  void theSeparatorMayBeAnother() {
    files.put(".env", "COMPOSE_PATH_SEPARATOR=;\nCOMPOSE_FILE='compose.yaml;sub/extra.yml'\n");
    files.put("compose.yaml", WEB);
    files.put("sub/extra.yml", WEB);
    assertEquals(List.of("compose.yaml + sub/extra.yml", "sub/extra.yml"), variants());
  }

  @Test
  void aVariableThatNamesAMissingFileIsPassedOver() {
    files.put(".env", "COMPOSE_FILE=compose.yaml:gone.yml\n");
    files.put("compose.yaml", WEB);
    assertEquals(List.of("compose.yaml"), variants());
  }

  @Test
  void whatIsIncludedIsNoProjectOfItsOwn() {
    files.put(
        "compose.yaml", "include:\n  - db/compose.yaml\n  - path: $HOST/x-compose.yml\n" + WEB);
    files.put("db/compose.yaml", WEB);
    files.put("home/x-compose.yml", WEB);
    assertEquals(List.of("compose.yaml"), variants());
  }

  @Test
  void whatIsExtendedIsNoProjectOfItsOwnUnlessComposeLooksForIt() {
    files.put(
        "compose.dev.yaml",
        WEB
            + "    extends: {file: common-compose.yml, service: a}\n"
            + "  b:\n    extends: {file: compose.yaml, service: web}\n");
    files.put("compose.yaml", WEB);
    files.put("common-compose.yml", "services:\n  a:\n    image: acme/a\n");
    assertEquals(List.of("compose.yaml", "compose.dev.yaml"), variants());
  }
}
