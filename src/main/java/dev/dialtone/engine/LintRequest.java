package dev.dialtone.engine;

import dev.dialtone.catalogue.OwnImages;
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
 * @param excluded Compose files that are not looked at unless {@code composeFiles} names them
 * @param images images that the project describes itself
 */
public record LintRequest(
    List<FilePath> paths,
    List<FilePath> composeFiles,
    List<FilePath> projectFolder,
    List<String> profiles,
    List<FilePath> envFiles,
    Map<String, String> variables,
    RuleSelection rules,
    PathPatterns excluded,
    OwnImages images) {
  public LintRequest {
    paths = List.copyOf(paths);
    composeFiles = List.copyOf(composeFiles);
    projectFolder = List.copyOf(projectFolder);
    profiles = List.copyOf(profiles);
    envFiles = List.copyOf(envFiles);
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  /** The same with nothing left out. */
  public LintRequest(
      List<FilePath> paths,
      List<FilePath> composeFiles,
      List<FilePath> projectFolder,
      List<String> profiles,
      List<FilePath> envFiles,
      Map<String, String> variables,
      RuleSelection rules) {
    this(
        paths,
        composeFiles,
        projectFolder,
        profiles,
        envFiles,
        variables,
        rules,
        PathPatterns.NONE,
        OwnImages.NONE);
  }

  /** Everything at these paths, with all rules. */
  public static LintRequest of(FilePath... paths) {
    return new LintRequest(
        List.of(paths), List.of(), List.of(), List.of(), List.of(), Map.of(), RuleSelection.ALL);
  }

  /** The same with these rules. */
  public LintRequest with(RuleSelection selection) {
    return new LintRequest(
        paths,
        composeFiles,
        projectFolder,
        profiles,
        envFiles,
        variables,
        selection,
        excluded,
        images);
  }

  /** The same without these Compose files. */
  public LintRequest without(PathPatterns files) {
    return new LintRequest(
        paths, composeFiles, projectFolder, profiles, envFiles, variables, rules, files, images);
  }

  /** The same with these images known as well. */
  public LintRequest with(OwnImages known) {
    return new LintRequest(
        paths, composeFiles, projectFolder, profiles, envFiles, variables, rules, excluded, known);
  }

  /** The same, with what a configuration sets where the call says nothing else. */
  public LintRequest orElse(
      List<String> otherProfiles, List<FilePath> otherEnvFiles, Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(more);
    all.putAll(variables);
    return new LintRequest(
        paths,
        composeFiles,
        projectFolder,
        profiles.isEmpty() ? otherProfiles : profiles,
        envFiles.isEmpty() ? otherEnvFiles : envFiles,
        all,
        rules,
        excluded,
        images);
  }
}
