package dev.superlane.peers;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * One row of JMH's results as the means of its forks: forks are independent, iterations within one
 * are not.
 *
 * @param means one a fork
 */
record Forks(double[] means) {

  /**
   * @param iterations of each fork
   */
  static Forks of(List<double[]> iterations) {
    double[] means = new double[iterations.size()];
    for (int fork = 0; fork < means.length; fork++) {
      for (double value : iterations.get(fork)) {
        means[fork] += value / iterations.get(fork).length;
      }
    }
    return new Forks(means);
  }

  double mean() {
    double sum = 0;
    for (double mean : means) {
      sum += mean;
    }
    return sum / means.length;
  }

  /** This over the other. */
  Ratio over(Forks other) {
    Moments mine = logMoments(means);
    Moments theirs = logMoments(other.means);
    double a = mine.variance / means.length;
    double b = theirs.variance / other.means.length;
    double centre = mine.mean - theirs.mean;
    if (a + b == 0 || means.length < 2 || other.means.length < 2) {
      return new Ratio(Math.exp(centre), Double.NaN, Double.NaN);
    }
    // Welch and Satterthwaite: two samples of unequal variance.
    double freedom =
        (a + b) * (a + b) / (a * a / (means.length - 1) + b * b / (other.means.length - 1));
    double half =
        new TDistribution(null, freedom).inverseCumulativeProbability(0.975) * Math.sqrt(a + b);
    return new Ratio(Math.exp(centre), Math.exp(centre - half), Math.exp(centre + half));
  }

  private static Moments logMoments(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += Math.log(value) / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (Math.log(value) - mean) * (Math.log(value) - mean);
    }
    return new Moments(mean, values.length < 2 ? 0 : squares / (values.length - 1));
  }

  private record Moments(double mean, double variance) {}

  /** A ratio of means with its 95 % interval. */
  record Ratio(double value, double low, double high) {
    @Override
    public String toString() {
      // One fork has no interval.
      return Double.isNaN(low)
          ? "%.3g".formatted(value)
          : "%.3g (%.3g … %.3g)".formatted(value, low, high);
    }
  }
}
