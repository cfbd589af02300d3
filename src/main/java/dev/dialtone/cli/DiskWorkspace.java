package dev.dialtone.cli;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The files on disk, seen from one folder; each is read once and kept. Only regular files are ever
 * opened: a pipe would block, and a device has no end.
 */
public final class DiskWorkspace implements Workspace {
  /** Larger files are not read: no configuration that a person keeps comes near it. */
  public static final int MAX_BYTES = 8 * 1024 * 1024;

  private final Path folder;
  private final ConcurrentMap<FilePath, Content> contents = new ConcurrentHashMap<>();

  /** The files that relative paths name when they start from {@code folder}, which is absolute. */
  public DiskWorkspace(Path folder) {
    this.folder = folder;
  }

  @Override
  public FilePath folder() {
    return new FilePath(folder.toString());
  }

  @Override
  public Content read(FilePath path) {
    return contents.computeIfAbsent(fromHere(path), this::load);
  }

  @Override
  public Kind kind(FilePath path) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(onDisk(path), BasicFileAttributes.class);
      if (attributes.isRegularFile()) {
        return Kind.FILE;
      }
      return attributes.isDirectory() ? Kind.FOLDER : Kind.OTHER;
    } catch (NoSuchFileException | InvalidPathException e) {
      return Kind.MISSING;
    } catch (IOException e) {
      // Such as a link that leads to itself, as against a path that goes on below a file.
      return Files.exists(onDisk(path), LinkOption.NOFOLLOW_LINKS) ? Kind.OTHER : Kind.MISSING;
    }
  }

  @Override
  public boolean isLink(FilePath path) {
    try {
      return Files.isSymbolicLink(onDisk(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  @Override
  public List<String> list(FilePath path) {
    try {
      String[] names = onDisk(path).toFile().list();
      if (names == null) {
        return List.of();
      }
      Arrays.sort(names);
      return List.of(names);
    } catch (InvalidPathException e) {
      return List.of();
    }
  }

  @Override
  public boolean isLocked(FilePath path) {
    return !Files.isReadable(onDisk(path)) || !Files.isExecutable(onDisk(path));
  }

  private Path onDisk(FilePath path) {
    return folder.resolve(path.value());
  }

  private Content load(FilePath path) {
    try {
      Path file = onDisk(path);
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        return new Content.Unreadable("it is a folder");
      }
      if (!attributes.isRegularFile()) {
        return new Content.Unreadable("it is not a regular file");
      }
      try (InputStream in = Files.newInputStream(file)) {
        // The size that the attributes tell may be stale, and is 0 below /proc.
        return read(path, in);
      }
    } catch (NoSuchFileException | InvalidPathException e) {
      return new Content.Missing();
    } catch (AccessDeniedException e) {
      return new Content.Unreadable("permission denied");
    } catch (IOException e) {
      // The system's own words would follow the language of the machine.
      return Files.exists(onDisk(path), LinkOption.NOFOLLOW_LINKS)
          ? new Content.Unreadable("it cannot be read")
          : new Content.Missing();
    }
  }

  /** What a stream holds, as the content of a file at this path. */
  static Content read(FilePath path, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    return bytes.length > MAX_BYTES
        ? new Content.Unreadable("it is larger than " + MAX_BYTES / 1024 / 1024 + " MiB")
        : decode(path, bytes);
  }

  private static Content decode(FilePath path, byte[] bytes) {
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return decode(path, bytes, StandardCharsets.UTF_16LE, "UTF-16");
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return decode(path, bytes, StandardCharsets.UTF_16BE, "UTF-16");
    }
    for (byte b : bytes) {
      if (b == 0) {
        return new Content.Unreadable("it is a binary file");
      }
    }
    return decode(path, bytes, StandardCharsets.UTF_8, "UTF-8");
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && bytes[0] == (byte) first && bytes[1] == (byte) second;
  }

  private static Content decode(FilePath path, byte[] bytes, Charset charset, String name) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = charset.newDecoder().decode(in, out, true);
    if (result.isError()) {
      int line = 1;
      for (int i = 0; i < in.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      return new Content.Unreadable("it is not " + name + " text (line " + line + ")");
    }
    return new Content.Readable(new SourceFile(path, out.flip().toString()));
  }
}
