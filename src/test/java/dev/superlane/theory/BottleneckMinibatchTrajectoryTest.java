package dev.superlane.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BottleneckMinibatchTrajectoryTest {
  /**
   * Against the moments of the whole core at once, E[s sᵀ] with s = (vec S, 1), each step an
   * expectation over all inputs: a sample moves s by a matrix T(x), so E[s sᵀ] becomes (1 − 1/B) T̄
   * E[s sᵀ] T̄ᵀ + E_x[T E[s sᵀ] Tᵀ]/B, and the loss is linear in it. The uniform values are
   * replaced by the three nodes of Gauss and Legendre, which have the same first five moments, and
   * every joint state is visited. Ours divides by √m, of a condition below 10² here: 50 steps,
   * 1e-11.
   */
  @ParameterizedTest
  @CsvSource({
    "4, 2, 1, 0.5, 1, 0.3",
    "4, 2, 2, 2, 4, 0.9", // a clipped feature
    "5, 3, 1.5, 1, 2, 0.5",
    "5, 1, 1.1, 1, 16, 0.5",
    "3, 3, 1.5, 1, 3, 0.4",
    "4, 2, 1, 0.5, 1, 4" // diverges
  })
  void isTheMeanOverAllInputs(
      int n, int width, double a, double density, int batch, double learningRate) {
    double[] p = Reference.powerLaw(n, a, density);
    float[] importance = Reference.narrow(Reference.importance(n, 0.5));
    float[] embedding = Reference.unitRows(n, width, 3, 5);
    float[] start = Reference.gaussians(2 + width * width, 0.5, 6);
    EveryInput every = new EveryInput(p, importance, embedding, 3, width, batch, learningRate);
    every.start(start, 2);
    BottleneckMinibatchTrajectory ours =
        new BottleneckMinibatchTrajectory(
            p, importance, embedding, 3, width, start, 2, batch, learningRate);
    for (int t = 0; t <= 50; t++) {
      double loss = every.loss();
      assertThat(ours.loss()).as("t = %d", t).isCloseTo(loss, within(1e-11 * loss));
      assertThat(ours.floor() + ours.excess()).isCloseTo(loss, within(1e-11 * loss));
      ours.advance();
      every.advance();
    }
  }

  /** W = I is the identity student, without a noise floor. */
  @Test
  void identityEmbeddingIsTheIdentityStudent() {
    int n = 16;
    double[] p = Reference.powerLaw(n, 1.5, 4);
    float[] importance = Reference.narrow(Reference.importance(n, 0.5));
    double[] a = new double[n];
    float[] embedding = new float[n * n];
    for (int i = 0; i < n; i++) {
      a[i] = importance[i];
      embedding[i * n + i] = 1;
    }
    float[] start = Reference.gaussians(n * n, 0.2, 4);
    MinibatchTrajectory identity = new MinibatchTrajectory(p, a, start, 0, 8, 0.1);
    BottleneckMinibatchTrajectory ours =
        new BottleneckMinibatchTrajectory(p, importance, embedding, 0, n, start, 0, 8, 0.1);
    for (int t = 0; t <= 300; t++) {
      assertThat(ours.loss()).isCloseTo(identity.loss(), within(1e-11 * identity.loss()));
      ours.advance();
      identity.advance();
    }
  }

  /** An endless batch is {@link BottleneckTrajectory}'s population gradient. */
  @Test
  void anEndlessBatchIsThePopulationGradient() {
    int n = 30;
    int width = 10;
    double[] p = Reference.powerLaw(n, 1.2, 2);
    float[] importance = Reference.narrow(Reference.importance(n, 0.3));
    float[] embedding = Reference.unitRows(n, width, 0, 5);
    float[] start = Reference.gaussians(width * width, 0.1, 6);
    BottleneckTrajectory population =
        new BottleneckTrajectory(p, importance, embedding, 0, width, start, 0, 0.1);
    BottleneckMinibatchTrajectory ours =
        new BottleneckMinibatchTrajectory(
            p, importance, embedding, 0, width, start, 0, Integer.MAX_VALUE, 0.1);
    for (int t = 0; t <= 200; t++) {
      double excess = population.excess(t);
      assertThat(ours.excess()).as("t = %d", t).isCloseTo(excess, within(1e-6 * excess));
      ours.advance();
    }
  }

  /** It ends above the floor, at a height that does not move and for small η/B goes with η/B. */
  @Test
  void endsAtItsNoiseFloor() {
    double noise = noiseFloor(64, 0.1);
    assertThat(noise).isGreaterThan(0);
    assertThat(noiseFloor(64, 0.05) / noise).isBetween(0.4, 0.5);
    assertThat(noiseFloor(128, 0.1) / noise).isBetween(0.4, 0.5);
  }

  private static double noiseFloor(int batch, double learningRate) {
    int n = 8;
    int width = 3;
    double[] p = Reference.powerLaw(n, 1, 2);
    float[] importance = Reference.narrow(Reference.importance(n, 0.3));
    float[] embedding = Reference.unitRows(n, width, 0, 5);
    BottleneckMinibatchTrajectory ours =
        new BottleneckMinibatchTrajectory(
            p, importance, embedding, 0, width, new float[9], 0, batch, learningRate);
    for (int t = 0; t < 4000; t++) {
      ours.advance();
    }
    double before = ours.excess();
    for (int t = 0; t < 1000; t++) {
      ours.advance();
    }
    assertThat(ours.excess()).isCloseTo(before, within(1e-9 * before));
    return before;
  }

  @Test
  void refusesWhatDoesNotFit() {
    double[] p = {0.5, 0.25};
    float[] one = {1, 1};
    float[] core = {0};
    assertThatThrownBy(() -> new BottleneckMinibatchTrajectory(p, one, one, 0, 1, core, 0, 0, 0.1))
        .hasMessage("batch is 0, allowed is 1 or more");
    assertThatThrownBy(() -> new BottleneckMinibatchTrajectory(p, one, one, 0, 1, core, 0, 1, 0))
        .hasMessage("learning rate is 0.0, allowed is a finite number above 0");
    assertThatThrownBy(
            () -> new BottleneckMinibatchTrajectory(p, one, new float[1], 0, 1, core, 0, 1, 0.1))
        .hasMessageStartingWith("embedding has 1 entries");
    assertThatThrownBy(() -> new BottleneckMinibatchTrajectory(p, one, one, 0, 1, core, 1, 1, 0.1))
        .hasMessageStartingWith("core has 0 entries");
  }
}
