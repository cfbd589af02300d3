package dev.dialtone.link;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which files are configuration of an application, as far as their names tell. */
final class ConfigurationNames {
  private static final Set<String> DATA =
      Set.of("yml", "yaml", "json", "json5", "jsonc", "toml", "ini", "cfg", "conf", "properties");

  private static final Set<String> CODE =
      Set.of("js", "cjs", "mjs", "ts", "mts", "cts", "php", "py", "exs");

  /** Folders that hold configuration and little else. */
  static final List<String> FOLDERS =
      List.of(
          "config",
          "conf",
          "configs",
          "configuration",
          "settings",
          "etc",
          "src/config",
          "app/config",
          "config/settings",
          "core",
          "app");

  /** Words of which one stands in the name of a file of settings. */
  private static final List<String> WORDS =
      List.of(
          "config",
          "conf",
          "settings",
          "setting",
          "database",
          "db",
          "app",
          "application",
          "server",
          "service",
          "default",
          "local",
          "development",
          "production",
          "dev",
          "prod",
          "docker",
          "environment",
          "env",
          "redis",
          "mongoid",
          "cable",
          "cache",
          "queue",
          "mail",
          "knexfile",
          "ormconfig",
          "datasource",
          "sidekiq",
          "elasticsearch",
          "options");

  /** Names that belong to tools, to Compose, or to a reader of their own. */
  private static final List<String> OTHERS =
      List.of(
          "package",
          "composer",
          "tsconfig",
          "jsconfig",
          "docker-compose",
          "compose",
          "lerna",
          "renovate",
          "babel",
          "jest",
          "tailwind",
          "postcss",
          "eslint",
          "prettier",
          "webpack",
          "rollup",
          "vite",
          "vitest",
          "next",
          "nuxt",
          "angular",
          "vue",
          "launchsettings",
          "manifest",
          "openapi",
          "swagger",
          "mkdocs",
          "appsettings",
          "vercel",
          "netlify",
          "cypress",
          "playwright",
          "nodemon",
          "turbo",
          "nx",
          "biome",
          "cspell",
          "commitlint",
          "stylelint",
          "svelte",
          "astro",
          "remix",
          "metro",
          "karma",
          "pm2",
          "ecosystem",
          "i18n",
          "routes",
          "locale",
          "logback",
          "log4j",
          "logging",
          "phpunit",
          "pytest",
          "tox",
          "setup");

  private ConfigurationNames() {}

  /** Whether a file holds settings as data, whatever it is called. */
  static boolean isData(String name) {
    return DATA.contains(extension(name)) && !isOther(name);
  }

  /** Whether a file in the folder of an application holds its settings by its name. */
  static boolean isConventional(String name) {
    return (isData(name) || CODE.contains(extension(name))) && !isOther(name) && hasWord(name);
  }

  /** Whether a file in a folder of settings is one of them. */
  static boolean isSettings(String folder, String name) {
    boolean plainFolder = folder.equals("core") || folder.equals("app");
    return plainFolder
        ? CODE.contains(extension(name)) && !isOther(name) && hasWord(name)
        : (isData(name) || CODE.contains(extension(name))) && !isOther(name);
  }

  private static boolean hasWord(String name) {
    for (String word : stem(name).split("[._-]", -1)) {
      if (WORDS.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOther(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.contains("example")
        || lower.contains("sample")
        || lower.contains("template")
        || lower.contains(".dist")
        || lower.contains(".test.")
        || lower.contains(".spec.")
        || lower.contains("lock")
        || lower.startsWith(".")) {
      return true;
    }
    String stem = stem(name);
    for (String other : OTHERS) {
      if (stem.equals(other) || stem.startsWith(other + ".") || stem.startsWith(other + "-")) {
        return true;
      }
    }
    return false;
  }

  private static String stem(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int dot = lower.lastIndexOf('.');
    return dot <= 0 ? lower : lower.substring(0, dot);
  }

  private static String extension(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.substring(lower.lastIndexOf('.') + 1);
  }
}
