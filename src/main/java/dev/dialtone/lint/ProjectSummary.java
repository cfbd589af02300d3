package dev.dialtone.lint;

import dev.dialtone.source.FilePath;
import java.util.List;

/** A project that was looked at: its name and the files that were read for it, sorted. */
public record ProjectSummary(String name, List<FilePath> files) {
  public ProjectSummary {
    files = List.copyOf(files);
  }
}
