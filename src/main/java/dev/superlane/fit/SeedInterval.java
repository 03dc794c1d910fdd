package dev.superlane.fit;

/**
 * The mean over seeds and its 95 % interval, Student's: mean ± t · s/√n with n − 1 degrees of
 * freedom. Seeds are independent, the losses of one run are not.
 *
 * @param mean of the values
 * @param low its lower end
 * @param high its upper end
 */
public record SeedInterval(double mean, double low, double high) {
  /**
   * @param values one a seed, 2 or more
   * @throws IllegalArgumentException if there are fewer: one run has no interval
   */
  public static SeedInterval of(double... values) {
    int n = values.length;
    if (n < 2) {
      throw new IllegalArgumentException("%d seeds, an interval takes 2 or more".formatted(n));
    }
    double mean = 0;
    for (double value : values) {
      mean += value / n;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double half = StudentT.critical(1 - Rule.CONFIDENCE, n - 1) * Math.sqrt(squares / (n - 1) / n);
    return new SeedInterval(mean, mean - half, mean + half);
  }
}
