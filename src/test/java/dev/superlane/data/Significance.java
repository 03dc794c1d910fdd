package dev.superlane.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.inference.ChiSquareTest;

/**
 * Statistical checks on fixed seeds: a right implementation would fail one of them for 1 seed in
 * 10^6.
 */
final class Significance {
  static final double LEVEL = 1e-6;

  private Significance() {}

  /** Exact two-sided binomial test, one of {@code tests} that share the level (Bonferroni). */
  static void assertBinomial(String what, int count, int trials, double p, int tests) {
    BinomialDistribution law = BinomialDistribution.of(trials, p);
    double below = law.cumulativeProbability(count);
    double above = law.survivalProbability(count - 1);
    assertThat(Math.min(below, above))
        .as("%s: %d of %d, expected %.3f", what, count, trials, trials * p)
        .isGreaterThan(LEVEL / (2.0 * tests));
  }

  /**
   * Pearson's test of counts against expected counts; neighbours are merged until each cell expects
   * at least 100, where the chi-square law holds far into its tail.
   */
  static void assertLaw(String what, long[] observed, double[] expected) {
    double[] mergedExpected = new double[expected.length];
    long[] mergedObserved = new long[expected.length];
    int cells = 0;
    for (int i = 0; i < expected.length; i++) {
      mergedExpected[cells] += expected[i];
      mergedObserved[cells] += observed[i];
      if (mergedExpected[cells] >= 100) {
        cells++;
      }
    }
    // What is left over joins the last full cell.
    if (cells < expected.length) {
      mergedExpected[cells - 1] += mergedExpected[cells];
      mergedObserved[cells - 1] += mergedObserved[cells];
    }
    assertThat(cells).as("cells of " + what).isGreaterThan(2);
    double p =
        ChiSquareTest.withDefaults()
            .test(Arrays.copyOf(mergedExpected, cells), Arrays.copyOf(mergedObserved, cells))
            .getPValue();
    assertThat(p).as(what).isGreaterThan(LEVEL);
  }

  /** Pearson's test of independence of a table's rows and columns. */
  static void assertIndependent(String what, long[][] table) {
    assertThat(ChiSquareTest.withDefaults().test(table).getPValue()).as(what).isGreaterThan(LEVEL);
  }
}
