package dev.superlane.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DiagonalTrajectoryTest {
  /** With one feature nothing meets, and the reading is exact. */
  @Test
  void isExactForOneFeature() {
    double[] p = {0.3};
    double[] importance = {0.5};
    DiagonalTrajectory ours = new DiagonalTrajectory(p, importance, 0.2);
    for (long t : new long[] {0, 1, 5, 100}) {
      double exact = Reference.exactLoss(p, Reference.diagonal(importance), 0.2, t);
      assertThat(ours.loss(t)).isCloseTo(exact, within(1e-13 * exact));
    }
  }

  /** Each feature on its own is a one-feature problem; the reading is their sum. */
  @Test
  void isTheSumOverFeatures() {
    double[] p = Reference.powerLaw(20, 1.5, 4);
    double[] importance = Reference.importance(20, 0.5);
    DiagonalTrajectory ours = new DiagonalTrajectory(p, importance, 0.3);
    for (long t : new long[] {0, 1, 7, 300}) {
      double exact = 0;
      for (int i = 0; i < 20; i++) {
        double[][] d0 = {{importance[i]}};
        exact += Reference.exactLoss(new double[] {p[i]}, d0, 0.3, t);
      }
      assertThat(ours.loss(t)).isCloseTo(exact, within(1e-12 * exact));
    }
  }

  /** A channel that does not count cannot diverge, though its factor does. */
  @Test
  void unimportantChannelsStayOut() {
    DiagonalTrajectory ours =
        new DiagonalTrajectory(new double[] {0.9, 0.1}, new double[] {0, 1}, 3);
    assertThat(ours.loss(1_000_000)).isZero();
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> new DiagonalTrajectory(new double[2], new double[3], 0.1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DiagonalTrajectory(new double[] {2}, new double[1], 0.1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
