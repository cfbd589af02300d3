package dev.dialtone.link;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Frameworks that read {@code .env} files of the application by themselves, and which ones.
 *
 * @see <a
 *     href="https://symfony.com/doc/current/configuration.html#configuring-environment-variables-in-env-files">
 *     Symfony, Configuring Environment Variables in .env Files</a>
 * @see <a href="https://nextjs.org/docs/app/guides/environment-variables">Next.js, Environment
 *     Variables</a>
 */
enum DotenvFramework {
  LARAVEL("php", "APP_ENV", "", ".env .env.{}"),
  SYMFONY("php", "APP_ENV", "dev", ".env .env.local .env.{} .env.{}.local"),
  PHP("php", "", "", ".env"),
  NEXT("node", "NODE_ENV", "", ".env .env.{} .env.local .env.{}.local"),
  NODE("node", "", "", ".env"),
  PYTHON("python", "", "", ".env"),
  RUBY("ruby", "RAILS_ENV", "development", ".env .env.{} .env.local"),
  GO("go", "", "", ".env"),
  RUST("rust", "", "", ".env");

  private final String language;
  private final String stage;
  private final String usualStage;
  private final String files;

  /**
   * @param stage the variable that names the stage the application runs in
   * @param files the files that are read, the weakest first, blanks between, {@code {}} for the
   *     stage
   */
  DotenvFramework(String language, String stage, String usualStage, String files) {
    this.language = language;
    this.stage = stage;
    this.usualStage = usualStage;
    this.files = files;
  }

  /** The language that runs it, as images are called. */
  String language() {
    return language;
  }

  /** The variable that names the stage; empty if there are no stages. */
  String stageVariable() {
    return stage;
  }

  /** The stage without that variable; empty if nobody can tell. */
  String usualStage() {
    return usualStage;
  }

  /** The names of the files that are read in a stage, the weakest first. */
  List<String> files(String inStage) {
    List<String> names = new ArrayList<>();
    for (String file : files.split(" ", -1)) {
      if (!file.contains("{}")) {
        names.add(file);
      } else if (!inStage.isEmpty()) {
        names.add(file.replace("{}", inStage));
      }
    }
    return names;
  }

  /** The framework of the application in a folder, as its list of dependencies tells. */
  static List<DotenvFramework> of(ApplicationFolder folder, Workspace workspace) {
    String composer = text(folder, "composer.json", workspace);
    if (composer.contains("\"laravel/framework\"") || has(folder, "artisan", workspace)) {
      return List.of(LARAVEL);
    }
    if (composer.contains("\"symfony/dotenv\"")
        || composer.contains("\"symfony/flex\"")
        || composer.contains("\"symfony/runtime\"")
        || has(folder, "symfony.lock", workspace)) {
      return List.of(SYMFONY);
    }
    if (composer.contains("phpdotenv\"")) {
      return List.of(PHP);
    }
    String node = text(folder, "package.json", workspace);
    if (node.contains("\"next\"")) {
      return List.of(NEXT);
    }
    if (names(node, "dotenv", "dotenv-flow", "@nestjs/config", "prisma", "@adonisjs/core")
        || names(node, "nuxt", "@strapi/strapi", "env-cmd", "dotenv-cli", "dotenv-safe", "envalid")
        || has(folder, "bun.lockb", workspace)) {
      return List.of(NODE);
    }
    for (String list : List.of("requirements.txt", "pyproject.toml", "Pipfile", "setup.cfg")) {
      String python = text(folder, list, workspace).toLowerCase(Locale.ROOT);
      if (python.contains("dotenv")
          || python.contains("django-environ")
          || python.contains("python-decouple")
          || python.contains("environs")
          || python.contains("pydantic-settings")) {
        return List.of(PYTHON);
      }
    }
    if (text(folder, "Gemfile", workspace).contains("dotenv")) {
      return List.of(RUBY);
    }
    if (text(folder, "go.mod", workspace).contains("godotenv")) {
      return List.of(GO);
    }
    return text(folder, "Cargo.toml", workspace).contains("dotenv") ? List.of(RUST) : List.of();
  }

  private static boolean names(String packages, String... names) {
    for (String name : names) {
      if (packages.contains("\"" + name + "\"")) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(ApplicationFolder folder, String name, Workspace workspace) {
    return !folder.file(name, workspace).isEmpty();
  }

  private static String text(ApplicationFolder folder, String name, Workspace workspace) {
    for (FilePath file : folder.file(name, workspace)) {
      if (workspace.read(file) instanceof Workspace.Content.Readable readable) {
        return readable.file().text();
      }
    }
    return "";
  }
}
