package dev.dialtone.format.gitlab;

import dev.dialtone.model.Composition;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads pipelines of GitLab CI: each job with services is a project.
 *
 * @see <a href="https://docs.gitlab.com/ci/services/">Services</a>
 */
public final class PipelineReader {
  /** Keys at the top that are no jobs. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "after_script",
          "before_script",
          "cache",
          "default",
          "image",
          "include",
          "services",
          "spec",
          "stages",
          "types",
          "variables",
          "workflow");

  private PipelineReader() {}

  /** Whether a path is that of a pipeline. */
  public static boolean isPipeline(FilePath path) {
    return path.name().equals(".gitlab-ci.yml");
  }

  /** The projects of a pipeline; none for one without services. */
  public static List<Composition> read(SourceFile file, Workspace workspace) {
    Pipeline pipeline = Pipeline.read(file, workspace);
    if (!pipeline.mayHaveServices()) {
      return List.of();
    }
    List<Composition> projects = new ArrayList<>();
    for (YamlNode.Entry entry : pipeline.entries().values()) {
      String name = entry.key().text().chars();
      if (!KEYWORDS.contains(name) && !name.startsWith(".")) {
        projects.addAll(new PipelineJob(pipeline, entry).projects());
      }
    }
    return projects;
  }
}
