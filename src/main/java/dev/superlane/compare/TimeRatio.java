package dev.superlane.compare;

import dev.superlane.fit.StudentT;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How long B takes for what A takes 1 for, as logarithms: above 0 B is slower.
 *
 * <p>The 95 % interval is the wider of two at each end:
 *
 * <ul>
 *   <li>The percentiles of a hierarchical bootstrap: forks drawn with replacement, and in each its
 *       iterations (Kalibera and Jones, "Rigorous benchmarking in reasonable time", 2013). They
 *       follow the skew that slow iterations and odd forks bring.
 *   <li>Student's t interval over the forks (Welch's, for two variances).
 * </ul>
 *
 * <p>The second is there for few forks. A resampled mean never leaves the range of the forks, so
 * the bootstrap leaves out 0 whenever all forks of one side lie beyond all of the other: of a thing
 * and itself, 3 forks each, in 2 of 6!/(3!·3!) = 20 orders. No resampling of 3 forks can honour
 * more than 90 %, and with 2/3 of the variance percentiles honour less. What is beyond the range of
 * the forks can only come from an assumption, here that their logarithms are roughly normal.
 *
 * @param log the difference of the forks' mean logarithms of time, B − A
 * @param low of the interval, as is {@code high}
 * @param error standard error of {@code log}
 * @param degrees of freedom of that error, by Welch and Satterthwaite
 */
record TimeRatio(double log, double low, double high, double error, double degrees) {
  static final double LEVEL = 0.05;
  private static final int REPLICATES = 1999;

  /** The same draws in each run. */
  private static final long SEED = 1;

  /** For 2 forks and more on both sides. */
  static TimeRatio of(LogTimes a, LogTimes b) {
    double log = b.mean() - a.mean();
    double error = Math.sqrt(a.variance() + b.variance());
    double degrees = degrees(a, b);
    double student = StudentT.critical(LEVEL, degrees) * error;
    double[] replicates = replicates(a, b);
    int outside = (int) ((REPLICATES + 1) * LEVEL / 2) - 1;
    return new TimeRatio(
        log,
        Math.min(log - student, replicates[outside]),
        Math.max(log + student, replicates[REPLICATES - 1 - outside]),
        error,
        degrees);
  }

  private static double degrees(LogTimes a, LogTimes b) {
    double both = a.variance() + b.variance();
    if (both == 0) {
      return a.forks() + b.forks() - 2;
    }
    double shareA = a.variance() / both;
    double shareB = b.variance() / both;
    return 1 / (shareA * shareA / (a.forks() - 1) + shareB * shareB / (b.forks() - 1));
  }

  /** Sorted. */
  static double[] replicates(LogTimes a, LogTimes b) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] replicates = new double[REPLICATES];
    for (int r = 0; r < REPLICATES; r++) {
      replicates[r] = b.resampledMean(random) - a.resampledMean(random);
    }
    Arrays.sort(replicates);
    return replicates;
  }

  /**
   * Student's p, two-sided, for the hypothesis that the true ratio lies within the threshold.
   *
   * @param threshold a logarithm, as all here
   */
  double p(double threshold) {
    double beyond = Math.abs(log) - threshold;
    return beyond <= 0 ? 1 : StudentT.tails(beyond / error, degrees);
  }

  /**
   * The least slowdown that a comparison of this noise finds in 9 of 10 repeats.
   *
   * <p>It is found where the interval, and the test at its level, leave the threshold behind. The
   * noise is known from few forks, and where it is underestimated the statement is too good, so 95
   * % by Student's distribution are asked for rather than 90.
   *
   * @param level what Holm's correction may ask of the row
   */
  double smallest(double threshold, double level) {
    double clear = Math.max(log - low, StudentT.critical(level, degrees) * error);
    return threshold + clear + StudentT.critical(2 * 0.05, degrees) * error;
  }
}
