package dev.dialtone.syntax.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoredPathsTest {
  @ParameterizedTest
  @CsvSource({
    ".env, .env, true",
    ".env, api/.env, false",
    "**/.env, api/.env, true",
    "**/.env, .env, true",
    ".env*, .env.local, true",
    "/config, config/database.yml, true",
    "config/, config/database.yml, true",
    "./config/*.yml, config/database.yml, true",
    "*.yml, config/database.yml, false",
    "*/*.yml, config/database.yml, true",
    "config/**/x?.yml, config/a/b/x1.yml, true",
    "#.env, .env, false",
    "'*|!.env', .env, false",
    "'*|!.env|.env', .env, true",
    "'a|!a/b', a/b/c, false",
    "'', .env, false"
  })
  void theLastPatternThatFitsCounts(String lines, String path, boolean ignored) {
    assertEquals(ignored, IgnoredPaths.of(lines.replace('|', '\n') + "\r\n").holds(path));
  }
}
