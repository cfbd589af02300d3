package dev.dialtone.format.compose;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of a folder on disk, by their paths in it. */
final class FolderWorkspace implements Workspace {
  private final Path root;
  private final Map<FilePath, Content> read = new HashMap<>();

  FolderWorkspace(Path root) {
    this.root = root;
  }

  private Path at(FilePath path) {
    return root.resolve(path.value());
  }

  @Override
  public Content read(FilePath path) {
    return read.computeIfAbsent(path, this::load);
  }

  private Content load(FilePath path) {
    return switch (kind(path)) {
      case MISSING -> new Content.Missing();
      case FILE -> text(path);
      case FOLDER -> new Content.Unreadable("it is a folder");
      case OTHER -> new Content.Unreadable("it is no file");
    };
  }

  private Content text(FilePath path) {
    try {
      byte[] bytes = Files.readAllBytes(at(path));
      return new Content.Readable(new SourceFile(path, new String(bytes, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Kind kind(FilePath path) {
    Path at = at(path);
    if (Files.isRegularFile(at)) {
      return Kind.FILE;
    }
    if (Files.isDirectory(at)) {
      return Kind.FOLDER;
    }
    return Files.exists(at) ? Kind.OTHER : Kind.MISSING;
  }

  @Override
  public List<String> list(FilePath folder) {
    if (!Files.isDirectory(at(folder))) {
      return List.of();
    }
    try (Stream<Path> names = Files.list(at(folder))) {
      return names.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
