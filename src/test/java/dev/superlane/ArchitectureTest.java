package dev.superlane;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may see whom. */
class ArchitectureTest {
  /** What may see only some of the others; packages not named here sit above these. */
  private static final Map<String, List<String>> SEES =
      Map.ofEntries(
          entry("kernel", List.of()),
          entry("file", List.of()),
          entry("theory", List.of()),
          entry("fit", List.of()),
          entry("figure", List.of()),
          entry("machine", List.of("kernel", "file")),
          entry("data", List.of("kernel")),
          // The population gradient's moments and loss are closed forms: theory has the one source.
          entry("model", List.of("kernel", "data", "theory")),
          entry("train", List.of("model", "data", "fit", "kernel", "machine", "theory", "file")),
          entry("sweep", List.of("train", "model", "file")),
          entry(
              "reproduce", List.of("sweep", "train", "model", "fit", "theory", "figure", "file")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.superlane");

  static Stream<String> layers() {
    return SEES.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aLayerSeesOnlyWhatItMay(String name) {
    seesOnly(name, SEES.get(name)).check(CLASSES);
  }

  @Test
  void nobodySeesTheCommandLine() {
    doesNotSee(not(in("cli")), in("cli")).check(CLASSES);
  }

  @Test
  void onlyBenchmarksSeeJmhAndNobodySeesBenchmarks() {
    doesNotSee(not(in("jmh")), jmh()).check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("dev.superlane.(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(false)
        .check(CLASSES);
  }

  /** A class file that could not be read would have no dependencies, and every rule would hold. */
  @Test
  void theRulesFailWhereSomethingIsSeen() {
    assertThat(seesOnly("train", List.of("kernel", "machine")).evaluate(CLASSES).hasViolation())
        .isTrue();
    assertThat(doesNotSee(in("cli"), in("train")).evaluate(CLASSES).hasViolation()).isTrue();
    assertThat(doesNotSee(in("jmh"), jmh()).evaluate(CLASSES).hasViolation()).isTrue();
  }

  private static ArchRule seesOnly(String name, List<String> others) {
    DescribedPredicate<JavaClass> foreign = not(resideInAnyPackage("dev.superlane.."));
    DescribedPredicate<JavaClass> allowed =
        Stream.concat(Stream.of(name), others.stream())
            .map(ArchitectureTest::in)
            .reduce(foreign, (left, right) -> left.or(right));
    return classes()
        .that(in(name))
        .should()
        .onlyDependOnClassesThat(allowed)
        .allowEmptyShould(false);
  }

  private static ArchRule doesNotSee(
      DescribedPredicate<JavaClass> some, DescribedPredicate<JavaClass> others) {
    return noClasses().that(some).should().dependOnClassesThat(others).allowEmptyShould(false);
  }

  private static DescribedPredicate<JavaClass> jmh() {
    return resideInAnyPackage("org.openjdk.jmh..", "dev.superlane.jmh..");
  }

  private static DescribedPredicate<JavaClass> in(String name) {
    return resideInAnyPackage("dev.superlane." + name + "..");
  }
}
