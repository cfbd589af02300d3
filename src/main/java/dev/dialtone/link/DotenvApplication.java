package dev.dialtone.link;

import dev.dialtone.catalogue.ImageFacts;
import dev.dialtone.catalogue.ImageKind;
import dev.dialtone.catalogue.ImageKnowledge;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.facts.EnvironmentFile;
import dev.dialtone.model.facts.EnvironmentFile.Assignment;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Interpolator;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The {@code .env} files that an application reads by itself in its container. What the environment
 * sets wins over them.
 */
final class DotenvApplication {
  /** Variables that a new Laravel application has in its file. */
  private static final Set<String> OF_LARAVEL =
      Set.of(
          "DB_CONNECTION",
          "MAIL_MAILER",
          "MAIL_DRIVER",
          "QUEUE_CONNECTION",
          "QUEUE_DRIVER",
          "CACHE_DRIVER",
          "CACHE_STORE",
          "SESSION_DRIVER",
          "BROADCAST_DRIVER");

  private final FactReader reader;
  private final FileShelf shelf;

  DotenvApplication(FactReader reader, FileShelf shelf) {
    this.reader = reader;
    this.shelf = shelf;
  }

  /** The variables that the application finds in its files and not in its environment. */
  Map<String, Text> read(
      List<ApplicationFolder> folders, ImageKnowledge image, Environment environment) {
    for (ApplicationFolder folder : folders) {
      for (DotenvFramework framework : frameworks(folder)) {
        Map<String, Text> found =
            runs(image, framework.language())
                ? read(folder, framework, environment)
                : Map.<String, Text>of();
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return Map.of();
  }

  private List<DotenvFramework> frameworks(ApplicationFolder folder) {
    List<DotenvFramework> told = DotenvFramework.of(folder, shelf.workspace());
    if (!told.isEmpty()) {
      return told;
    }
    List<DotenvFramework> guessed = new ArrayList<>();
    for (String name : List.of(".env", ".env.local")) {
      Map<String, Text> variables = assignments(folder, name);
      boolean staged = variables.containsKey("APP_ENV");
      boolean application =
          variables.containsKey("APP_URL")
              || variables.containsKey("APP_KEY")
              || variables.containsKey("APP_DEBUG");
      if (staged && application && variables.keySet().stream().anyMatch(OF_LARAVEL::contains)) {
        guessed.add(DotenvFramework.LARAVEL);
      } else if (staged && variables.containsKey("APP_SECRET")) {
        guessed.add(DotenvFramework.SYMFONY);
      }
    }
    return guessed;
  }

  /** Whether an image may run programs of a language: not if it is known for something else. */
  static boolean runs(ImageKnowledge image, String language) {
    if (!(image instanceof ImageKnowledge.Known known)) {
      return true;
    }
    ImageFacts facts = known.facts();
    return facts.kind() == ImageKind.BASE
        || (facts.kind() == ImageKind.RUNTIME
            && (facts.family().contains(language) || !isLanguage(facts.family())));
  }

  private static boolean isLanguage(String image) {
    return List.of("php", "node", "python", "ruby", "go", "composer", "java", "dotnet", "temurin")
        .stream()
        .anyMatch(image::contains);
  }

  private Map<String, Text> read(
      ApplicationFolder folder, DotenvFramework framework, Environment environment) {
    String stage = stage(folder, framework, environment);
    Map<String, Text> variables = new LinkedHashMap<>();
    boolean laravelStage =
        framework == DotenvFramework.LARAVEL
            && !stage.isEmpty()
            && environment.value("APP_ENV").isPresent()
            && !folder.file(".env." + stage, shelf.workspace()).isEmpty();
    for (String name : framework.files(laravelStage || !isLaravel(framework) ? stage : "")) {
      if (laravelStage && name.equals(".env")) {
        // Laravel reads one file: that of the stage, if the environment names one.
        continue;
      }
      variables.putAll(assignments(folder, name));
    }
    Map<String, Text> found = new LinkedHashMap<>();
    Variables lookup = lookup(variables, environment);
    variables.forEach(
        (name, value) -> {
          if (environment.value(name).isEmpty()) {
            found.put(name, resolved(value, lookup));
          }
        });
    return found;
  }

  private static boolean isLaravel(DotenvFramework framework) {
    return framework == DotenvFramework.LARAVEL;
  }

  private String stage(
      ApplicationFolder folder, DotenvFramework framework, Environment environment) {
    String variable = framework.stageVariable();
    if (variable.isEmpty()) {
      return "";
    }
    Text told = environment.value(variable).orElse(null);
    for (String name : List.of(".env", ".env.local")) {
      told = told == null ? assignments(folder, name).get(variable) : told;
    }
    return told == null ? framework.usualStage() : told.isKnown() ? told.strip().chars() : "";
  }

  /** The assignments of a file, the last one of each name; none if the container lacks it. */
  private Map<String, Text> assignments(ApplicationFolder folder, String name) {
    Map<String, Text> variables = new LinkedHashMap<>();
    for (FilePath file : folder.file(name, shelf.workspace())) {
      // What Compose thinks of the file is no matter: it is not Compose that reads it.
      variables.putAll(assignments(file));
    }
    return variables;
  }

  /** The assignments of a file, the last one of each name. */
  Map<String, Text> assignments(FilePath file) {
    Map<String, Text> variables = new LinkedHashMap<>();
    for (EnvironmentFile read : shelf.readQuietly(file, reader::dotenv)) {
      for (Assignment assignment : read.assignments()) {
        if (assignment.form() != EnvironmentFile.Form.INHERITED) {
          variables.put(assignment.name().chars(), assignment.value());
        }
      }
    }
    return variables;
  }

  private static Text resolved(Text value, Variables lookup) {
    return value.chars().contains("${") ? Interpolator.interpolate(value, lookup).text() : value;
  }

  private static Variables lookup(Map<String, Text> variables, Environment environment) {
    return name -> {
      Text value = environment.value(name).orElse(variables.get(name));
      if (value == null) {
        return new Variables.Answer.Unknown("nothing here sets `" + name + "`");
      }
      return value.isKnown() && value.chars().indexOf('$') < 0
          ? new Variables.Answer.Set(value)
          : new Variables.Answer.Unknown("its value is not worked out");
    };
  }

  /** The variables as settings of the process. */
  static List<DialFinder.Setting> settings(Map<String, Text> variables) {
    return variables.entrySet().stream()
        .map(entry -> new DialFinder.Setting(entry.getKey(), entry.getValue(), Confidence.PROBABLE))
        .toList();
  }
}
