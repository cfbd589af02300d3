package dev.dialtone.model;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A project as all its files together describe it: nothing is judged yet.
 *
 * @param composition what the Compose files say
 * @param containers each service's containers, in the order of the services
 * @param dials every address that a process of the project is told, in the order of their places
 * @param substitutions variables that Compose replaces in commands and healthchecks
 * @param missing files and folders that it names and that are not there
 * @param neighbours services that other Compose files of the same folder define
 * @param hints what they tell of connections beside the dials themselves
 * @param problems what is wrong with the files themselves
 * @param files all files that were read for it, sorted
 */
public record Project(
    Composition composition,
    Map<ServiceName, Container> containers,
    List<Dial> dials,
    List<Substitution> substitutions,
    List<MissingPath> missing,
    Set<ServiceName> neighbours,
    Hints hints,
    List<Problem> problems,
    List<FilePath> files) {
  public Project {
    containers = Collections.unmodifiableMap(new LinkedHashMap<>(containers));
    dials = List.copyOf(dials);
    substitutions = List.copyOf(substitutions);
    missing = List.copyOf(missing);
    neighbours = Set.copyOf(neighbours);
    problems = List.copyOf(problems);
    files = List.copyOf(files);
  }
}
