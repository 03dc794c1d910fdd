package dev.superlane.data;

import static dev.superlane.data.Significance.assertBinomial;
import static dev.superlane.data.Significance.assertIndependent;
import static dev.superlane.data.Significance.assertLaw;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The law of the samples: a product of Bernoullis times uniforms. */
class BatchLawTest {
  private static final int ROWS = 1000;
  private static final int STEPS = 200;
  private static final int SAMPLES = ROWS * STEPS;

  /** For independence: frequent features, a segment's end between them (p = 0.75 … 0.11). */
  private static final Spectrum FREQUENT = Spectrum.power(24, 0.6, 6);

  static List<Spectrum> spectra() {
    double[] zeros = new double[100];
    for (int i = 3; i < 90; i += 1 + i % 4) {
      zeros[i] = 1 + i % 7;
    }
    return List.of(
        Spectrum.power(512, 1.5, 1),
        Spectrum.power(256, 1.1, 4),
        Spectrum.power(2048, 2, 0.01),
        // Clipped: several p = 1.
        Spectrum.power(128, 1, 40),
        Spectrum.exponential(200, 7, 3),
        Spectrum.linear(300, 12),
        // E near N: p = 1 or close to it, a segment every few features.
        Spectrum.linear(100, 90),
        Spectrum.power(100, 0.02, 98),
        // Tiny p: most never appear.
        Spectrum.linear(4096, 1e-4),
        Spectrum.exponential(400, 10, 1),
        Spectrum.counts(zeros, 5),
        Spectrum.counts(zeros, 45));
  }

  @ParameterizedTest
  @MethodSource("spectra")
  void frequenciesAndNumberOfActiveFeatures(Spectrum spectrum) {
    int features = spectrum.features();
    BatchSampler sampler = new BatchSampler(spectrum, 11);
    SparseBatch batch = SparseBatch.forSpectrum(spectrum, ROWS);
    int[] counts = new int[features];
    long[] active = new long[features + 1];
    for (int step = 0; step < STEPS; step++) {
      sampler.sample(Stream.BATCH, step, ROWS, batch);
      for (int j = 0; j < batch.nonZeros(); j++) {
        counts[batch.indices[j]]++;
      }
      for (int r = 0; r < ROWS; r++) {
        active[batch.rowOffsets[r + 1] - batch.rowOffsets[r]]++;
      }
    }
    for (int i = 0; i < features; i++) {
      double p = spectrum.probability(i);
      if (p == 0 || p == 1) {
        assertThat(counts[i]).isEqualTo(p == 0 ? 0 : SAMPLES);
      }
      assertBinomial("feature " + i, counts[i], SAMPLES, p, features);
    }
    double[] law = poissonBinomial(spectrum);
    if (spectrum.sum() >= 0.1) {
      for (int k = 0; k < law.length; k++) {
        law[k] *= SAMPLES;
      }
      assertLaw("number of active features", active, law);
    } else {
      // Too rare for cells: only whether a sample is empty.
      assertBinomial("empty samples", (int) active[0], SAMPLES, law[0], 1);
    }
  }

  /** P(k of the features are active), k = 0 … N, one feature after the other. */
  private static double[] poissonBinomial(Spectrum spectrum) {
    double[] law = new double[spectrum.features() + 1];
    law[0] = 1;
    for (int i = 0; i < spectrum.features(); i++) {
      double p = spectrum.probability(i);
      for (int k = i + 1; k > 0; k--) {
        law[k] = law[k] * (1 - p) + law[k - 1] * p;
      }
      law[0] *= 1 - p;
    }
    return law;
  }

  @Test
  void valuesAreUniform() {
    Spectrum spectrum = Spectrum.power(512, 1.5, 2);
    SparseBatch batch = SparseBatch.forSpectrum(spectrum, 50_000);
    new BatchSampler(spectrum, 12).sample(Stream.BATCH, 0, 50_000, batch);
    double[] values = new double[batch.nonZeros()];
    for (int j = 0; j < values.length; j++) {
      values[j] = batch.values[j];
      // Odd multiples of 2^-23 strictly between 0 and 2.
      double k = values[j] * 0x1p23;
      assertThat(k % 2).isEqualTo(1);
      assertThat(k).isBetween(1.0, 0x1p24 - 1);
    }
    assertUniform(values);
    // The low bits of k too, as fractions of 2^11 steps.
    double[] low = Arrays.stream(values).map(v -> v * 0x1p11 % 1 * 2).toArray();
    assertUniform(low);
  }

