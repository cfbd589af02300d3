package dev.dialtone;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.implement;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.dialtone.lint.Rule;
import dev.dialtone.rules.Rules;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the dependencies where they belong: each package uses those below it and no other. */
class ArchitectureTest {
  private static final String ROOT = "dev.dialtone";

  /** Which packages a package may use beside itself. */
  private static final Map<String, List<String>> LAYERS =
      new TreeMap<>(
          Map.of(
              "source", List.of(),
              "syntax", List.of("source"),
              "model", List.of("source"),
              "catalogue", List.of("model", "syntax", "source"),
              "format", List.of("catalogue", "syntax", "model", "source"),
              "link", List.of("catalogue", "syntax", "model", "source"),
              "reach", List.of("catalogue", "model", "source"),
              "lint", List.of("model", "source"),
              "rules", List.of("reach", "catalogue", "lint", "model", "source"),
              "fix", List.of("lint", "syntax", "model", "source")));

  /** Packages that sit on top: what they may not use is each other. */
  private static final List<String> TOPS = List.of("cli", "diagnose", "graph", "lsp");

  /** Where a library is at home; nothing else knows it. */
  private static final Map<String, List<String>> LIBRARIES =
      new TreeMap<>(
          Map.of(
              "org.snakeyaml", List.of("syntax.yaml"),
              "com.contrastsecurity", List.of("report.sarif"),
              "com.fasterxml.jackson", List.of("report.sarif"),
              "tools.jackson", List.of("catalogue.build", "cli", "report.sarif"),
              "picocli", List.of("cli")));

  /** Words that say nothing: a class with such a name has no subject. */
  private static final String FORBIDDEN_CLASS =
      ".*(Utils?|Helpers?|Managers?|Impl|Base|Processor|Handler|Context)|Abstract.*|I[A-Z][a-z].*";

  private static final List<String> FORBIDDEN_PACKAGES =
      List.of(
          "util", "utils", "common", "core", "api", "impl", "internal", "misc", "helper", "base");

  private static final int FEWEST_CLASSES = 150;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          // ArchUnit's own option does not know the folder of the fast build.
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages(ROOT);

  @Test
  void classesWereFound() {
    assertTrue(
        CLASSES.size() >= FEWEST_CLASSES, () -> "only " + CLASSES.size() + " classes were found");
  }

  @Test
  void everyPackageHasItsPlace() {
    List<String> known = new ArrayList<>(layers().keySet());
    known.addAll(TOPS);
    for (JavaClass type : CLASSES) {
      assertTrue(known.contains(layerOf(type)), () -> type.getName() + " is in no known package");
    }
  }

  static List<Map.Entry<String, List<String>>> layerRows() {
    return List.copyOf(layers().entrySet());
  }

  @ParameterizedTest
  @MethodSource("layerRows")
  void aPackageUsesOnlyThoseBelowIt(Map.Entry<String, List<String>> row) {
    List<String> allowed = new ArrayList<>();
    allowed.add(ROOT + "." + row.getKey() + "..");
    row.getValue().forEach(layer -> allowed.add(ROOT + "." + layer + ".."));
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + row.getKey() + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
        .because(row.getKey() + " may use " + row.getValue())
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  static List<Map.Entry<String, List<String>>> libraryRows() {
    return List.copyOf(LIBRARIES.entrySet());
  }

  @ParameterizedTest
  @MethodSource("libraryRows")
  void aLibraryIsKnownAtItsHomeOnly(Map.Entry<String, List<String>> row) {
    String[] homes =
        row.getValue().stream().map(home -> ROOT + "." + home + "..").toArray(String[]::new);
    noClasses()
        .that()
        .resideOutsideOfPackages(homes)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(row.getKey() + "..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching(ROOT + ".(**)")
        .should()
        .beFreeOfCycles()
        // The list of all rules is the one place that looks down on them.
        .ignoreDependency(type(Rules.class), implement(Rule.class))
        .check(CLASSES);
  }

  @Test
  void rulesAreFinalAndHaveNoState() {
    classes().that().implement(Rule.class).should().haveModifier(JavaModifier.FINAL).check(CLASSES);
    fields()
        .that()
        .areDeclaredInClassesThat()
        .implement(Rule.class)
        .should()
        .beStatic()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void nobodyKeepsStateInAStaticField() {
    fields().that().areStatic().should().beFinal().check(CLASSES);
  }

  @Test
  void onlyTheCommandLinePrintsOrEndsTheProgram() {
    noClasses()
        .that(outsideOf("cli", "catalogue.build"))
        .should(ACCESS_STANDARD_STREAMS)
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineTouchesTheDiskAndTheSurroundings() {
    noClasses()
        .that(outsideOf("cli", "catalogue.build"))
        .should()
        .dependOnClassesThat(resideInAPackage("java.nio.file..").or(type(File.class)))
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class)
        .check(CLASSES);
  }

  @Test
  void nobodyReflects() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.reflect..")
        .orShould()
        .callMethod(Class.class, "forName", String.class)
        .check(CLASSES);
  }

  @Test
  void namesSaySomething() {
    List<String> bad = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      boolean packageSaysNothing =
          List.of(type.getPackageName().split("\\.")).stream()
              .anyMatch(FORBIDDEN_PACKAGES::contains);
      if (packageSaysNothing || type.getSimpleName().matches(FORBIDDEN_CLASS)) {
        bad.add(type.getName());
      }
    }
    assertEquals(List.of(), bad);
  }

  @Test
  void everyPackageIsNullMarked() {
    List<String> unmarked = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      JavaPackage own = type.getPackage();
      if (!own.isAnnotatedWith(NullMarked.class) && !unmarked.contains(own.getName())) {
        unmarked.add(own.getName());
      }
    }
    assertEquals(List.of(), unmarked);
  }

  private static DescribedPredicate<JavaClass> outsideOf(String... packages) {
    String[] inside = new String[packages.length];
    for (int i = 0; i < packages.length; i++) {
      inside[i] = ROOT + "." + packages[i] + "..";
    }
    return not(resideInAnyPackage(inside));
  }

  private static Map<String, List<String>> layers() {
    Map<String, List<String>> layers = new TreeMap<>(LAYERS);
    layers.put("report", List.of("lint", "model", "source"));
    List<String> all = new ArrayList<>(layers.keySet());
    layers.put("engine", all);
    return layers;
  }

  private static String layerOf(JavaClass type) {
    String below = type.getPackageName().substring(ROOT.length());
    return below.isEmpty() ? "" : below.substring(1).replaceFirst("\\..*", "");
  }
}
