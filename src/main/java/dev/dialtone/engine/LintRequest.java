package dev.dialtone.engine;

import dev.dialtone.source.FilePath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be looked at, and how.
 *
 * @param paths files and folders; empty for none but {@code composeFiles}
 * @param composeFiles Compose files that make one project, merged in this order
 * @param projectFolder the folder that the project's relative paths start from: one entry, or none
 *     for the folder of the first file
 * @param profiles the profiles that are switched on
 * @param envFiles the files that interpolation reads in the place of {@code .env}
 * @param variables what interpolation knows before any file is read
 * @param rules which rules run, and how bad their findings are
 */
public record LintRequest(
    List<FilePath> paths,
    List<FilePath> composeFiles,
    List<FilePath> projectFolder,
    List<String> profiles,
    List<FilePath> envFiles,
    Map<String, String> variables,
    RuleSelection rules) {
  public LintRequest {
    paths = List.copyOf(paths);
    composeFiles = List.copyOf(composeFiles);
    projectFolder = List.copyOf(projectFolder);
    profiles = List.copyOf(profiles);
    envFiles = List.copyOf(envFiles);
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  /** Everything at these paths, with all rules. */
  public static LintRequest of(FilePath... paths) {
    return new LintRequest(
        List.of(paths), List.of(), List.of(), List.of(), List.of(), Map.of(), RuleSelection.ALL);
  }

  /** The same with these rules. */
  public LintRequest with(RuleSelection selection) {
    return new LintRequest(
        paths, composeFiles, projectFolder, profiles, envFiles, variables, selection);
  }
}