  /** Steps of 2^-22 are far finer than the √n/n ≈ 2^-8 that the test sees. */
  private static void assertUniform(double[] values) {
    double p = KolmogorovSmirnovTest.withDefaults().test(values, x -> x / 2).getPValue();
    assertThat(p).isGreaterThan(Significance.LEVEL);
  }

  @Test
  void pairsOfFeaturesAreIndependent() {
    assertPairs("same row", together(0, 0), true);
  }

  @Test
  void successiveRowsAreIndependent() {
    assertPairs("next row", together(1, 0), false);
  }

  @Test
  void successiveStepsAreIndependent() {
    assertPairs("next step", together(0, 1), false);
  }

  /**
   * How often feature i is active in one sample and feature j in its partner, rows and steps later.
   * Partners are disjoint pairs, so that the samples of pairs are independent of each other.
   */
  private static int[][] together(int rowsLater, int stepsLater) {
    int features = FREQUENT.features();
    boolean[] first = new boolean[features];
    boolean[] second = new boolean[features];
    int[][] counts = new int[features][features];
    BatchSampler sampler = new BatchSampler(FREQUENT, 13);
    SparseBatch batch = SparseBatch.forSpectrum(FREQUENT, ROWS);
    SparseBatch later = SparseBatch.forSpectrum(FREQUENT, ROWS);
    for (int step = 0; step < STEPS; step += 1 + stepsLater) {
      sampler.sample(Stream.BATCH, step, ROWS, batch);
      sampler.sample(Stream.BATCH, step + stepsLater, ROWS, later);
      for (int row = 0; row < ROWS; row += 1 + rowsLater) {
        mark(batch, row, first);
        mark(later, row + rowsLater, second);
        for (int i = 0; i < features; i++) {
          for (int j = 0; j < features; j++) {
            counts[i][j] += first[i] && second[j] ? 1 : 0;
          }
        }
      }
    }
    return counts;
  }

  private static void mark(SparseBatch batch, int row, boolean[] active) {
    Arrays.fill(active, false);
    for (int j = batch.rowOffsets[row]; j < batch.rowOffsets[row + 1]; j++) {
      active[batch.indices[j]] = true;
    }
  }

  private static void assertPairs(String what, int[][] counts, boolean sameSample) {
    int features = counts.length;
    for (int i = 0; i < features; i++) {
      for (int j = 0; j < features; j++) {
        double p = FREQUENT.probability(i) * (sameSample && i == j ? 1 : FREQUENT.probability(j));
        assertBinomial(
            what + " " + i + ", " + j,
            counts[i][j],
            sameSample ? SAMPLES : SAMPLES / 2,
            p,
            features * features);
      }
    }
  }

  /** A feature and its value come from the same 128 random bits, the next feature from the next. */
  @Test
  void valuesAreIndependentOfFeaturesAndNeighbours() {
    int features = FREQUENT.features();
    long[][] valueOfFeature = new long[8][features];
    long[][] nextFeature = new long[8][features];
    long[][] nextValue = new long[8][8];
    long[][] ofNextRow = new long[8][8];
    BatchSampler sampler = new BatchSampler(FREQUENT, 14);
    SparseBatch batch = SparseBatch.forSpectrum(FREQUENT, ROWS);
    for (int step = 0; step < STEPS; step++) {
      sampler.sample(Stream.BATCH, step, ROWS, batch);
      for (int r = 0; r < ROWS; r++) {
        int from = batch.rowOffsets[r];
        int to = batch.rowOffsets[r + 1];
        // One entry or pair a row, at most: rows are independent, so the tables' counts are too.
        if (to - from >= 1) {
          int pick = from + r % (to - from);
          valueOfFeature[eighth(batch.values[pick])][batch.indices[pick]]++;
        }
        if (to - from >= 2) {
          nextValue[eighth(batch.values[from])][eighth(batch.values[from + 1])]++;
          nextFeature[eighth(batch.values[from])][batch.indices[from + 1]]++;
        }
        if (r % 2 == 0 && from < to && to < batch.rowOffsets[r + 2]) {
          ofNextRow[eighth(batch.values[from])][eighth(batch.values[to])]++;
        }
      }
    }
    assertIndependent("value and its feature", valueOfFeature);
    // Feature 0 is never the second of a row; the last few too rarely for a cell.
    assertIndependent("value and the next feature", columns(nextFeature, 1, 12));
    assertIndependent("successive values in a row", nextValue);
    assertIndependent("first values of successive rows", ofNextRow);
  }

  private static int eighth(float value) {
    return (int) (value * 4);
  }

  private static long[][] columns(long[][] table, int from, int to) {
    return Arrays.stream(table)
        .map(row -> Arrays.copyOfRange(row, from, to))
        .toArray(long[][]::new);
  }
}
