package dev.superlane.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PopulationLossTest {
  /**
   * What is summed is below 10³ in size and N³ terms at most: 1e-11 leaves room, 1e-9 would not
   * see.
   */
  private static final double ROUNDING = 1e-11;

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "7, 1.5, 1", "33, 1.1, 8", "40, 3, 4"})
  void identityIsTheTrace(int n, double a, double density) {
    double[] p = Reference.powerLaw(n, a, density);
    float[] importance = Reference.narrow(Reference.importance(n, 0.3));
    int offset = 5;
    float[] core = Reference.gaussians(offset + n * n, 0.4, 11);
    double[][] d = Reference.matrix(core, offset, n, n);
    for (int k = 0; k < n; k++) {
      d[k][k] -= importance[k];
    }
    double expected = Reference.loss(d, Reference.sigma(p));
    assertThat(PopulationLoss.identity(p, importance, core, offset))
        .isCloseTo(expected, within(ROUNDING * expected));
  }

  /** N×N matrices all the way: (WᵀSW − A) Σ (WᵀSW − A)ᵀ; widths around the block of 16. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "9, 3, 1",
    "40, 15, 4",
    "40, 16, 1",
    "50, 17, 8",
    "30, 30, 1",
    "70, 45, 1"
  })
  void bottleneckIsTheTrace(int n, int width, double density) {
    double[] p = Reference.powerLaw(n, 1.5, density);
    float[] importance = Reference.narrow(Reference.importance(n, 0.5));
    float[] embedding = Reference.unitRows(n, width, 3, 5);
    float[] core = Reference.gaussians(2 + width * width, 0.5, 6);
    double[][] rows = Reference.matrix(embedding, 3, n, width); // Wᵀ
    double[][] columns = Reference.transpose(rows); // W
    double[][] s = Reference.matrix(core, 2, width, width);
    double[][] sigma = Reference.sigma(p);
    double[] a = new double[n];
    for (int i = 0; i < n; i++) {
      a[i] = importance[i];
    }
    double[][] d = Reference.product(Reference.product(rows, s), columns);
    for (int k = 0; k < n; k++) {
      d[k][k] -= a[k];
    }
    double expected = Reference.loss(d, sigma);

    PopulationLoss loss = new PopulationLoss(p, importance, embedding, 3, width);
    assertThat(loss.of(core, 2)).isCloseTo(expected, within(ROUNDING * expected));
    assertMatrix(loss.g(), Reference.product(columns, rows));
    assertMatrix(loss.m(), Reference.product(Reference.product(columns, sigma), rows));
    double[][] taught = Reference.product(Reference.diagonal(a), sigma);
    assertMatrix(loss.t(), Reference.product(Reference.product(columns, taught), rows));
  }

  private static void assertMatrix(double[] actual, double[][] expected) {
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected.length; j++) {
        assertThat(actual[i * expected.length + j])
            .as("row %d, column %d", i, j)
            .isCloseTo(expected[i][j], within(1e-13));
      }
    }
  }

  /** g_S = G S M − T is the derivative: L is quadratic, so central differences are exact. */
  @Test
  void gradientIsGsmMinusT() {
    int n = 30;
    int width = 8;
    double[] p = Reference.powerLaw(n, 1.2, 2);
    float[] importance = Reference.narrow(Reference.importance(n, 0.5));
    float[] embedding = Reference.unitRows(n, width, 0, 8);
    float[] core = new float[width * width];
    for (int i = 0; i < core.length; i++) {
      core[i] = (i * 7 % 32 - 16) / 16f; // exact with ± 1/8 added
    }
    PopulationLoss loss = new PopulationLoss(p, importance, embedding, 0, width);
    double[][] g = square(loss.g(), width);
    double[][] m = square(loss.m(), width);
    double[][] s = Reference.matrix(core, 0, width, width);
    double[][] gsm = Reference.product(Reference.product(g, s), m);
    for (int i = 0; i < core.length; i++) {
      float old = core[i];
      core[i] = old + 0.125f;
      double up = loss.of(core, 0);
      core[i] = old - 0.125f;
      double down = loss.of(core, 0);
      core[i] = old;
      double gradient = gsm[i / width][i % width] - loss.t()[i];
      assertThat((up - down) / 0.25).isCloseTo(gradient, within(1e-11));
    }
  }

  private static double[][] square(double[] values, int n) {
    double[][] a = new double[n][n];
    for (int i = 0; i < n * n; i++) {
      a[i / n][i % n] = values[i];
    }
    return a;
  }

  /** The same number as a sample mean of ½|ŷ − y*|² over the data's definition, within 5 σ. */
  @Test
  void isTheMeanOverSamples() {
    int n = 12;
    int width = 4;
    double[] p = Reference.powerLaw(n, 1.2, 3);
    float[] importance = Reference.narrow(Reference.importance(n, 0.5));
    float[] embedding = Reference.unitRows(n, width, 0, 1);
    float[] core = Reference.gaussians(width * width, 0.5, 2);
    double[][] rows = Reference.matrix(embedding, 0, n, width);
    double[][] map =
        Reference.product(
            Reference.product(rows, Reference.matrix(core, 0, width, width)),
            Reference.transpose(rows));
    Random random = new Random(3);
    int samples = 200_000;
    double sum = 0;
    double squares = 0;
    double[] x = new double[n];
    for (int sample = 0; sample < samples; sample++) {
      for (int i = 0; i < n; i++) {
        x[i] = random.nextDouble() < p[i] ? 2 * random.nextDouble() : 0;
      }
      double loss = 0;
      for (int k = 0; k < n; k++) {
        double r = -importance[k] * x[k];
        for (int j = 0; j < n; j++) {
          r += map[k][j] * x[j];
        }
        loss += r * r / 2;
      }
      sum += loss;
      squares += loss * loss;
    }
    double mean = sum / samples;
    double error = Math.sqrt((squares / samples - mean * mean) / samples);
    assertThat(new PopulationLoss(p, importance, embedding, 0, width).of(core, 0))
        .isCloseTo(mean, within(5 * error));
  }

  /** With W = I the bottleneck is the identity student. */
  @Test
  void identityEmbeddingIsTheIdentityStudent() {
    int n = 20;
    double[] p = Reference.powerLaw(n, 1.5, 4);
    float[] importance = Reference.narrow(Reference.importance(n, 0.5));
    float[] embedding = new float[n * n];
    for (int i = 0; i < n; i++) {
      embedding[i * n + i] = 1;
    }
    float[] core = Reference.gaussians(n * n, 0.3, 4);
    double expected = PopulationLoss.identity(p, importance, core, 0);
    assertThat(new PopulationLoss(p, importance, embedding, 0, n).of(core, 0))
        .isCloseTo(expected, within(ROUNDING * expected));
  }

  @Test
  void refusesWhatDoesNotFit() {
    double[] p = {0.5, 0.25};
    float[] one = {1, 1};
    assertThatThrownBy(() -> PopulationLoss.identity(p, new float[1], new float[4], 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PopulationLoss.identity(p, one, new float[4], 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("core has 3 entries from offset 1, allowed is 2 x 2 or more, both 1 or more");
    assertThatThrownBy(() -> new PopulationLoss(p, one, new float[3], 0, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PopulationLoss(p, one, new float[3], 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PopulationLoss(p, one, new float[2], 0, 1).of(new float[0], 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
