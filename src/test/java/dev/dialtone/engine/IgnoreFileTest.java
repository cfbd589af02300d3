package dev.dialtone.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dialtone.engine.IgnoreFile.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreFileTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      useHeadersInDisplayName = true,
      textBlock =
          """
          PATTERN,          PATH,         VERDICT
          target,           target,       IGNORED
          target,           a/b/target,   IGNORED
          target,           targets,      SILENT
          /target,          target,       IGNORED
          /target,          a/target,     SILENT
          a/target,         a/target,     IGNORED
          a/target,         b/a/target,   SILENT
          target/,          target,       SILENT
          target/,          target/,      IGNORED
          a/target/,        a/target/,    IGNORED
          *.log,            x.log,        IGNORED
          *.log,            a/.log,       IGNORED
          a/*.log,          a/b/x.log,    SILENT
          a/*,              a/b,          IGNORED
          a/*,              a/b/c,        SILENT
          **/x,             x,            IGNORED
          **/x,             a/b/x,        IGNORED
          a/**,             a/b/c,        IGNORED
          a/**,             a,            SILENT
          a/**/x,           a/x,          IGNORED
          a/**/x,           a/b/c/x,      IGNORED
          a/**/x,           b/x,          SILENT
          a/**/b/**/c,      a/b/b/d/c,    IGNORED
          a**/x,            a/b/x,        SILENT
          a**/x,            abc/x,        IGNORED
          a/****/x,         a/b/c/x,      IGNORED
          **,               a/b,          IGNORED
          /**,              a/b,          IGNORED
          ?.env,            a.env,        IGNORED
          ?.env,            .env,         SILENT
          [a-c]1,           b1,           IGNORED
          [a-c]1,           d1,           SILENT
          [!a-c]1,          d1,           IGNORED
          [^a-c]1,          b1,           SILENT
          []-]1,            ]1,           IGNORED
          []-]1,            -1,           IGNORED
          [[:digit:]x]1,    71,           IGNORED
          [[:digit:]x]1,    y1,           SILENT
          [a,               [a,           SILENT
          \\*x,             *x,           IGNORED
          \\*x,             ax,           SILENT
          \\!x,             !x,           IGNORED
          \\#x,             #x,           IGNORED
          "#x",             #x,           SILENT
          !x,               x,            KEPT
          "x  ",            x,            IGNORED
          "x\\ ",           "x ",         IGNORED
          /,                x,            SILENT
          """)
  void onePattern(String pattern, String path, Verdict expected) {
    boolean folder = path.endsWith("/");
    List<String> names = List.of((folder ? path.substring(0, path.length() - 1) : path).split("/"));
    assertEquals(expected, IgnoreFile.parse(0, pattern + "\n").verdict(names, folder));
  }

  @Test
  void theLastPatternThatMatchesDecides() {
    IgnoreFile file = IgnoreFile.parse(0, "*.env\n!prod.env\n/a/prod.env");
    assertEquals(Verdict.IGNORED, file.verdict(List.of("dev.env"), false));
    assertEquals(Verdict.KEPT, file.verdict(List.of("prod.env"), false));
    assertEquals(Verdict.KEPT, file.verdict(List.of("b", "prod.env"), false));
    assertEquals(Verdict.IGNORED, file.verdict(List.of("a", "prod.env"), false));
  }

  @Test
  void aPatternOfManyStarsTakesNoLongTime() {
    IgnoreFile file = IgnoreFile.parse(0, "a*".repeat(300) + "b\n" + "**/a/".repeat(300) + "b\n");
    List<String> names = new ArrayList<>(List.of("a/".repeat(300).split("/")));
    names.add("a".repeat(3000));
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertEquals(Verdict.SILENT, file.verdict(names, false)));
  }

  /** Random patterns against many paths: the same answer as {@code git check-ignore}. */
  @Test
  void gitItselfIgnoresTheSame(@TempDir Path folder) throws Exception {
    assumeTrue(hasGit(), "needs git");
    run(folder, "", "git", "init", "-q");
    List<String> paths = new ArrayList<>();
    for (String one : List.of("a", "b", "ab", "a.b", ".a")) {
      for (String two : List.of("a", "b", "ba", "a b", "c.b")) {
        for (String three : List.of("a", "bab", "b.c")) {
          paths.add(one + "/" + two + "/" + three);
        }
      }
    }
    for (String path : paths) {
      Files.createDirectories(folder.resolve(path).getParent());
      Files.writeString(folder.resolve(path), "");
    }
    Random random = new Random(20260101);
    int ignored = 0;
    for (int round = 0; round < 200; round++) {
      String text = randomPatterns(random);
      Files.writeString(folder.resolve(".gitignore"), text);
      String byGit = run(folder, String.join("\n", paths) + "\n", "git", "check-ignore", "--stdin");
      TreeSet<String> byUs = new TreeSet<>();
      IgnoreFile file = IgnoreFile.parse(0, text);
      for (String path : paths) {
        if (isIgnored(file, List.of(path.split("/")))) {
          byUs.add(path);
        }
      }
      assertEquals(new TreeSet<>(byGit.lines().toList()), byUs, text);
      ignored += byUs.size();
    }
    assertTrue(ignored > 500, "only " + ignored + " paths were ignored");
  }

  private static boolean isIgnored(IgnoreFile file, List<String> names) {
    for (int length = 1; length <= names.size(); length++) {
      if (file.verdict(names.subList(0, length), length < names.size()) == Verdict.IGNORED) {
        return true;
      }
    }
    return false;
  }

  /** Two stars stand alone between slashes: elsewhere Git does not do what its manual says. */
  private static String randomPatterns(Random random) {
    List<String> parts =
        List.of("a", "b", "*", "?", ".", "[ab]", "[!a]", "[a-b]", "\\a", " ", "ab", "[[:alpha:]]");
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < 4; line++) {
      text.append(random.nextInt(4) == 0 ? "!" : "").append(random.nextInt(3) == 0 ? "/" : "");
      for (int segment = random.nextInt(3); segment >= 0; segment--) {
        if (random.nextInt(5) == 0) {
          text.append(random.nextInt(3) == 0 ? "***" : "**");
        } else {
          StringBuilder name = new StringBuilder();
          for (int part = random.nextInt(3); part >= 0; part--) {
            name.append(parts.get(random.nextInt(parts.size())));
          }
          text.append(name.toString().replaceAll("[*]+", "*"));
        }
        text.append(segment > 0 || random.nextInt(5) == 0 ? "/" : "");
      }
      text.append(random.nextInt(8) == 0 ? "\r\n" : "\n");
    }
    return text.toString();
  }

  private static boolean hasGit() throws InterruptedException {
    try {
      return new ProcessBuilder("git", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String run(Path folder, String input, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    Process process = builder.start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
