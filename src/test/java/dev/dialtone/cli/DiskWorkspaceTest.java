package dev.dialtone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Workspace.Content;
import dev.dialtone.source.Workspace.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskWorkspaceTest {
  @TempDir private Path folder;
  private DiskWorkspace workspace;

  @BeforeEach
  void open() {
    workspace = new DiskWorkspace(folder);
  }

  private Content read(String path) {
    return workspace.read(new FilePath(path));
  }

  private Kind kind(String path) {
    return workspace.kind(new FilePath(path));
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.write(folder.resolve(name), bytes);
  }

  private void write(String name, String text) throws IOException {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static SourceFile file(Content content) {
    return ((Content.Readable) content).file();
  }

  @Test
  void textIsReadAsItStands() throws IOException {
    write("sub/a.yml", "a: \u00f6\r\n\tb\n\n");
    SourceFile file = file(read("sub/a.yml"));
    assertEquals("a: \u00f6\r\n\tb\n\n", file.text());
    assertEquals("sub/a.yml", file.path().value());
    assertFalse(file.byteOrderMark());
  }

  @Test
  void aFileIsReadOnce() throws IOException {
    write("a.yml", "first");
    SourceFile first = file(read("a.yml"));
    write("a.yml", "second");
    assertSame(first, file(read("./x/../a.yml")));
  }

  @Test
  void filesOutsideTheFolderAreReadByTheirRelativeOrAbsolutePath() throws IOException {
    write("outer.env", "A=1");
    write("inner/x", "");
    workspace = new DiskWorkspace(folder.resolve("inner"));
    assertEquals("A=1", file(read("../outer.env")).text());
    assertEquals("A=1", file(read(folder.resolve("outer.env").toString())).text());
    assertEquals(folder.resolve("inner").toString(), workspace.folder().value());
  }

  @Test
  void aByteOrderMarkIsRememberedAndTakenOff() throws IOException {
    write("a.yml", "\uFEFFa: 1");
    SourceFile file = file(read("a.yml"));
    assertEquals("a: 1", file.text());
    assertTrue(file.byteOrderMark());
  }

  @Test
  void utf16WithAByteOrderMarkIsText() throws IOException {
    write("le.yml", "\uFEFFa: \u00fc".getBytes(StandardCharsets.UTF_16LE));
    write("be.yml", "\uFEFFb: \u00fc".getBytes(StandardCharsets.UTF_16BE));
    assertEquals("a: \u00fc", file(read("le.yml")).text());
    assertEquals("b: \u00fc", file(read("be.yml")).text());
    assertTrue(file(read("be.yml")).byteOrderMark());
  }

  @Test
  void utf16ThatEndsWithinACharacterIsNot() throws IOException {
    write("odd.yml", new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0, 'b'});
    assertEquals(new Content.Unreadable("it is not UTF-16 text (line 1)"), read("odd.yml"));
  }

  @Test
  void otherEncodingsAreToldWithTheirLine() throws IOException {
    write("latin1.yml", "a: 1\nb: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(new Content.Unreadable("it is not UTF-8 text (line 2)"), read("latin1.yml"));
  }

  @Test
  void aTruncatedCharacterAtTheEndIsNotText() throws IOException {
    write("cut.yml", new byte[] {'a', '\n', (byte) 0xC3});
    assertEquals(new Content.Unreadable("it is not UTF-8 text (line 2)"), read("cut.yml"));
  }

  @Test
  void aFileWithANulByteIsBinary() throws IOException {
    write("a.yml", "a: \0");
    assertEquals(new Content.Unreadable("it is a binary file"), read("a.yml"));
  }

  @Test
  void filesUpToTheLimitAreRead() throws IOException {
    String most = "x".repeat(DiskWorkspace.MAX_BYTES);
    write("most.yml", most);
    write("more.yml", most + "y");
    assertEquals(DiskWorkspace.MAX_BYTES, file(read("most.yml")).text().length());
    assertEquals(new Content.Unreadable("it is larger than 8 MiB"), read("more.yml"));
  }

  @Test
  void whatIsNotThereIsMissing() throws IOException {
    write("a.yml", "");
    assertEquals(new Content.Missing(), read("b.yml"));
    assertEquals(new Content.Missing(), read("a.yml/below"));
    assertEquals(Kind.MISSING, kind("b.yml"));
    assertEquals(Kind.MISSING, kind("a.yml/below"));
    assertEquals(new Content.Missing(), read("with\0nul"));
    assertEquals(Kind.MISSING, kind("with\0nul"));
    assertEquals(List.of(), workspace.list(new FilePath("b")));
    assertEquals(List.of(), workspace.list(new FilePath("with\0nul")));
  }

  @Test
  void foldersAreListedInOrderAndNotRead() throws IOException {
    write("d/b", "");
    write("d/a/x", "");
    write("d/C", "");
    assertEquals(List.of("C", "a", "b"), workspace.list(new FilePath("d")));
    assertEquals(new Content.Unreadable("it is a folder"), read("d"));
    assertEquals(Kind.FOLDER, kind("d"));
    assertEquals(Kind.FILE, kind("d/C"));
  }

  @Test
  void aPipeIsNeverOpened() throws Exception {
    Path pipe = folder.resolve("pipe.yml");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertEquals(new Content.Unreadable("it is not a regular file"), read("pipe.yml")));
    assertEquals(Kind.OTHER, kind("pipe.yml"));
  }

  @Test
  void aDeviceIsNeverOpened() {
    assumeTrue(Files.exists(Path.of("/dev/zero")), "needs /dev/zero");
    assertEquals(new Content.Unreadable("it is not a regular file"), read("/dev/zero"));
  }

  @Test
  void linksAreFollowedToFiles() throws IOException {
    write("real.yml", "a: 1");
    Files.createSymbolicLink(folder.resolve("link.yml"), Path.of("real.yml"));
    assertEquals("a: 1", file(read("link.yml")).text());
    assertEquals("link.yml", file(read("link.yml")).path().value());
    assertEquals(Kind.FILE, kind("link.yml"));
    assertTrue(workspace.isLink(new FilePath("link.yml")));
    assertFalse(workspace.isLink(new FilePath("real.yml")));
  }

  @Test
  void aLinkThatLeadsToItselfCannotBeRead() throws IOException {
    Files.createSymbolicLink(folder.resolve("loop.yml"), Path.of("loop.yml"));
    Files.createSymbolicLink(folder.resolve("dangling.yml"), Path.of("nowhere.yml"));
    assertEquals(new Content.Unreadable("it cannot be read"), read("loop.yml"));
    assertEquals(Kind.OTHER, kind("loop.yml"));
    assertEquals(new Content.Missing(), read("dangling.yml"));
    assertEquals(Kind.MISSING, kind("dangling.yml"));
  }

  @Test
  void whatMayNotBeReadIsTold() throws IOException {
    write("secret.yml", "a: 1");
    write("locked/a.yml", "a: 1");
    Files.setPosixFilePermissions(
        folder.resolve("secret.yml"), PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(
        folder.resolve("locked"), PosixFilePermissions.fromString("---------"));
    try {
      assumeTrue(!Files.isReadable(folder.resolve("secret.yml")), "root may read everything");
      assertEquals(new Content.Unreadable("permission denied"), read("secret.yml"));
      assertEquals(List.of(), workspace.list(new FilePath("locked")));
      assertTrue(workspace.isLocked(new FilePath("locked")));
      assertFalse(workspace.isLocked(FilePath.ROOT));
    } finally {
      Files.setPosixFilePermissions(
          folder.resolve("locked"), PosixFilePermissions.fromString("rwx------"));
    }
  }
}
