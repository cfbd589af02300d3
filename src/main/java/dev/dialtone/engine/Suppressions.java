package dev.dialtone.engine;

import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Suppression;
import dev.dialtone.lint.Suppression.UnknownName;
import dev.dialtone.model.EditDistance;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Span;
import dev.dialtone.source.Workspace;
import dev.dialtone.source.Workspace.Content;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The comments in the files of a run, and which of their names took something out. */
final class Suppressions {
  private final List<RuleInfo> known;
  private final List<RuleInfo> ran;
  private final Map<FilePath, List<Suppression>> comments = new HashMap<>();
  private final List<Suppression> all = new ArrayList<>();

  /** The names that took something out; for a comment without names the comment itself. */
  private final Set<Span> used = new HashSet<>();

  private Suppressions(List<RuleInfo> known, List<RuleInfo> ran) {
    this.known = known;
    this.ran = ran;
  }

  /**
   * The comments in {@code files}.
   *
   * @param known every rule there is
   * @param ran the rules of this run
   */
  static Suppressions in(
      Collection<FilePath> files, Workspace workspace, List<RuleInfo> known, List<RuleInfo> ran) {
    Suppressions suppressions = new Suppressions(known, ran);
    for (FilePath path : files) {
      if (workspace.read(path) instanceof Content.Readable readable) {
        List<Suppression> own = SuppressionComments.in(readable.file());
        if (!own.isEmpty()) {
          suppressions.comments.put(path, own);
          suppressions.all.addAll(own);
        }
      }
    }
    return suppressions;
  }

  /**
   * The comment that takes a finding out: one, or none. Every name that means it counts as used.
   */
  List<Suppression> of(Diagnostic diagnostic) {
    Span place = diagnostic.finding().span();
    RuleInfo rule = diagnostic.finding().rule();
    List<Suppression> by = new ArrayList<>();
    for (Suppression comment : comments.getOrDefault(place.file().path(), List.of())) {
      if (!comment.reaches(place)) {
        continue;
      }
      boolean takes = comment.names().isEmpty();
      if (takes) {
        used.add(comment.at());
      }
      for (Span name : comment.names()) {
        if (RuleSelection.names(name.text(), rule)) {
          used.add(name);
          takes = true;
        }
      }
      if (takes) {
        by.add(comment);
      }
    }
    return by.isEmpty() ? by : by.subList(0, 1);
  }

  /** What came of each comment, in their order. */
  List<Suppression.Use> uses() {
    List<Suppression.Use> uses = new ArrayList<>();
    for (Suppression comment : all) {
      List<UnknownName> unknown = new ArrayList<>();
      List<Span> unused = new ArrayList<>();
      for (Span name : comment.names()) {
        List<RuleInfo> meant =
            known.stream().filter(rule -> RuleSelection.names(name.text(), rule)).toList();
        if (meant.isEmpty()) {
          unknown.add(new UnknownName(name, nearest(name.text())));
        } else if (ran.containsAll(meant) && !used.contains(name)) {
          unused.add(name);
        }
      }
      boolean idle =
          comment.names().isEmpty()
              ? ran.containsAll(known) && !used.contains(comment.at())
              : unused.size() == comment.names().size();
      uses.add(new Suppression.Use(comment, idle, idle ? List.of() : unused, unknown));
    }
    return List.copyOf(uses);
  }

  private String nearest(String written) {
    String nearest = "";
    int least = Math.max(1, written.length() / 3) + 1;
    for (RuleInfo rule : known) {
      for (String name : List.of(rule.id(), rule.name())) {
        int distance = EditDistance.between(written, name);
        if (distance < least) {
          least = distance;
          nearest = name;
        }
      }
    }
    return nearest;
  }
}
