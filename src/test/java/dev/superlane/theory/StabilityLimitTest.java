package dev.superlane.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StabilityLimitTest {
  @ParameterizedTest
  @CsvSource({"1.1, 1", "1.5, 8", "3, 1"})
  void identityIsTheDenseEigenvalue(double a, double density) {
    double[] p = Reference.powerLaw(50, a, density);
    double[] dense = Reference.eigenvalues(Reference.sigma(p));
    StabilityLimit limit = StabilityLimit.identity(p);
    assertThat(limit.gMax()).isEqualTo(1);
    assertThat(limit.population()).isCloseTo(2 / dense[49], within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1.5, 1",
    "2, 1, 1.5, 1",
    "20, 5, 1.1, 1",
    "120, 40, 1.5, 8",
    "60, 60, 3, 1",
    "300, 100, 1.1, 1",
    "64, 16, 0.1, 2"
  })
  void bottleneckIsTheDenseEigenvalues(int n, int width, double a, double density) {
    double[] p = Reference.powerLaw(n, a, density);
    float[] embedding = Reference.unitRows(n, width, 7, 21);
    double[][] rows = Reference.matrix(embedding, 7, n, width);
    double[][] columns = Reference.transpose(rows);
    double g = Reference.eigenvalues(Reference.product(columns, rows))[width - 1];
    double[][] moment = Reference.product(Reference.product(columns, Reference.sigma(p)), rows);
    double m = Reference.eigenvalues(moment)[width - 1];
    StabilityLimit limit = StabilityLimit.bottleneck(p, embedding, 7, width);
    assertThat(limit.gMax()).isCloseTo(g, within(1e-6 * g));
    assertThat(limit.mMax()).isCloseTo(m, within(1e-6 * m));
    assertThat(limit.population()).isCloseTo(2 / (g * m), within(2e-6 * 2 / (g * m)));
  }

  /** W = I: all eigenvalues of G equal, and M = Σ with clusters; W = 0: nothing to diverge. */
  @Test
  void degenerateEmbeddings() {
    int n = 40;
    float[] identity = new float[n * n];
    for (int i = 0; i < n; i++) {
      identity[i * n + i] = 1;
    }
    double[] p = Reference.powerLaw(n, 1.5, 8);
    StabilityLimit limit = StabilityLimit.bottleneck(p, identity, 0, n);
    double expected = StabilityLimit.identity(p).mMax();
    assertThat(limit.gMax()).isCloseTo(1, within(1e-12));
    assertThat(limit.mMax()).isCloseTo(expected, within(1e-6 * expected));

    StabilityLimit none = StabilityLimit.bottleneck(p, new float[n * 3], 0, 3);
    assertThat(none.gMax()).isZero();
    assertThat(none.population()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  /**
   * The limits quoted in the model's section on the linear bottleneck, two digits from one
   * embedding. Embeddings move the limit (standard deviation 2 % at a = 1.1), so the quoted one is
   * a draw: it must lie within 3 standard deviations of the mean of ours, besides its rounding.
   */
  @ParameterizedTest
  @CsvSource({"1.1, 0.98", "1.5, 0.42", "2, 0.27", "3, 0.20"})
  void quotedLimits(double a, double quoted) {
    double[] p = Reference.powerLaw(2048, a, 1);
    int draws = 6;
    double sum = 0;
    double squares = 0;
    for (int seed = 1; seed <= draws; seed++) {
      float[] embedding = Reference.unitRows(2048, 512, 0, seed);
      StabilityLimit limit = StabilityLimit.bottleneck(p, embedding, 0, 512);
      sum += limit.population();
      squares += limit.population() * limit.population();
      // Marchenko-Pastur edge (1 + √4)² = 9; Tracy-Widom: mean 8.94, standard deviation 0.07.
      assertThat(limit.gMax()).isBetween(8.94 - 4 * 0.07, 8.94 + 4 * 0.07);
    }
    double mean = sum / draws;
    double deviation = Math.sqrt((squares / draws - mean * mean) * draws / (draws - 1));
    assertThat(deviation).isLessThan(0.025 * mean);
    assertThat(mean).isCloseTo(quoted, within(3 * deviation + 0.005));
  }

  @ParameterizedTest
  @CsvSource({"0.2, 1", "0.2, 4", "1.1, 1", "1.1, 4", "1.5, 1", "1.5, 2", "1.5, 6", "3, 1", "3, 2"})
  void minibatchGuidelineAgainstTheExactRecursion(double a, double density) {
    double[] p = Reference.powerLaw(8, a, density);
    double sumP = 0;
    for (double value : p) {
      sumP += value;
    }
    for (int batch : new int[] {1, 2, 8, 64, 1024}) {
      double exact = Reference.meanSquareLimit(p, batch, 1e-4);
      double guideline = StabilityLimit.identity(p).minibatch(sumP, batch);
      // Safe (1e-4: the bisection's end), and not so safe that it costs half the speed.
      assertThat(guideline / exact).as("B = %d", batch).isBetween(0.5, 1 + 1e-4);
    }
  }

  @Test
  void largeBatchIsThePopulation() {
    StabilityLimit limit = new StabilityLimit(9, 0.5);
    assertThat(limit.population()).isEqualTo(2 / 4.5);
    assertThat(limit.minibatch(1, Integer.MAX_VALUE)).isCloseTo(2 / 4.5, within(1e-8));
  }

  @Test
  void refusesWhatIsOutOfRange() {
    double[] p = {0.5, 0.25};
    assertThatThrownBy(() -> new StabilityLimit(-1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StabilityLimit(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StabilityLimit.identity(new double[] {2}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StabilityLimit.bottleneck(p, new float[3], 0, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StabilityLimit.bottleneck(p, new float[] {1, Float.NaN}, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("embedding has an entry that is not finite");
    assertThatThrownBy(() -> new StabilityLimit(1, 1).minibatch(1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StabilityLimit(1, 1).minibatch(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
