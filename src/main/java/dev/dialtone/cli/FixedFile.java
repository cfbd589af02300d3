package dev.dialtone.cli;

import dev.dialtone.fix.FixResult;
import dev.dialtone.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;

/**
 * Puts a changed file in the place of the old one: written beside it and renamed, so that nobody
 * ever sees half of it; mode and owner stay, and a link stays a link.
 */
final class FixedFile {
  private FixedFile() {}

  /** Writes the change; gives why it was not written, empty if it was. */
  static String write(FixResult.Change change, Path folder) {
    try {
      Path file = folder.resolve(change.before().path().value()).toRealPath();
      if (!Files.isWritable(file)) {
        return "it may not be written";
      }
      if (!Arrays.equals(Files.readAllBytes(file), bytes(change.before()))) {
        return "it has changed since it was read, or is not UTF-8";
      }
      replace(file, bytes(change.after()));
      return "";
    } catch (IOException | InvalidPathException e) {
      return "it cannot be written";
    }
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IOException("no folder");
    }
    Path beside = Files.createTempFile(parent, ".dialtone", ".tmp");
    try {
      Files.write(beside, bytes);
      keepAttributes(file, beside);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void keepAttributes(Path from, Path to) throws IOException {
    PosixFileAttributeView target = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (target == null) {
      return;
    }
    PosixFileAttributes source = Files.readAttributes(from, PosixFileAttributes.class);
    PosixFileAttributes own = target.readAttributes();
    // Only root may give files away; one's own need it not.
    if (!own.owner().equals(source.owner())) {
      target.setOwner(source.owner());
    }
    if (!own.group().equals(source.group())) {
      target.setGroup(source.group());
    }
    target.setPermissions(source.permissions());
  }

  private static byte[] bytes(SourceFile file) {
    String text = file.byteOrderMark() ? '\uFEFF' + file.text() : file.text();
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
