package dev.superlane.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BottleneckTrajectoryTest {
  /**
   * Against G, M, T, S* = G⁻¹TM⁻¹ and matrix powers of Δ ↦ Δ − ηGΔM in 60 digits. Our y_ij are
   * rounded by some 10 ε of |AC|, √(2·start) at most: an excess by 2·√(excess·start)·10ε, of which
   * 1e-14·√(excess·start) leaves room, and relatively by 1e-11 from the eigenvalues of nearly
   * square W. L_∞ is a difference of squares of |AC|.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1.5, 0, 1",
    "8, 1, 1.5, 0.5, 1",
    "12, 4, 1.1, 0, 1",
    "12, 4, 2, 1, 4", // clipped
    "12, 5, 3, 0.5, 1",
    "6, 5, 2, 0, 1",
    "5, 5, 1.5, 0, 2",
    "5, 5, 3, 1, 1"
  })
  void isTheExactSolution(int n, int width, double a, double b, double density) {
    double[] p = Reference.powerLaw(n, a, density);
    float[] importance = Reference.narrow(Reference.importance(n, b));
    float[] embedding = Reference.unitRows(n, width, 3, 5);
    float[] start = Reference.gaussians(2 + width * width, 0.3, 6);
    double learningRate = 0.7 * StabilityLimit.bottleneck(p, embedding, 3, width).population();
    DecimalBottleneck exact =
        new DecimalBottleneck(p, importance, embedding, 3, width, start, 2, learningRate);
    BottleneckTrajectory ours =
        new BottleneckTrajectory(p, importance, embedding, 3, width, start, 2, learningRate);
    double teacher = exact.teacher();
    assertThat(ours.floor()).isCloseTo(exact.floor(), within(3e-15 * teacher));
    double first = exact.excess(0);
    for (long t : new long[] {0, 1, 2, 10, 137, 1000, 100_000, 10_000_000}) {
      double excess = exact.excess(t);
      double error = 1e-11 * excess + 1e-14 * Math.sqrt(excess * (first + teacher));
      if (excess > 1e-30) {
        assertThat(ours.excess(t)).as("t = %d", t).isCloseTo(excess, within(error));
      }
      assertThat(ours.loss(t)).isCloseTo(exact.floor() + excess, within(1e-13 * teacher));
    }
    assertThat(ours.excess(start, 2)).isCloseTo(first, within(1e-11 * first));
  }

  /**
   * Against gradient descent itself with {@link PopulationLoss}' moments, step by step. A step
   * rounds the core by K·ε of its terms of order 1 and the loss is a difference of terms of order
   * |A|²: together below 1e-12 of the start for 400 steps.
   */
  @ParameterizedTest
  @CsvSource({"60, 20, 1.1, 0", "48, 32, 1.5, 0.5", "40, 40, 2, 0"})
  void isGradientDescentStepByStep(int n, int width, double a, double b) {
    double[] p = Reference.powerLaw(n, a, 1);
    float[] importance = Reference.narrow(Reference.importance(n, b));
    float[] embedding = Reference.unitRows(n, width, 0, 8);
    float[] start = Reference.gaussians(width * width, 0.1, 9);
    double learningRate = 0.9 * StabilityLimit.bottleneck(p, embedding, 0, width).population();
    BottleneckTrajectory ours =
        new BottleneckTrajectory(p, importance, embedding, 0, width, start, 0, learningRate);
    PopulationLoss moments = new PopulationLoss(p, importance, embedding, 0, width);
    double[][] g = square(moments.g(), width);
    double[][] m = square(moments.m(), width);
    double[][] target = square(moments.t(), width);
    double[][] s = Reference.matrix(start, 0, width, width);
    double first = moments.of(start, 0);
    double teacher = 2 * moments.of(new float[width * width], 0);
    for (int t = 0; t <= 400; t++) {
      double[][] gs = Reference.product(g, s);
      double[][] gsm = Reference.product(gs, m);
      double loss = teacher / 2;
      for (int k = 0; k < width; k++) {
        for (int l = 0; l < width; l++) {
          loss += s[k][l] * (gsm[k][l] / 2 - target[k][l]);
          s[k][l] -= learningRate * (gsm[k][l] - target[k][l]);
        }
      }
      assertThat(ours.loss(t)).as("t = %d", t).isCloseTo(loss, within(1e-12 * first));
    }
    assertThat(ours.loss(400)).isLessThan(0.9 * first);
    if (width == n) {
      assertThat(ours.floor()).isLessThan(1e-14 * first);
    }
  }

  /** The excess of a core is its loss less the floor, and nothing below that. */
  @Test
  void excessOfACore() {
    int n = 50;
    int width = 17;
    double[] p = Reference.powerLaw(n, 1.5, 8);
    float[] importance = Reference.narrow(Reference.importance(n, 0.5));
    float[] embedding = Reference.unitRows(n, width, 0, 1);
    float[] start = new float[width * width];
    BottleneckTrajectory ours =
        new BottleneckTrajectory(p, importance, embedding, 0, width, start, 0, 0.1);
    PopulationLoss loss = new PopulationLoss(p, importance, embedding, 0, width);
    for (int seed = 1; seed <= 3; seed++) {
      float[] core = Reference.gaussians(4 + width * width, 0.2 * seed, seed);
      double expected = loss.of(core, 4);
      assertThat(ours.floor() + ours.excess(core, 4)).isCloseTo(expected, within(1e-12 * expected));
    }
  }

  /** W = I is the identity student. */
  @Test
  void identityEmbeddingIsTheIdentityStudent() {
    int n = 24;
    double[] p = Reference.powerLaw(n, 1.5, 4);
    float[] importance = Reference.narrow(Reference.importance(n, 0.5));
    double[] a = new double[n];
    float[] embedding = new float[n * n];
    for (int i = 0; i < n; i++) {
      a[i] = importance[i];
      embedding[i * n + i] = 1;
    }
    float[] start = Reference.gaussians(n * n, 0.2, 4);
    IdentityTrajectory identity = new IdentityTrajectory(p, a, start, 0, 0.2);
    BottleneckTrajectory ours =
        new BottleneckTrajectory(p, importance, embedding, 0, n, start, 0, 0.2);
    for (long t : new long[] {0, 1, 30, 1000, 20_000}) {
      double loss = identity.loss(t);
      assertThat(ours.loss(t)).isCloseTo(loss, within(1e-11 * loss + 1e-15));
    }
  }

  /** The limit is where it turns; and {@link StabilityLimit}'s, by other means. */
  @Test
  void divergesAboveTheLimit() {
    int n = 40;
    int width = 10;
    double[] p = Reference.powerLaw(n, 1.5, 1);
    float[] importance = Reference.narrow(Reference.importance(n, 0));
    float[] embedding = Reference.unitRows(n, width, 0, 2);
    float[] start = Reference.gaussians(width * width, 0.1, 3);
    double limit = trajectory(p, importance, embedding, width, start, 1).stabilityLimit();
    assertThat(limit)
        .isCloseTo(
            StabilityLimit.bottleneck(p, embedding, 0, width).population(), within(2e-6 * limit));
    BottleneckTrajectory below = trajectory(p, importance, embedding, width, start, 0.999 * limit);
    BottleneckTrajectory above = trajectory(p, importance, embedding, width, start, 1.001 * limit);
    assertThat(below.excess(100_000)).isLessThan(below.excess(1000));
    assertThat(above.excess(10_000)).isGreaterThan(above.excess(1000));
    assertThat(above.loss(100_000_000)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  private static BottleneckTrajectory trajectory(
      double[] p,
      float[] importance,
      float[] embedding,
      int width,
      float[] start,
      double learningRate) {
    return new BottleneckTrajectory(p, importance, embedding, 0, width, start, 0, learningRate);
  }

  @Test
  void refusesWhatDoesNotFit() {
    double[] p = {0.5, 0.25};
    float[] one = {1, 1};
    float[] core = {0};
    assertThatThrownBy(() -> trajectory(p, new float[1], one, 1, core, 0.1))
        .hasMessage("importance has 1 entries, allowed is 2 as p has");
    assertThatThrownBy(() -> trajectory(p, one, new float[1], 1, core, 0.1))
        .hasMessageStartingWith("embedding has 1 entries");
    assertThatThrownBy(() -> trajectory(p, one, new float[6], 3, new float[9], 0.1))
        .hasMessage("width is 3, allowed is 1 to the number of features, 2");
    assertThatThrownBy(() -> trajectory(p, one, one, 1, new float[0], 0.1))
        .hasMessageStartingWith("core has 0 entries");
    assertThatThrownBy(() -> trajectory(p, one, new float[] {1, Float.NaN}, 1, core, 0.1))
        .hasMessage("embedding has an entry that is not finite");
    assertThatThrownBy(() -> trajectory(p, one, one, 1, core, -1))
        .hasMessageStartingWith("learning rate is -1.0");
  }

  private static double[][] square(double[] values, int n) {
    double[][] a = new double[n][n];
    for (int i = 0; i < n * n; i++) {
      a[i / n][i % n] = values[i];
    }
    return a;
  }
}
