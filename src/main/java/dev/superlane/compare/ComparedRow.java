package dev.superlane.compare;

import java.util.Arrays;

/**
 * One row of both sides and what can be said about it.
 *
 * @param ratio of times, B to A; null where the row has no interval
 * @param p of the test against the threshold, corrected for all rows; 1 where there is none
 * @param smallest the least slowdown that could have been seen, as a ratio of times; infinite where
 *     none could
 * @param reason why nothing can be said where the interval alone does not show it, else empty
 */
record ComparedRow(
    String label,
    Measurement a,
    Measurement b,
    TimeRatio ratio,
    double p,
    double smallest,
    Verdict verdict,
    String reason) {

  /**
   * A row with an interval.
   *
   * @param threshold a logarithm
   * @param corrected the p-value after Holm
   * @param tests the number of rows with an interval
   */
  static ComparedRow of(
      Pairs.Pair pair, TimeRatio ratio, double threshold, double corrected, int tests) {
    boolean slower = ratio.low() > threshold;
    boolean clear = slower || ratio.high() < -threshold;
    boolean same = ratio.low() >= -threshold && ratio.high() <= threshold;
    Verdict verdict = same ? Verdict.SAME : Verdict.TOO_NOISY_TO_SAY;
    String reason = "";
    if (clear && corrected <= TimeRatio.LEVEL) {
      verdict = slower ? Verdict.SLOWER : Verdict.FASTER;
    } else if (clear) {
      reason = "clear by itself, but one of %d rows may be so by chance".formatted(tests);
    }
    double smallest = Math.exp(ratio.smallest(threshold, TimeRatio.LEVEL / tests));
    return new ComparedRow(
        pair.label(), pair.a(), pair.b(), ratio, corrected, smallest, verdict, reason);
  }

  static ComparedRow withoutInterval(Pairs.Pair pair, String reason) {
    return new ComparedRow(
        pair.label(),
        pair.a(),
        pair.b(),
        null,
        1,
        Double.POSITIVE_INFINITY,
        Verdict.TOO_NOISY_TO_SAY,
        reason);
  }

  /** Ratio of times, B to A, also of a row without an interval. */
  double timeRatio() {
    return Math.exp(new LogTimes(b).mean() - new LogTimes(a).mean());
  }

  /** The mean of all iterations of a side, forks with equal weight. */
  static double score(Measurement side) {
    return side.forks().stream()
        .mapToDouble(fork -> Arrays.stream(fork).average().orElseThrow())
        .average()
        .orElseThrow();
  }
}
