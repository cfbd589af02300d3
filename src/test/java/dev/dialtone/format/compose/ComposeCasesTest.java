package dev.dialtone.format.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.Golden;
import dev.dialtone.model.Composition;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Reads the projects of {@code testdata/compose} as Docker Compose has read them. */
final class ComposeCasesTest {
  static List<ComposeCase> cases() {
    return ComposeCase.all();
  }

  static List<ComposeCase> refused() {
    return cases().stream().filter(one -> Files.exists(one.refusal())).toList();
  }

  static List<ComposeCase> accepted() {
    return cases().stream().filter(one -> Files.exists(one.config())).toList();
  }

  @Test
  void everyCaseHasOneAnswer() {
    assertTrue(cases().size() >= 14, "only " + cases().size() + " cases");
    assertEquals(cases().size(), refused().size() + accepted().size());
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void whatComposeAcceptsIsReadAsComposeReadsIt(ComposeCase one) throws IOException {
    Composition composition = one.load();
    List<String> found = new ArrayList<>();
    ConfigComparison.compare(
        "", JsonMapper.shared().readTree(Files.readString(one.config())), composition, found);
    found.addAll(complaints(composition));
    assertEquals("", String.join("\n", found), one.toString());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatComposeRefusesIsRefusedAtItsPlace(ComposeCase one) throws IOException {
    List<String> complaints = complaints(one.load());
    assertTrue(!complaints.isEmpty(), one.toString());
    Golden.check(one.folder().resolve("expected.txt"), String.join("\n", complaints) + "\n");
  }

  private static List<String> complaints(Composition composition) {
    List<String> complaints = new ArrayList<>();
    composition.problems().forEach(p -> complaints.add(p.span() + ": " + p.message()));
    composition.misfits().forEach(m -> complaints.add(m.at().span() + ": " + m.message()));
    return complaints;
  }
}
