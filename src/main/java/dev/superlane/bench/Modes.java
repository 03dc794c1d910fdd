package dev.superlane.bench;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Two groups that a benchmark's forks fall into, as where one JVM in two compiles it another way.
 *
 * <p>The rule: of the ordered logarithms of the forks' means the largest gap that leaves two forks
 * and more on both sides is divided by the standard deviation within the two groups. It names a
 * benchmark bimodal where that is more than all but one in a thousand samples of as many normal
 * deviates reach, found by drawing them. So of benchmarks whose forks are log-normal one in a
 * thousand is named falsely, whatever their spread, and as few of normal ones whose spread is small
 * beside their mean. A gap under 1 % is not named. The bound is 54 such deviations for 4 forks, 25
 * for 5, 6.0 for 10 and 2.9 for 20: few forks only show modes that lie far apart. Of forks with a
 * long tail (1 + 0.1 × an exponential deviate) 2 in a thousand are named with 5 forks and 12 with
 * 10.
 *
 * @param low mean of the lower group, as {@code high}, in the unit of the scores
 * @param lowForks forks in it, as {@code highForks}
 */
public record Modes(double low, double high, int lowForks, int highForks) {
  /** With three, no group of two would have another beside it. */
  public static final int LEAST_FORKS = 4;

  /** Of benchmarks of one mode, those that are named. */
  static final double FALSE_RATE = 0.001;

  private static final double LEAST_GAP = Math.log(1.01);
  private static final int DRAWS = 200_000;
  private static final long SEED = 1;

  private static final ConcurrentHashMap<Integer, Double> BOUNDS = new ConcurrentHashMap<>();

  /**
   * @param forks the mean of each fork, above 0
   * @return empty where there are not two groups, or too few forks to tell
   */
  public static Optional<Modes> of(double[] forks) {
    int n = forks.length;
    if (n < LEAST_FORKS || Arrays.stream(forks).anyMatch(mean -> !(mean > 0))) {
      return Optional.empty();
    }
    double[] logs = Arrays.stream(forks).map(Math::log).sorted().toArray();
    int split = split(logs);
    boolean named = logs[split] - logs[split - 1] > LEAST_GAP && statistic(logs, split) > bound(n);
    return named
        ? Optional.of(new Modes(mean(logs, 0, split), mean(logs, split, n), split, n - split))
        : Optional.empty();
  }

  /** Forks below the largest gap. */
  private static int split(double[] sorted) {
    int split = 2;
    for (int i = 3; i <= sorted.length - 2; i++) {
      if (sorted[i] - sorted[i - 1] > sorted[split] - sorted[split - 1]) {
        split = i;
      }
    }
    return split;
  }

  private static double statistic(double[] sorted, int split) {
    int n = sorted.length;
    double within = squares(sorted, 0, split) + squares(sorted, split, n);
    return (sorted[split] - sorted[split - 1]) / Math.sqrt(within / (n - 2));
  }

  private static double squares(double[] values, int from, int to) {
    double mean = Arrays.stream(values, from, to).average().orElseThrow();
    return Arrays.stream(values, from, to).map(x -> (x - mean) * (x - mean)).sum();
  }

  /** Of scores whose logarithms these are. */
  private static double mean(double[] logs, int from, int to) {
    return Arrays.stream(logs, from, to).map(Math::exp).average().orElseThrow();
  }

  /** What FALSE_RATE of all samples of n normal deviates pass. */
  private static double bound(int n) {
    return BOUNDS.computeIfAbsent(n, Modes::drawnBound);
  }

  private static double drawnBound(int n) {
    RandomGenerator random = new SplittableRandom(SEED);
    double[] drawn = new double[DRAWS];
    double[] sample = new double[n];
    for (int d = 0; d < DRAWS; d++) {
      for (int i = 0; i < n; i++) {
        sample[i] = random.nextGaussian();
      }
      Arrays.sort(sample);
      drawn[d] = statistic(sample, split(sample));
    }
    Arrays.sort(drawn);
    return drawn[DRAWS - (int) (FALSE_RATE * DRAWS)];
  }
}
