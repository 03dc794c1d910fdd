package dev.superlane.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MeanSquareLimitTest {
  static Stream<Arguments> small() {
    return Stream.of(
        Arguments.of(Reference.powerLaw(7, 1.1, 1), 1),
        Arguments.of(Reference.powerLaw(7, 1.5, 1), 4),
        Arguments.of(Reference.powerLaw(7, 1.5, 1), 64),
        Arguments.of(Reference.powerLaw(7, 3, 1), 1024),
        Arguments.of(Reference.powerLaw(6, 1.5, 5), 2), // some clipped
        Arguments.of(new double[] {0.3, 0.3, 0.3, 0.1, 0.1}, 8),
        Arguments.of(new double[] {0, 0.4, 0, 0.02, 1}, 3),
        Arguments.of(new double[] {0.7}, 1));
  }

  /**
   * Bisection on the dense N²×N² map's spectral radius, to 1e-11. Features that are never active
   * keep an eigenvalue of 1 there at any η: it is done without them.
   */
  @ParameterizedTest
  @MethodSource("small")
  void isWhereTheRadiusIsOne(double[] p, int batch) {
    double[] active = Arrays.stream(p).filter(value -> value > 0).toArray();
    double expected = Reference.meanSquareLimit(active, batch, 1e-11);
    double ours = new MeanSquareLimit(p, batch).value();
    assertThat(ours).isCloseTo(expected, within(1e-10 * expected));
  }

  /**
   * ΣQ + QΣ = η E[HQH], by index sums. The residual was 1e-7 in the iteration's norm; entries of
   * seldom features weigh little there, so it is looked at in that norm's terms: against Σ.
   */
  @ParameterizedTest
  @MethodSource("small")
  void itsMatrixStaysAsItIs(double[] p, int batch) {
    int n = p.length;
    MeanSquareLimit limit = new MeanSquareLimit(p, batch);
    double[][] q = square(limit.matrix(), n);
    double[][] sigma = Reference.sigma(p);
    double[][] sq = Reference.product(sigma, q);
    double[][] sqs = Reference.product(sq, sigma);
    double[][] f = Reference.fourthMoment(p, q);
    double loss = 0;
    for (int i = 0; i < n; i++) {
      loss += sq[i][i] / 2;
      for (int j = 0; j < n; j++) {
        double drift = sq[i][j] + sq[j][i];
        double noise = (1 - 1.0 / batch) * sqs[i][j] + f[i][j] / batch;
        assertThat(limit.value() * noise).isCloseTo(drift, within(1e-6));
      }
    }
    assertThat(loss).isCloseTo(1, within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("small")
  void itsDistanceIsARoot(double[] p, int batch) {
    int n = p.length;
    MeanSquareLimit limit = new MeanSquareLimit(p, batch);
    double[][] q = square(limit.matrix(), n);
    assertThat(Reference.eigenvalues(q)[0]).isGreaterThan(-1e-10 * Reference.eigenvalues(q)[n - 1]);
    double[][] d = square(limit.distance(), n);
    double[][] dd = Reference.product(Reference.transpose(d), d);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertThat(dd[i][j]).isCloseTo(q[i][j], within(1e-9 * Math.max(1, Math.abs(q[i][i]))));
      }
    }
  }

  /** Just below, the mean loss of a long training falls; just above, it grows. */
  @Test
  void parts() {
    double[] p = Reference.powerLaw(24, 1.5, 1);
    double[] importance = Reference.importance(24, 0);
    double limit = new MeanSquareLimit(p, 16).value();
    assertThat(growth(p, importance, 16, 0.99 * limit)).isLessThan(1);
    assertThat(growth(p, importance, 16, 1.01 * limit)).isGreaterThan(1);
  }

  private static double growth(double[] p, double[] importance, int batch, double learningRate) {
    MinibatchTrajectory trajectory = new MinibatchTrajectory(p, importance, batch, learningRate);
    for (int t = 0; t < 2000; t++) {
      trajectory.advance();
    }
    double before = trajectory.loss();
    trajectory.advance();
    return trajectory.loss() / before;
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatThrownBy(() -> new MeanSquareLimit(new double[] {0.5}, 0))
        .hasMessage("batch is 0, allowed is 1 or more");
    assertThatThrownBy(() -> new MeanSquareLimit(new double[] {0, 0}, 1))
        .hasMessage("every p is 0, allowed is at least one above 0");
  }

  private static double[][] square(double[] values, int n) {
    double[][] a = new double[n][n];
    for (int i = 0; i < n * n; i++) {
      a[i / n][i % n] = values[i];
    }
    return a;
  }
}
