package dev.superlane.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IdentityTrajectoryTest {
  static Stream<Arguments> small() {
    return Stream.of(
        Arguments.of(Reference.powerLaw(8, 1.1, 1), 0.0, 0.5),
        Arguments.of(Reference.powerLaw(8, 2, 1), 0.7, 1.2),
        Arguments.of(Reference.powerLaw(8, 3, 1), 1.0, 0.3),
        Arguments.of(Reference.powerLaw(8, 1.5, 4), 0.5, 0.4), // some clipped
        Arguments.of(Reference.powerLaw(8, 1.5, 8), 0.0, 0.2), // more clipped
        Arguments.of(new double[] {1, 1, 1, 0.25, 0.25, 0, 0, 1.0 / 3}, 0.5, 0.2),
        Arguments.of(new double[] {0.2, 0.2, 0.2, 0.2, 0.2}, 0.5, 1.0),
        Arguments.of(new double[] {0.1, Math.nextUp(0.1), 0.1 + 1e-12, 1e-6, 1e-120}, 1.0, 0.8),
        Arguments.of(new double[] {0.5, 4.0 / 3 - 0.5, 0.4, 4.0 / 3 - 0.4}, 0.5, 0.3));
  }

  /**
   * Against explicit matrix powers in 60 digits. Our error: a relative error ρ in μ becomes
   * 2tη·μρ/(1 − ημ) in the exponent y = 2t·ln(1 − ημ), at most about |y|ρ where ημ ≤ ½ decides the
   * loss. |y| ≤ 70 in what is compared (terms fall below 1e-30), ρ is some 10 ε: 70 · 10 · 2.2e-16
   * < 2e-13; and 2e-13 again for weights and sums.
   */
  @ParameterizedTest
  @MethodSource("small")
  void isTheExactMatrixPower(double[] p, double b, double learningRate) {
    double[] importance = Reference.importance(p.length, b);
    double[][] d0 = Reference.diagonal(importance);
    IdentityTrajectory ours = new IdentityTrajectory(p, importance, learningRate);
    for (long t : new long[] {0, 1, 2, 10, 137, 1000, 10_000, 1_000_000}) {
      double exact = Reference.exactLoss(p, d0, learningRate, t);
      if (exact > 1e-30) {
        assertThat(ours.loss(t)).as("t = %d", t).isCloseTo(exact, within(4e-13 * exact));
      }
    }
  }

  /** As above from a dense start: D_0 = S_0 − A in one rounding, its projections in N more. */
  @ParameterizedTest
  @MethodSource("small")
  void fromAnyStartToo(double[] p, double b, double learningRate) {
    int n = p.length;
    int offset = 3;
    double[] importance = Reference.importance(n, b);
    float[] start = Reference.gaussians(offset + n * n, 0.3, 7);
    double[][] d0 = Reference.matrix(start, offset, n, n);
    for (int k = 0; k < n; k++) {
      d0[k][k] -= importance[k];
    }
    IdentityTrajectory ours = new IdentityTrajectory(p, importance, start, offset, learningRate);
    for (long t : new long[] {0, 1, 2, 10, 137, 1000, 10_000}) {
      double exact = Reference.exactLoss(p, d0, learningRate, t);
      if (exact > 1e-30) {
        assertThat(ours.loss(t)).as("t = %d", t).isCloseTo(exact, within(4e-13 * exact));
      }
    }
  }

  /**
   * Against gradient descent itself, step by step, N = 48. Each step of that loop rounds D by at
   * most N·ε of its largest entry, 1: 300 steps differ by at most 300·48·ε = 4e-12 in D, and so by
   * less than 1e-10 in L as long as L stays above 0.05.
   */
  @ParameterizedTest
  @CsvSource({"1.1, 0, 1", "1.5, 0.5, 1", "1.5, 0, 8", "3, 0, 4"})
  void isGradientDescentStepByStep(double a, double b, double density) {
    int n = 48;
    double learningRate = 0.3;
    double[] p = Reference.powerLaw(n, a, density);
    double[] importance = Reference.importance(n, b);
    double[][] sigma = Reference.sigma(p);
    double[][] d = Reference.diagonal(importance);
    IdentityTrajectory ours = new IdentityTrajectory(p, importance, learningRate);
    for (int t = 0; t <= 300; t++) {
      double loss = Reference.loss(d, sigma);
      if (loss > 1e-3) {
        assertThat(ours.loss(t)).as("t = %d", t).isCloseTo(loss, within(1e-9 * loss));
      }
      double[][] gradient = Reference.product(d, sigma);
      for (int k = 0; k < n; k++) {
        for (int j = 0; j < n; j++) {
          d[k][j] -= learningRate * gradient[k][j];
        }
      }
    }
  }

  /** At ημ = 1 the mode is gone after one step, and the loss at step 0 still counts it. */
  @Test
  void aModeThatDiesAtOnce() {
    double[] p = {0.75}; // Σ = 4/3 · 0.75 = 1
    IdentityTrajectory ours = new IdentityTrajectory(p, new double[] {1}, 1);
    assertThat(ours.loss(0)).isEqualTo(0.5);
    assertThat(ours.loss(1)).isLessThan(1e-30);
  }

  /** Above η = 2/λ_max the loss grows, at last beyond double: +∞ and never NaN. */
  @Test
  void divergesAboveTheLimit() {
    double[] p = Reference.powerLaw(64, 1.5, 1);
    p[63] = 0;
    double[] importance = Reference.importance(64, 0.5);
    double limit = StabilityLimit.identity(p).population();
    IdentityTrajectory below = new IdentityTrajectory(p, importance, 0.999 * limit);
    IdentityTrajectory above = new IdentityTrajectory(p, importance, 1.001 * limit);
    assertThat(below.loss(100_000)).isLessThan(below.loss(1000));
    assertThat(above.loss(10_000)).isGreaterThan(above.loss(1000));
    assertThat(above.loss(100_000_000)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void refusesWhatDoesNotFit() {
    double[] p = {0.5, 0.25};
    double[] importance = {1, 1};
    assertThatThrownBy(() -> new IdentityTrajectory(p, new double[3], 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("importance has 3 entries, allowed is 2 as p has");
    assertThatThrownBy(() -> new IdentityTrajectory(p, importance, new float[4], 1, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("start has 3 entries from offset 1, allowed is 2 x 2 or more, both 1 or more");
    assertThatThrownBy(() -> new IdentityTrajectory(p, importance, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new IdentityTrajectory(p, importance, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new IdentityTrajectory(p, importance, 0.1).loss(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
