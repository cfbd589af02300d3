package dev.dialtone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dialtone.fix.FixResult;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file that is fixed, in all that it can be beside plain. That a killed process and a full disk
 * leave it whole is the subject of fix-kill-test.sh.
 */
class FixedFileTest {
  @TempDir private Path folder;

  private Path write(String path, String text) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    return Files.writeString(folder.resolve(path), text);
  }

  private FixedFile.Written fix(String path) {
    FilePath file = new FilePath(path);
    return FixedFile.write(
        new FixResult.Change(new SourceFile(file, "old"), new SourceFile(file, "new text")),
        folder);
  }

  private void assertFixed(String path) {
    assertEquals(new FixedFile.Written("", ""), fix(path));
  }

  private void assertRefused(String why, String path) {
    assertEquals(new FixedFile.Written(why, ""), fix(path));
  }

  /** What the folder holds, with the texts. */
  private Map<String, String> files(String below) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (var paths = Files.list(folder.resolve(below))) {
      for (Path path : List.copyOf(paths.toList())) {
        files.put(path.getFileName().toString(), Files.readString(path));
      }
    }
    return files;
  }

  @Test
  void aFileIsReplacedAndNothingIsLeftBesideIt() throws IOException {
    write("compose.yaml", "old");
    assertFixed("compose.yaml");
    assertEquals(Map.of("compose.yaml", "new text"), files(""));
  }

  @Test
  void whatHasChangedSinceItWasReadStays() throws IOException {
    write("other.yaml", "odd");
    write("longer.yaml", "older");
    assertRefused("it has changed since it was read, or is not UTF-8", "other.yaml");
    assertRefused("it has changed since it was read, or is not UTF-8", "longer.yaml");
    assertRefused("it is not there any more", "gone.yaml");
    Files.createDirectory(folder.resolve("folder.yaml"));
    assertRefused("it has changed since it was read, or is not UTF-8", "folder.yaml");
    Files.delete(folder.resolve("folder.yaml"));
    assertEquals(Map.of("other.yaml", "odd", "longer.yaml", "older"), files(""));
  }

  @Test
  void utf16Stays() throws IOException {
    byte[] text = "\uFEFFold".getBytes(StandardCharsets.UTF_16LE);
    Files.write(folder.resolve("compose.yaml"), text);
    FilePath path = new FilePath("compose.yaml");
    assertEquals(
        "it has changed since it was read, or is not UTF-8",
        FixedFile.write(
                new FixResult.Change(
                    new SourceFile(path, "\uFEFFold"), new SourceFile(path, "\uFEFFnew")),
                folder)
            .refusal());
  }

  @Test
  void theTargetOfALinkIsFixedAndEveryLinkStays() throws IOException {
    write("real/file.yaml", "old");
    Files.createDirectory(folder.resolve("links"));
    Files.createSymbolicLink(folder.resolve("links/chain"), Path.of("../real/file.yaml"));
    Files.createSymbolicLink(folder.resolve("compose.yaml"), Path.of("links/chain"));
    assertFixed("compose.yaml");
    assertEquals(Map.of("file.yaml", "new text"), files("real"));
    assertEquals(
        Path.of("../real/file.yaml"), Files.readSymbolicLink(folder.resolve("links/chain")));
    assertEquals(Path.of("links/chain"), Files.readSymbolicLink(folder.resolve("compose.yaml")));
    assertEquals(Map.of("chain", "new text"), files("links"));
  }

  @Test
  void aFileWithTwoNamesIsWrittenOnce() throws IOException {
    write("real.yaml", "old");
    Files.createSymbolicLink(folder.resolve("compose.yaml"), Path.of("real.yaml"));
    assertFixed("compose.yaml");
    assertFixed("real.yaml");
    assertEquals(Map.of("compose.yaml", "new text", "real.yaml", "new text"), files(""));
  }

  @Test
  void otherHardLinksKeepTheTextAndThisIsSaid() throws IOException {
    write("compose.yaml", "old");
    Files.createLink(folder.resolve("copy.yaml"), folder.resolve("compose.yaml"));
    assertEquals(
        new FixedFile.Written("", "its other names (hard links) keep the text as it was"),
        fix("compose.yaml"));
    assertEquals(Map.of("compose.yaml", "new text", "copy.yaml", "old"), files(""));
  }

  @Test
  void modeOwnerAndGroupStay() throws IOException {
    Path file = write("compose.yaml", "old");
    boolean root = Files.getAttribute(file, "unix:uid").equals(0);
    if (root) {
      Files.setAttribute(file, "unix:uid", 12_345);
      Files.setAttribute(file, "unix:gid", 12_346);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrw-r--"));
    Map<String, Object> before = Files.readAttributes(file, "unix:uid,gid,mode");
    assertFixed("compose.yaml");
    assertEquals(before, Files.readAttributes(file, "unix:uid,gid,mode"));
    assumeTrue(root, "only root can give files away");
  }

  @Test
  void whatMayNotBeWrittenStays() throws IOException {
    Path file = write("locked.yaml", "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    assumeTrue(!Files.isWritable(file), "root may write everything");
    assertRefused("it may not be written", "locked.yaml");
  }

  @Test
  void aFolderThatTakesNoNewFileIsToldOf() throws IOException {
    write("shut/compose.yaml", "old");
    Path shut = folder.resolve("shut");
    Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeTrue(!Files.isWritable(shut), "root may write everywhere");
      assertRefused(
          "no copy with its owner and mode can be put in its place (a full disk, or a folder that"
              + " may not be written?)",
          "shut/compose.yaml");
      assertEquals(Map.of("compose.yaml", "old"), files("shut"));
    } finally {
      Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void whatAKilledRunLeftIsRemovedAndNothingElse() throws IOException {
    write("compose.yaml", "old");
    write(".dialtone-4711.tmp", "half");
    write(".dialtone-notes.tmp", "mine");
    write(".dialtone.yaml", "fail-on: note");
    write("outside/kept", "kept");
    Files.createSymbolicLink(folder.resolve(".dialtone-1.tmp"), Path.of("outside/kept"));
    assertFixed("compose.yaml");
    assertTrue(Files.exists(folder.resolve(".dialtone-1.tmp"), LinkOption.NOFOLLOW_LINKS));
    Files.delete(folder.resolve(".dialtone-1.tmp"));
    assertEquals(Map.of("kept", "kept"), files("outside"));
    Files.delete(folder.resolve("outside/kept"));
    Files.delete(folder.resolve("outside"));
    assertEquals(
        Map.of(
            ".dialtone-notes.tmp", "mine",
            ".dialtone.yaml", "fail-on: note",
            "compose.yaml", "new text"),
        files(""));
  }

  @Test
  void whatAnotherRunIsWritingStays() throws Exception {
    write("compose.yaml", "old");
    Path other = write(".dialtone-4711.tmp", "half");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "needs Python");
    // A lock that this process held would not keep itself out.
    Process run =
        new ProcessBuilder(
                "/usr/bin/python3",
                "-c",
                "import fcntl, sys; f = open(sys.argv[1], 'r+'); fcntl.lockf(f, fcntl.LOCK_EX);"
                    + " print('locked', flush=True); sys.stdin.read()",
                other.toString())
            .start();
    try (var said = run.inputReader()) {
      assertEquals("locked", said.readLine());
      assertFixed("compose.yaml");
      assertTrue(Files.exists(other));
    } finally {
      run.destroy();
      run.waitFor();
    }
    write("compose.yaml", "old");
    assertFixed("compose.yaml");
    assertEquals(Map.of("compose.yaml", "new text"), files(""));
  }
}
