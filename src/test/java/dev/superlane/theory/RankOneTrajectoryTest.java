package dev.superlane.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankOneTrajectoryTest {
  private static double[] powers(int n, double exponent, double total) {
    double[] values = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      values[i] = Math.pow(i + 1, -exponent);
      sum += values[i];
    }
    for (int i = 0; i < n && total > 0; i++) {
      values[i] = Math.min(1, values[i] * total / sum);
    }
    return values;
  }

  /** The eigenbasis and the contour share nothing but Σ. */
  @ParameterizedTest
  @CsvSource({
    "512, 1.1, 0, 1, 0.5", "512, 1.1, 1, 1, 0.5", "512, 1.5, 0.5, 1, 0.5", "512, 2, 1, 1, 0.5",
    "512, 3, 0, 1, 0.5", "512, 3, 1, 1, 0.5", "64, 1.5, 0.5, 4, 0.3", "20, 2, 0, 0.5, 0.1",
    "200, 1.3, 0.7, 1, 1.4"
  })
  void isTheExactLoss(int n, double a, double b, double density, double learningRate) {
    double[] p = powers(n, a, density);
    double[] importance = powers(n, b, 0);
    RankOneTrajectory contour = new RankOneTrajectory(p, importance, learningRate);
    IdentityTrajectory exact = new IdentityTrajectory(p, importance, learningRate);
    double start = exact.loss(0);
    for (long t : new long[] {100, 300, 1000, 10_000, 100_000}) {
      if (exact.loss(t) > 1e-9 * start) {
        assertThat(contour.loss(t)).isCloseTo(exact.loss(t), Percentage.withPercentage(1e-6));
      }
    }
  }

  @Test
  void refusesWhatTheContourCannotDo() {
    double[] p = {0.5, 0.25};
    double[] importance = {1, 1};
    assertThatThrownBy(() -> new RankOneTrajectory(p, importance, 0.5).loss(99))
        .hasMessage("t is 99, allowed is 100 or more steps");
    assertThatThrownBy(() -> new RankOneTrajectory(p, importance, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("learning rate is 3.0, allowed is 2.0");
    assertThatThrownBy(() -> new RankOneTrajectory(p, new double[1], 0.5))
        .hasMessage("importance has 1 entries, allowed is 2 as p has");
  }
}
