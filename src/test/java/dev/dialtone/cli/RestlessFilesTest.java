package dev.dialtone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.engine.LintRequest;
import dev.dialtone.engine.Linter;
import dev.dialtone.lint.LintResult;
import dev.dialtone.rules.Rules;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.ForwardingWorkspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files and folders that vanish, change, or become something else while Dialtone looks: after every
 * single question to the disk. It may answer for any moment, but it does answer.
 */
class RestlessFilesTest {
  private static final Map<String, String> PROJECT =
      new TreeMap<>(
          Map.of(
              ".gitignore", "/ignored/\n",
              ".env", "PORT=81\n",
              "compose.yaml",
                  """
                  include: [more/compose.yaml]
                  services:
                    web:
                      build: .
                      env_file: web.env
                      ports: ["8080:${PORT}"]
                    proxy:
                      image: nginx:1.29
                      volumes: ["./nginx:/etc/nginx/conf.d"]
                      ports: ["8080:80"]
                  """,
              "web.env", "API=http://localhost:99\n",
              "Dockerfile", "FROM node:22\nCOPY package.json .\nCMD [\"npm\", \"start\"]\n",
              "package.json", "{\"scripts\": {\"start\": \"vite\"}}\n",
              "nginx/site.conf", "server { listen 81; location / { proxy_pass http://wep:1; } }\n",
              "more/compose.yaml", "services:\n  db:\n    image: postgres:17\n",
              ".github/workflows/ci.yml",
                  "on: push\njobs:\n  a:\n    services: {db: {image: postgres}}\n"));

  @TempDir private Path folder;

  /** What happens to the files. */
  private enum Change {
    VANISH,
    EMPTY,
    OTHER_TEXT,
    FOLDERS_VANISH,
    FILES_BECOME_FOLDERS
  }

  /** The files on disk, which change after so many questions. */
  private final class Restless extends ForwardingWorkspace {
    private final AtomicInteger left;
    private final Change change;

    Restless(int questions, Change change) {
      super(new DiskWorkspace(folder));
      this.left = new AtomicInteger(questions);
      this.change = change;
    }

    private void tick() {
      if (left.getAndDecrement() == 0) {
        try {
          happen(change);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    @Override
    public Content read(FilePath path) {
      tick();
      return super.read(path);
    }

    @Override
    public Kind kind(FilePath path) {
      tick();
      return super.kind(path);
    }

    @Override
    public List<String> list(FilePath path) {
      tick();
      return super.list(path);
    }

    @Override
    public boolean isLink(FilePath path) {
      tick();
      return super.isLink(path);
    }

    @Override
    public boolean isLocked(FilePath path) {
      tick();
      return super.isLocked(path);
    }
  }

  private void happen(Change change) throws IOException {
    for (String path : PROJECT.keySet()) {
      Path file = folder.resolve(path);
      switch (change) {
        case EMPTY -> Files.writeString(file, "");
        case OTHER_TEXT -> Files.writeString(file, "services: [\"\u0007\n");
        case VANISH, FILES_BECOME_FOLDERS -> {
          Files.delete(file);
          if (change == Change.FILES_BECOME_FOLDERS) {
            Files.createDirectory(file);
          }
        }
        case FOLDERS_VANISH -> clear();
      }
    }
  }

  private void clear() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
        if (!path.equals(folder)) {
          Files.delete(path);
        }
      }
    }
  }

  private LintResult lint(int questions, Change change) throws IOException {
    clear();
    for (Map.Entry<String, String> file : PROJECT.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return new Linter(Rules.all())
        .lint(new Restless(questions, change), LintRequest.of(FilePath.ROOT));
  }

  @Test
  void whateverHappensWheneverThereIsAnAnswer() throws IOException {
    Restless calm = new Restless(Integer.MAX_VALUE, Change.VANISH);
    LintResult whole = lint(Integer.MAX_VALUE, Change.VANISH);
    assertEquals(
        List.of(7, 1), whole.projects().stream().map(project -> project.files().size()).toList());
    new Linter(Rules.all()).lint(calm, LintRequest.of(FilePath.ROOT));
    int questions = Integer.MAX_VALUE - calm.left.get();
    for (Change change : Change.values()) {
      for (int moment = 0; moment < questions; moment++) {
        LintResult result = lint(moment, change);
        assertEquals(List.of(), result.internalFaults(), change + " after question " + moment);
      }
    }
  }
}
