package dev.superlane.compare;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Logarithms of the times of one operation, a fork each: one side of one row.
 *
 * <p>A fork counts with the mean speed of its iterations, operations per time: iterations have the
 * same duration, so that is all operations by all time, in throughput and average time alike, and
 * an iteration that stood still counts as one without operations, no more. On the logarithmic scale
 * A against B is B against A but for its sign, and a fork that is slower by some per cent counts
 * the same for fast and slow kernels.
 */
final class LogTimes {
  /** Speeds, in whatever unit the scores imply. */
  private final double[][] forks;

  private final double mean;
  private final double variance;

  /** Forks of any number of iterations; at least one of each. */
  LogTimes(Measurement measurement) {
    forks =
        measurement.forks().stream()
            .map(fork -> measurement.throughput() ? fork : reciprocals(fork))
            .toArray(double[][]::new);
    double[] times = Arrays.stream(forks).mapToDouble(fork -> -Math.log(mean(fork))).toArray();
    mean = mean(times);
    variance = Math.max(squares(times) / (times.length - 1), iterationVariance()) / times.length;
  }

  private static double[] reciprocals(double[] times) {
    return Arrays.stream(times).map(time -> 1 / time).toArray();
  }

  int forks() {
    return forks.length;
  }

  /** Whether every score is a number above 0. */
  boolean positive() {
    return Arrays.stream(forks)
        .flatMapToDouble(Arrays::stream)
        .allMatch(speed -> speed > 0 && speed < Double.POSITIVE_INFINITY);
  }

  /** The mean over the forks. */
  double mean() {
    return mean;
  }

  /**
   * Variance of {@link #mean}, unbiased or above; of one fork there is none (NaN).
   *
   * <p>A fork's time varies by what is particular to the fork and by its iterations. Few forks may
   * lie closer together by chance than their iterations alone allow; then the iterations' noise
   * counts, as in a variance components estimate that is cut off at 0.
   */
  double variance() {
    return variance;
  }

  /** What the iterations contribute to the variance of a fork, pooled over the forks. */
  private double iterationVariance() {
    double squares = 0;
    double reciprocals = 0;
    int degrees = 0;
    for (double[] fork : forks) {
      // Relative to the fork's speed: to first order the variance of the logarithm.
      squares += squares(fork) / (mean(fork) * mean(fork));
      degrees += fork.length - 1;
      reciprocals += 1.0 / fork.length;
    }
    return degrees == 0 ? 0 : squares / degrees * reciprocals / forks.length;
  }

  /** The same mean of as many forks, drawn with replacement, and in each as many iterations. */
  double resampledMean(SplittableRandom random) {
    double sum = 0;
    for (int f = 0; f < forks.length; f++) {
      double[] fork = forks[random.nextInt(forks.length)];
      double of = 0;
      for (int i = 0; i < fork.length; i++) {
        of += fork[random.nextInt(fork.length)];
      }
      sum -= Math.log(of / fork.length);
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
