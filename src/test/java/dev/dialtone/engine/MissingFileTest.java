package dev.dialtone.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.LintResult;
import dev.dialtone.rules.read.MissingFile;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a repository around the project says of a file that is not there. */
class MissingFileTest {
  private static final String COMPOSE =
      """
      services:
        api:
          build: api
          env_file: api.env
          volumes: [./api.yml:/etc/api.yml]
      """;

  private static List<String> findings(Map<String, String> others) {
    Map<String, String> files = new TreeMap<>(others);
    files.put("shop/compose.yaml", COMPOSE);
    LintResult result =
        new Linter(List.of(new MissingFile()))
            .lint(new MemoryWorkspace(files), LintRequest.of(new FilePath("shop")));
    return result.diagnostics().stream().map(MissingFileTest::shown).toList();
  }

  private static String shown(Diagnostic finding) {
    return finding.severity().id() + " " + finding.finding().span().text();
  }

  @Test
  void withoutARepositorySourcesMayBeElsewhere() {
    assertEquals(List.of("note api", "warning api.env", "note ./api.yml"), findings(Map.of()));
  }

  @Test
  void whatAWholeRepositoryLacksIsMissing() {
    assertEquals(
        List.of("warning api", "warning api.env", "warning ./api.yml"),
        findings(Map.of(".git/HEAD", "ref: refs/heads/main\n")));
  }

  @Test
  void whatTheRepositoryIgnoresIsMadeByEverybody() {
    assertEquals(
        List.of("warning api", "note api.env", "note ./api.yml"),
        findings(
            Map.of(
                ".git/HEAD",
                "ref: refs/heads/main\n",
                ".gitignore",
                "*.env\n",
                "shop/.gitignore",
                "/api.yml\n")));
  }

  @Test
  void whatLiesInAnIgnoredFolderIsIgnored() {
    assertEquals(
        List.of("note api", "note api.env", "note ./api.yml"),
        findings(Map.of(".git/HEAD", "ref: refs/heads/main\n", ".gitignore", "shop/\n")));
  }

  @Test
  void aSubmoduleIsFetchedByItself() {
    assertEquals(
        List.of("note api", "warning api.env", "warning ./api.yml"),
        findings(
            Map.of(
                ".git/HEAD",
                "ref: refs/heads/main\n",
                ".gitmodules",
                "[submodule \"api\"]\n\tpath = shop/api\n\turl = ../api.git\n")));
  }
}
