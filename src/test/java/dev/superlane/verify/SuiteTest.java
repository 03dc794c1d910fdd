package dev.superlane.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.ScalarKernels;
import dev.superlane.kernel.VectorKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite that users run passes on this JVM, whatever its vector width. */
class SuiteTest {

  static Stream<Kernels> kernels() {
    return Stream.of(ScalarKernels.INSTANCE, VectorKernels.INSTANCE);
  }

  /** Kernel, gradient and bits checks: all but the long trajectories. */
  static List<Check> shortChecks(Kernels kernels) {
    Subject subject = new Subject(kernels, 1);
    List<Check> checks = new ArrayList<>(KernelChecks.of(subject));
    checks.addAll(GradientChecks.of(subject));
    checks.addAll(EvaluationChecks.of(subject));
    checks.addAll(BitsChecks.of(subject));
    return checks;
  }

  @Tag("width")
  @ParameterizedTest
  @MethodSource("kernels")
  void shortChecksPass(Kernels kernels) {
    assertThat(shortChecks(kernels)).hasSizeGreaterThan(40).allMatch(check -> check.run().passed());
  }

  @Test
  void trainingFollowsThePowerLaw() {
    assertThat(PowerLawChecks.of(new Subject(VectorKernels.INSTANCE, 1)))
        .hasSizeGreaterThan(1)
        .allMatch(check -> check.run().passed());
  }

  @Test
  void notANumberIsAFailure() {
    Check check = new Check("nothing", 1, "none", () -> Double.NaN);
    assertThat(check.run().passed()).isFalse();
  }
}
