package dev.superlane.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class GaussianTest {
  private static final int COUNT = 100_000;

  /** From an independent program; they pin the numbers that a seed stands for. */
  @Test
  void knownNumbers() {
    float[] out = new float[5];
    Gaussian.fill(out, 0, 5, 0.5, 42, Stream.CORE);
    assertThat(out)
        .containsExactly(
            -0.168317511677742f,
            0.437289297580719f,
            0.06736615300178528f,
            -0.6386998891830444f,
            0.5230147242546082f);
    float[] rows = new float[6];
    Gaussian.unitRows(rows, 0, 2, 3, 42);
    assertThat(rows)
        .containsExactly(
            -0.7285885810852051f,
            0.23672078549861908f,
            -0.6427456140518188f,
            0.7039636373519897f,
            -0.6857377290725708f,
            0.1849297136068344f);
  }

  @Test
  void fillsWhatIsAskedForAndNothingElse() {
    float[] whole = new float[101];
    Gaussian.fill(whole, 0, 101, 2, 9, Stream.CORE);
    float[] part = new float[20];
    Arrays.fill(part, Float.NaN);
    Gaussian.fill(part, 3, 7, 2, 9, Stream.CORE);
    assertThat(Arrays.copyOfRange(part, 3, 10)).containsExactly(Arrays.copyOf(whole, 7));
    assertThat(Arrays.copyOf(part, 3)).containsOnly(Float.NaN);
    assertThat(Arrays.copyOfRange(part, 10, 20)).containsOnly(Float.NaN);

    float[] embedding = new float[50];
    Arrays.fill(embedding, Float.NaN);
    Gaussian.unitRows(embedding, 5, 4, 5, 9);
    assertThat(Arrays.copyOf(embedding, 5)).containsOnly(Float.NaN);
    assertThat(Arrays.copyOfRange(embedding, 25, 50)).containsOnly(Float.NaN);
    float[] moreRows = new float[100];
    Gaussian.unitRows(moreRows, 0, 20, 5, 9);
    assertThat(Arrays.copyOfRange(embedding, 5, 25)).containsExactly(Arrays.copyOf(moreRows, 20));
  }

  @Test
  void isNormal() {
    double[] z = normals(5, Stream.CORE);
    assertNormal(z);
    // Both members of the pairs, and sums of neighbours: variance 2 only if they are independent.
    assertNormal(every(z, 0));
    assertNormal(every(z, 1));
    double[] within = new double[COUNT / 2];
    double[] across = new double[COUNT / 4];
    for (int i = 0; i < within.length; i++) {
      within[i] = (z[2 * i] + z[2 * i + 1]) / Math.sqrt(2);
    }
    for (int i = 0; i < across.length; i++) {
      across[i] = (z[4 * i + 1] + z[4 * i + 2]) / Math.sqrt(2);
    }
    assertNormal(within);
    assertNormal(across);
  }

  @Test
  void streamsAndSeedsAreIndependent() {
    double[] a = normals(5, Stream.CORE);
    double[] b = normals(6, Stream.CORE);
    double[] c = normals(5, Stream.EMBEDDING);
    for (double[] other : new double[][] {b, c}) {
      double[] sum = new double[COUNT];
      Arrays.setAll(sum, i -> (a[i] + other[i]) / Math.sqrt(2));
      assertNormal(sum);
    }
  }

  @Test
  void rowsHaveUnitNorm() {
    for (int width : new int[] {1, 2, 3, 7, 128}) {
      int rows = 50;
      float[] out = new float[rows * width];
      Gaussian.unitRows(out, 0, rows, width, 17);
      for (int r = 0; r < rows; r++) {
        double squares = 0;
        for (int k = 0; k < width; k++) {
          squares += (double) out[r * width + k] * out[r * width + k];
        }
        // Rounding to float moves each entry, so the norm too, by at most 2^-24; double by far
        // less.
        assertThat(Math.sqrt(squares)).isCloseTo(1, within(0x1p-23));
      }
    }
  }

  /**
   * A direction in 3 dimensions is uniform on the sphere: each coordinate is uniform in (-1, 1).
   */
  @Test
  void rowsPointEverywhereAlike() {
    int rows = 50_000;
    float[] out = new float[rows * 3];
    Gaussian.unitRows(out, 0, rows, 3, 18);
    for (int k = 0; k < 3; k++) {
      double[] coordinate = new double[rows];
      for (int r = 0; r < rows; r++) {
        coordinate[r] = out[3 * r + k];
      }
      double p =
          KolmogorovSmirnovTest.withDefaults().test(coordinate, x -> (x + 1) / 2).getPValue();
      assertThat(p).isGreaterThan(Significance.LEVEL);
    }
  }

  private static double[] normals(long seed, Stream stream) {
    float[] out = new float[COUNT];
    Gaussian.fill(out, 0, COUNT, 1, seed, stream);
    double[] z = new double[COUNT];
    Arrays.setAll(z, i -> out[i]);
    return z;
  }

  private static double[] every(double[] z, int second) {
    double[] half = new double[z.length / 2];
    Arrays.setAll(half, i -> z[2 * i + second]);
    return half;
  }

  private static void assertNormal(double[] z) {
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double p =
        KolmogorovSmirnovTest.withDefaults().test(z, normal::cumulativeProbability).getPValue();
    assertThat(p).isGreaterThan(Significance.LEVEL);
  }
}
