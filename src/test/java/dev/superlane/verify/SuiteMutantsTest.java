package dev.superlane.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.verify.SuiteMutants.Group;
import dev.superlane.verify.SuiteMutants.Mutant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The suite can fail: kernels, steps and losses with one fault turn checks red. And no bound of it
 * is too wide: each row is turned red by one of the mutants named here.
 */
class SuiteMutantsTest {

  static Stream<Mutant> mutants() {
    return SuiteMutants.all();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void turnsACheckRed(Mutant mutant) {
    assertThat(red(mutant, mutant.caughtBy())).isNotEmpty();
  }

  /** The bound of each row, by the smallest fault of its kind that all of them see. */
  @ParameterizedTest
  @CsvSource({
    "GRADIENT, learning rate off by 1 %, sparse path off by 0.5 %",
    "LOSS,     held-out sample lost,     held-out sample lost",
    "BITS,     sum in the order of threads, loss summed in the order of threads",
    "GOLDEN,   last bit of the last step, loss rounded to a float",
    "THEORY,   'a learning rate off by 1 %, curves', 'a learning rate off by 1 %, curves'",
  })
  void everyRowIsTripped(Group group, String one, String other) {
    Set<String> tripped = new TreeSet<>(red(named(one), group));
    tripped.addAll(red(named(other), group));
    assertThat(tripped).containsExactlyInAnyOrderElementsOf(names(group));
  }

  @Test
  void everyKernelRowIsTripped() {
    Set<String> tripped =
        SuiteMutants.kernels().stream()
            .flatMap(mutant -> red(mutant, Group.KERNELS).stream())
            .collect(Collectors.toSet());
    assertThat(tripped).containsExactlyInAnyOrderElementsOf(names(Group.KERNELS));
  }

  private static Mutant named(String name) {
    return mutants().filter(mutant -> mutant.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> names(Group group) {
    return group.checks.apply(SuiteMutants.right()).stream().map(Check::name).toList();
  }

  private static List<String> red(Mutant mutant, Group group) {
    return group.checks.apply(mutant.subject()).stream()
        .filter(check -> !check.run().passed())
        .map(Check::name)
        .toList();
  }
}
