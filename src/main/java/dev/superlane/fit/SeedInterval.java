package dev.superlane.fit;

import org.apache.commons.numbers.gamma.RegularizedBeta;

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
    double half = quantile(n - 1) * Math.sqrt(squares / (n - 1) / n);
    return new SeedInterval(mean, mean - half, mean + half);
  }

  /**
   * t with P(|T| ≤ t) = 0.95. P(|T| > t) = I_x(ν/2, ½) with x = ν/(ν + t²) (DLMF 8.17.2), which
   * rises with x: bisection, down to neighbouring doubles.
   *
   * @param freedom ν, 1 or more
   */
  static double quantile(int freedom) {
    double low = 0;
    double high = 1;
    for (double x = 0.5; x > low && x < high; x = (low + high) / 2) {
      if (RegularizedBeta.value(x, freedom / 2.0, 0.5) < 1 - Rule.CONFIDENCE) {
        low = x;
      } else {
        high = x;
      }
    }
    return Math.sqrt(freedom * (1 - low) / low);
  }
}
