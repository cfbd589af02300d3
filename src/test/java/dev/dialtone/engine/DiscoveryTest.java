package dev.dialtone.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
  private static List<String> found(Map<String, String> texts, String... starts) {
    Discovery discovery =
        new Discovery(new MemoryWorkspace(texts), path -> path.name().endsWith(".wanted"));
    for (String start : starts) {
      discovery.search(new FilePath(start));
    }
    return discovery.files().stream().map(FilePath::value).toList();
  }

  private static Map<String, String> files(String... pathsAndTexts) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String entry : pathsAndTexts) {
      int colon = entry.indexOf(':');
      if (colon < 0) {
        texts.put(entry, "");
      } else {
        texts.put(entry.substring(0, colon), entry.substring(colon + 1));
      }
    }
    return texts;
  }

  @Test
  void filesOfInterestAreFoundAtEveryDepthInTheOrderOfTheirPaths() {
    assertEquals(
        List.of("a/2.wanted", "a/b/1.wanted", "z.wanted"),
        found(files("z.wanted", "a/b/1.wanted", "a/2.wanted", "a/other"), "."));
  }

  @Test
  void foldersThatOverlapGiveEachFileOnce() {
    assertEquals(
        List.of("a/1.wanted", "a/b/2.wanted"),
        found(files("a/1.wanted", "a/b/2.wanted", "c/3.wanted"), "a", "a/b", "a"));
  }

  @Test
  void ofTheHiddenFoldersOnlyDevcontainerAndGithubAreEntered() {
    assertEquals(
        List.of(".devcontainer/1.wanted", ".github/w/2.wanted"),
        found(
            files(
                ".devcontainer/1.wanted", ".github/w/2.wanted", ".git/3.wanted", ".cache/4.wanted"),
            "."));
  }

  @Test
  void aHiddenFolderIsEnteredWhenItIsNamed() {
    assertEquals(List.of(".cache/4.wanted"), found(files(".cache/4.wanted"), ".cache"));
  }

  @Test
  void whatPackageManagersInstallIsSkipped() {
    assertEquals(
        List.of("x/1.wanted"),
        found(
            files(
                "x/1.wanted",
                "x/node_modules/p/2.wanted",
                "x/bower_components/3.wanted",
                "x/lib/site-packages/4.wanted"),
            "."));
  }

  @Test
  void aFolderOfBuiltOrForeignFilesIsSkippedOnlyBesideTheFileThatMakesIt() {
    assertEquals(
        List.of("free/target/1.wanted", "free/vendor/2.wanted", "go/target/3.wanted"),
        found(
            files(
                "free/vendor/2.wanted",
                "free/target/1.wanted",
                "go/go.mod",
                "go/vendor/4.wanted",
                "go/target/3.wanted",
                "java/pom.xml",
                "java/target/5.wanted"),
            "."));
  }

  @Test
  void patternsOfNestedIgnoreFilesHoldFromTheirFolderOn() {
    assertEquals(
        List.of("a/keep.wanted", "b.wanted", "c/a.wanted"),
        found(
            files(
                "a/.gitignore:/b.wanted\n*.tmp.wanted",
                "a/b.wanted",
                "a/x.tmp.wanted",
                "a/keep.wanted",
                "b.wanted",
                "c/.gitignore:/b.wanted\r\n",
                "c/b.wanted",
                "c/a.wanted"),
            "."));
  }

  @Test
  void aDeeperIgnoreFileTakesBackWhatAHigherOneIgnores() {
    assertEquals(
        List.of("sub/1.wanted"),
        found(
            files(
                ".gitignore:*.wanted\n",
                "0.wanted",
                "sub/.gitignore:!1.wanted\n",
                "sub/1.wanted",
                "sub/2.wanted"),
            "."));
  }

  @Test
  void nothingComesBackFromAnIgnoredFolder() {
    assertEquals(
        List.of(), found(files(".gitignore:gone/\n!gone/1.wanted\n", "gone/1.wanted"), "."));
  }

  @Test
  void ignoreFilesAboveTheStartHoldUpToTheRootOfTheRepository() {
    Map<String, String> texts =
        files(
            ".gitignore:*.wanted\n",
            "repo/.git/HEAD:ref",
            "repo/.git/info/exclude:3.*\n",
            "repo/.gitignore:/sub/deep/1.wanted\n",
            "repo/sub/.gitignore:deep/2.wanted\n",
            "repo/sub/deep/1.wanted",
            "repo/sub/deep/2.wanted",
            "repo/sub/deep/3.wanted",
            "repo/sub/deep/4.wanted");
    assertEquals(List.of("repo/sub/deep/4.wanted"), found(texts, "repo/sub/deep"));
  }

  @Test
  void aRepositoryWithinARepositoryHasItsOwnPatternsOnly() {
    assertEquals(
        List.of("module/2.wanted"),
        found(
            files(
                ".git/HEAD:ref",
                ".gitignore:*.wanted\n",
                "1.wanted",
                "module/.git:gitdir: ../.git/modules/module",
                "module/.gitignore:3.wanted\n",
                "module/2.wanted",
                "module/3.wanted"),
            "."));
  }
}
