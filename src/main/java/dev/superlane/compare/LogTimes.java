package dev.superlane.compare;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Logarithms of the times of one operation: one side of one row.
 *
 * <p>On this scale throughput and average time are the same numbers but for their sign, A against B
 * is B against A but for its sign, and a fork that is slower by some per cent counts the same for
 * fast and slow kernels.
 */
final class LogTimes {
  private final double[][] forks;
  private final double mean;
  private final double variance;

  /** Forks of any number of iterations; at least one of each. */
  LogTimes(Measurement measurement) {
    double sign = measurement.throughput() ? -1 : 1;
    forks =
        measurement.forks().stream()
            .map(fork -> Arrays.stream(fork).map(score -> sign * Math.log(score)).toArray())
            .toArray(double[][]::new);
    double[] means = Arrays.stream(forks).mapToDouble(LogTimes::mean).toArray();
    mean = mean(means);
    variance = Math.max(squares(means) / (means.length - 1), iterationVariance()) / means.length;
  }

  int forks() {
    return forks.length;
  }

  /** Whether every score was a number above 0. */
  boolean finite() {
    return Double.isFinite(mean);
  }

  /** The mean of the forks' means. */
  double mean() {
    return mean;
  }

  /**
   * Variance of {@link #mean}, unbiased or above; of one fork there is none (NaN).
   *
   * <p>A fork's mean varies by what is particular to the fork and by its iterations. Few forks may
   * lie closer together by chance than their iterations alone allow; then the iterations' noise
   * counts, as in a variance components estimate that is cut off at 0.
   */
  double variance() {
    return variance;
  }

  /** What the iterations contribute to the variance of a fork's mean, pooled over the forks. */
  private double iterationVariance() {
    double squares = 0;
    double reciprocals = 0;
    int degrees = 0;
    for (double[] fork : forks) {
      squares += squares(fork);
      degrees += fork.length - 1;
      reciprocals += 1.0 / fork.length;
    }
    return degrees == 0 ? 0 : squares / degrees * reciprocals / forks.length;
  }

  /** The mean of as many forks, drawn with replacement, and in each as many iterations. */
  double resampledMean(SplittableRandom random) {
    double sum = 0;
    for (int f = 0; f < forks.length; f++) {
      double[] fork = forks[random.nextInt(forks.length)];
      double of = 0;
      for (int i = 0; i < fork.length; i++) {
        of += fork[random.nextInt(fork.length)];
      }
      sum += of / fork.length;
    }
    return sum / forks.length;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Σ(x − x̄)². */
  private static double squares(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum;
  }
}
