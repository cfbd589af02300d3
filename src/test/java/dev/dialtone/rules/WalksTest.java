package dev.dialtone.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.engine.LintRequest;
import dev.dialtone.engine.Linter;
import dev.dialtone.lint.Finding;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The way a finding tells: from where a value is written to where it counts, and on to the server.
 */
class WalksTest {
  private static List<String> walk(String rule, Map<String, String> files) {
    return new Linter(Rules.all())
        .lint(new MemoryWorkspace(files), LintRequest.of(FilePath.ROOT)).diagnostics().stream()
            .map(diagnostic -> diagnostic.finding())
            .filter(finding -> finding.rule().id().equals(rule))
            .map(Finding::walk)
            .findFirst()
            .orElseThrow()
            .stream()
            .map(step -> step.span() + " " + step.message())
            .toList();
  }

  @Test
  void aDialledAddressIsFollowedFromTheFileItIsWrittenIn() {
    String base =
        """
        services:
          api:
            image: acme/api
            environment:
              DATABASE_URL: postgres://shop@${DB}/shop
        """;
    String compose =
        """
        services:
          api:
            extends: {file: base.yaml, service: api}
          db:
            image: postgres:16
            environment: {POSTGRES_PASSWORD: x}
            ports: ['5433:5432']
        """;
    assertEquals(
        List.of(
            ".env:1:4 `api` dials `localhost` here",
            "base.yaml:5:37 interpolated here",
            "compose.yaml:3:14 extended here"),
        walk(
            "DT101",
            Map.of(".env", "DB=localhost:5433\n", "base.yaml", base, "compose.yaml", compose)));
  }

  @Test
  void aValueWithoutAConnectionIsFollowedAsWell() {
    String compose =
        """
        services:
          one:
            image: nginx:1.27
            ports: ['8080:80']
          two:
            image: nginx:1.27
            ports: ['${PORT}']
        """;
    assertEquals(
        List.of(".env:1:6 written here", "compose.yaml:7:14 interpolated here"),
        walk("DT501", Map.of(".env", "PORT=8080:80\n", "compose.yaml", compose)));
  }
}
