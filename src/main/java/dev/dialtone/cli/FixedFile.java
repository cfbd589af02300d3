package dev.dialtone.cli;

import dev.dialtone.fix.FixResult;
import dev.dialtone.source.SourceFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;

/**
 * Puts a changed file in the place of the old one: written beside it and renamed, so that nobody
 * ever sees half of it; mode and owner stay, and a link stays a link. Whatever stops us on the way,
 * the old file is still there.
 */
final class FixedFile {
  /** Hidden, and no name that a project's file has: what a killed run leaves is read by nobody. */
  private static final String PREFIX = ".dialtone-";

  private static final String SUFFIX = ".tmp";

  private FixedFile() {}

  /**
   * What came of a change.
   *
   * @param refusal why it was not written; empty if it was
   * @param remark what a person should know although it was written; mostly empty
   */
  record Written(String refusal, String remark) {
    private static Written refused(String why) {
      return new Written(why, "");
    }
  }

  /** Writes the change. */
  static Written write(FixResult.Change change, Path folder) {
    byte[] before = bytes(change.before());
    byte[] after = bytes(change.after());
    try {
      Path file = folder.resolve(change.before().path().value()).toRealPath();
      if (holds(file, after)) {
        // It has two names in the project, by a symbolic link, and was written by the other one.
        return new Written("", "");
      }
      if (!holds(file, before)) {
        return Written.refused("it has changed since it was read, or is not UTF-8");
      }
      if (!Files.isWritable(file)) {
        return Written.refused("it may not be written");
      }
      return replace(file, before, after);
    } catch (NoSuchFileException e) {
      return Written.refused("it is not there any more");
    } catch (IOException | InvalidPathException e) {
      return Written.refused("it cannot be read any more");
    }
  }

  /** Whether these are the bytes of a file. */
  private static boolean holds(Path file, byte[] bytes) throws IOException {
    return Files.isRegularFile(file)
        && Files.size(file) == bytes.length
        && Arrays.equals(Files.readAllBytes(file), bytes);
  }

  private static Written replace(Path file, byte[] before, byte[] after) {
    Path folder = file.resolveSibling("");
    try {
      removeLeftovers(folder);
      String remark =
          hardLinks(file) > 1 ? "its other names (hard links) keep the text as it was" : "";
      Path beside = Files.createTempFile(folder, PREFIX, SUFFIX);
      try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
        lock(channel);
        ByteBuffer rest = ByteBuffer.wrap(after);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        keepAttributes(file, beside);
        // Otherwise a machine that loses power could be left with the new name of an empty file.
        channel.force(true);
        if (!holds(file, before)) {
          return Written.refused("it has changed while it was fixed");
        }
        Files.move(
            beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new Written("", remark);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      return Written.refused(
          "no copy with its owner and mode can be put in its place (a full disk, or a folder that"
              + " may not be written?)");
    }
  }

  /**
   * Removes what runs have left that were killed. A file that is being written is locked, and the
   * lock of a dead process is gone.
   */
  private static void removeLeftovers(Path folder) throws IOException {
    try (DirectoryStream<Path> leftovers =
        Files.newDirectoryStream(folder, PREFIX + "[0-9]*" + SUFFIX)) {
      for (Path leftover : leftovers) {
        if (Files.isRegularFile(leftover, LinkOption.NOFOLLOW_LINKS) && !isLocked(leftover)) {
          Files.deleteIfExists(leftover);
        }
      }
    }
  }

  private static boolean isLocked(Path file) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      return !lock(channel);
    } catch (IOException e) {
      return true;
    }
  }

  /** Locks a file until it is closed; gives whether that was possible. */
  private static boolean lock(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (IOException e) {
      // A file system without locks: then nobody takes another run's file for a leftover either.
      return false;
    }
  }

  /** How many names a file has; 1 where that cannot be told. */
  private static int hardLinks(Path file) throws IOException {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("unix")
            && Files.getAttribute(file, "unix:nlink") instanceof Integer count
        ? count
        : 1;
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
