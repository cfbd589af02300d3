package dev.dialtone.format.compose;

import dev.dialtone.source.FilePath;
import java.util.List;

/**
 * What to load.
 *
 * @param files the Compose files, at least one; later ones are laid over earlier ones
 * @param folder the project's folder, which relative paths start from
 * @param folderName the name of that folder, which may name the project; empty if it is not known
 * @param name the project's name, if it is given on the command line; else empty
 * @param profiles the profiles given on the command line; if none are, {@code COMPOSE_PROFILES}
 *     tells
 * @param environmentFiles the files given with {@code --env-file}; if none are, {@code .env} of the
 *     folder
 * @param variables variables given on the command line; they win over everything else
 * @param surroundings what holds for a variable that nothing sets
 */
public record ComposeRequest(
    List<FilePath> files,
    FilePath folder,
    String folderName,
    String name,
    List<String> profiles,
    List<FilePath> environmentFiles,
    List<Given> variables,
    Surroundings surroundings) {
  public ComposeRequest {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("no Compose file");
    }
    files = List.copyOf(files);
    profiles = List.copyOf(profiles);
    environmentFiles = List.copyOf(environmentFiles);
    variables = List.copyOf(variables);
  }

  /** A variable given on the command line. */
  public record Given(String name, String value) {}

  /** What holds for a variable that nothing in the files sets. */
  public enum Surroundings {
    /** The machine may set it: it is unknown, and example files stand in for a missing .env. */
    UNKNOWN,
    /**
     * The machine sets nothing, and it is Compose that reads the files, whoever they are for: as
     * {@code docker compose config} has it there.
     */
    EMPTY
  }

  /** These files, in the folder of the first one. */
  public static ComposeRequest of(List<FilePath> files) {
    FilePath folder = files.isEmpty() ? FilePath.ROOT : files.get(0).parent();
    String name = folder.name();
    return new ComposeRequest(
        files,
        folder,
        name.equals(".") || name.equals("..") ? "" : name,
        "",
        List.of(),
        List.of(),
        List.of(),
        Surroundings.UNKNOWN);
  }

  /** The same files in another project folder. */
  public ComposeRequest inFolder(FilePath newFolder, String newFolderName) {
    return new ComposeRequest(
        files, newFolder, newFolderName, name, profiles, environmentFiles, variables, surroundings);
  }

  /** The same with the project's name given. */
  public ComposeRequest named(String newName) {
    return new ComposeRequest(
        files, folder, folderName, newName, profiles, environmentFiles, variables, surroundings);
  }

  /** The same with these profiles switched on. */
  public ComposeRequest withProfiles(List<String> newProfiles) {
    return new ComposeRequest(
        files, folder, folderName, name, newProfiles, environmentFiles, variables, surroundings);
  }

  /** The same with variables from these files and from the command line. */
  public ComposeRequest withVariables(List<FilePath> newFiles, List<Given> newVariables) {
    return new ComposeRequest(
        files, folder, folderName, name, profiles, newFiles, newVariables, surroundings);
  }

  /** The same on a machine of which something else is known. */
  public ComposeRequest in(Surroundings newSurroundings) {
    return new ComposeRequest(
        files, folder, folderName, name, profiles, environmentFiles, variables, newSurroundings);
  }
}
