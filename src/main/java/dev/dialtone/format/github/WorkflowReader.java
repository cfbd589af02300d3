package dev.dialtone.format.github;

import dev.dialtone.model.Composition;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlReader;
import dev.dialtone.syntax.yaml.YamlTree;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads workflows of GitHub Actions: each job with service containers is a project, once for each
 * value of its matrix that the containers or their clients see.
 *
 * @see <a
 *     href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax">Workflow
 *     syntax</a>
 */
public final class WorkflowReader {
  /** Of all jobs of a file with all their combinations: further jobs are not looked at. */
  private static final int MOST_RUNS = 1_000;

  private WorkflowReader() {}

  /** Whether a path is where workflows are kept. */
  public static boolean isWorkflow(FilePath path) {
    FilePath folder = path.parent();
    return (path.name().endsWith(".yml") || path.name().endsWith(".yaml"))
        && folder.name().equals("workflows")
        && folder.parent().name().equals(".github");
  }

  /** The projects of a workflow; none for one without service containers. */
  public static List<Composition> read(SourceFile file) {
    // Most workflows have none, and to read them costs more than to look for the word.
    if (!file.text().contains("services")) {
      return List.of();
    }
    List<Composition> projects = new ArrayList<>();
    for (YamlNode document : YamlReader.read(file).documents()) {
      for (YamlNode jobs : YamlTree.at(document, "jobs")) {
        for (YamlNode.Entry job : YamlTree.entries(jobs).values()) {
          if (projects.size() < MOST_RUNS) {
            projects.addAll(new WorkflowJob(file, document, job).projects());
          }
        }
      }
    }
    return projects;
  }
}
