package dev.dialtone.model;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A project as its Compose files describe it, merged and interpolated; what Dockerfiles and other
 * files add is not in it.
 *
 * @param name the project's name; a hole where it cannot be told
 * @param folder the project's folder, which relative paths start from
 * @param files the files that were read for it, in reading order, env files included
 * @param services the services by name, in the order of the files
 * @param networks the networks by name, the default network included when a service is on it
 * @param activeProfiles the profiles that are switched on
 * @param fragment whether parts are missing (an unreadable include, a service without image), so
 *     that nothing may be concluded from what is absent
 * @param problems what is wrong with the files as Compose reads them
 * @param unreadable files that were named and could not be read, with the place that names them
 * @param references the variables that the files interpolate, in their order
 * @param assigned the names of the variables that {@code .env} and its like set for that, in their
 *     order
 * @param fromEnvFiles what the services' {@code env_file}s set, also where {@code environment} wins
 *     over it
 * @param misfits what Compose refuses in files that are sound YAML
 * @param undefined networks, volumes, configs, secrets and services that are named and that no file
 *     defines
 * @param premises what is known of the place where it is started
 */
public record Composition(
    Text name,
    FilePath folder,
    List<FilePath> files,
    Map<ServiceName, Service> services,
    Map<NetworkName, Network> networks,
    List<String> activeProfiles,
    boolean fragment,
    List<Problem> problems,
    List<MissingFile> unreadable,
    List<Reference> references,
    List<Text> assigned,
    List<Variable> fromEnvFiles,
    List<Misfit> misfits,
    List<Undefined> undefined,
    Premises premises) {
  public Composition {
    files = List.copyOf(files);
    services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
    networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
    activeProfiles = List.copyOf(activeProfiles);
    problems = List.copyOf(problems);
    unreadable = List.copyOf(unreadable);
    references = List.copyOf(references);
    assigned = List.copyOf(assigned);
    fromEnvFiles = List.copyOf(fromEnvFiles);
    misfits = List.copyOf(misfits);
    undefined = List.copyOf(undefined);
  }

  /** Whether {@code service} starts with the profiles that are switched on. */
  public boolean isActive(Service service) {
    return service.profiles().isEmpty()
        || activeProfiles.contains("*")
        || service.profiles().stream().anyMatch(p -> activeProfiles.contains(p.chars()));
  }

  /** The service in whose description a reference stands: one, or none. */
  public List<Service> owner(Reference reference) {
    String path = reference.path();
    int start = "services.".length();
    for (int dot = path.indexOf('.', start);
        path.startsWith("services.") && dot > 0;
        dot = path.indexOf('.', dot + 1)) {
      // A service's name may have dots itself.
      Service service = services.get(new ServiceName(path.substring(start, dot)));
      if (service != null) {
        return List.of(service);
      }
    }
    return List.of();
  }

  /**
   * A file that is named and that could not be read.
   *
   * @param path where it should be; with {@code …} for unknown parts
   * @param at where it is named
   * @param required whether Compose refuses to go on without it
   * @param why in words
   */
  public record MissingFile(
      FilePath path, Text at, Role role, boolean required, Cause cause, String why) {
    /** What a file is named for. */
    public enum Role {
      COMPOSE_FILE,
      INCLUDE,
      EXTENDS,
      /** It feeds interpolation: {@code --env-file} or {@code env_file} of an include. */
      VARIABLES,
      ENV_FILE,
      LABEL_FILE,
      CONFIG,
      SECRET
    }

    /** Why a file was not read. */
    public enum Cause {
      MISSING,
      /** It is a folder, no text, or too large. */
      UNREADABLE,
      /** It is fetched over the network when Compose runs. */
      REMOTE,
      /** Its path holds something unknown, or starts from somebody's home. */
      UNKNOWN_PATH
    }
  }

  /**
   * Something that Compose does not accept at its place.
   *
   * @param at the characters at fault
   * @param message what is wrong, without a full stop
   * @param nearest what was meant, best first; empty if nothing is near
   * @param refusal what Compose prints, without the file's name; empty where that is not known
   */
  public record Misfit(
      Misfit.Kind kind, Text at, String message, List<String> nearest, String refusal) {
    public Misfit {
      nearest = List.copyOf(nearest);
    }

    /** What does not fit. */
    public enum Kind {
      /** A key that there is not, or not at this place. */
      KEY,
      /** A value of another type or form than its key takes. */
      FORM,
      /** A port that is none, or ranges of ports of different lengths. */
      PORT,
      /** A duration that cannot be read. */
      DURATION
    }
  }

  /** Something that is named and that no file defines. */
  public record Undefined(Undefined.Kind kind, Text name) {
    /** What should be defined. */
    public enum Kind {
      SERVICE,
      NETWORK,
      VOLUME,
      CONFIG,
      SECRET
    }
  }

  /**
   * An interpolated variable.
   *
   * @param name its name
   * @param at the whole {@code ${NAME...}}
   * @param path where in the model it is used: {@code services.api.healthcheck.test}
   * @param value what it is replaced with: one text, or none if nothing sets the variable
   * @param isDefault whether that is the default which the reference itself brings
   * @param bare whether it brings nothing for the case that the variable is not set: no default, no
   *     alternative, no message
   */
  public record Reference(
      String name, Span at, String path, List<Text> value, boolean isDefault, boolean bare) {
    public Reference {
      value = List.copyOf(value);
    }
  }
}
