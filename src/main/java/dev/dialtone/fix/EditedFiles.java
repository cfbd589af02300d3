package dev.dialtone.fix;

import dev.dialtone.lint.Edit;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.ForwardingWorkspace;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Workspace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of another workspace, some of them with edits that are written nowhere yet. */
final class EditedFiles extends ForwardingWorkspace {
  private final Workspace original;
  private final Map<FilePath, SourceFile> edited;

  private EditedFiles(Workspace original, Map<FilePath, SourceFile> edited) {
    super(original);
    this.original = original;
    this.edited = Collections.unmodifiableMap(new TreeMap<>(edited));
  }

  /** The files as they are. */
  static EditedFiles of(Workspace original) {
    return new EditedFiles(original, Map.of());
  }

  /** The same after edits, which do not overlap. */
  EditedFiles with(List<Edit> edits) {
    Map<FilePath, List<Edit>> byFile = new TreeMap<>();
    for (Edit edit : edits) {
      byFile
          .computeIfAbsent(fromHere(edit.span().file().path()), path -> new ArrayList<>())
          .add(edit);
    }
    Map<FilePath, SourceFile> next = new TreeMap<>(edited);
    byFile.forEach((path, own) -> next.put(path, applied(path, own)));
    return new EditedFiles(original, next);
  }

  private static SourceFile applied(FilePath path, List<Edit> edits) {
    SourceFile file = edits.get(0).span().file();
    List<Edit> sorted = new ArrayList<>(edits);
    sorted.sort(Comparator.comparing(Edit::span));
    StringBuilder text = new StringBuilder();
    if (file.byteOrderMark()) {
      text.append('\uFEFF');
    }
    int from = 0;
    for (Edit edit : sorted) {
      Span span = edit.span();
      text.append(file.text(), from, span.start()).append(edit.text());
      from = span.end();
    }
    text.append(file.text(), from, file.text().length());
    return new SourceFile(path, text.toString());
  }

  /** The files that are edited, by their paths. */
  Map<FilePath, SourceFile> edited() {
    return edited;
  }

  @Override
  public Content read(FilePath path) {
    SourceFile file = edited.get(fromHere(path));
    return file == null ? super.read(path) : new Content.Readable(file);
  }
}
