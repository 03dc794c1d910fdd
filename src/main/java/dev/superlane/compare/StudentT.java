package dev.superlane.compare;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/** Student's t distribution, its degrees of freedom any number above 0. */
final class StudentT {
  private StudentT() {}

  /** P(|T| ≥ t) for t ≥ 0. */
  static double tails(double t, double degrees) {
    return RegularizedBeta.value(degrees / (degrees + t * t), degrees / 2, 0.5);
  }

  /** The t with P(|T| ≥ t) = tails, for 0 &lt; tails &lt; 1. */
  static double critical(double tails, double degrees) {
    double low = 0;
    double high = 1;
    while (tails(high, degrees) > tails) {
      low = high;
      high *= 2;
    }
    for (double middle = high; high - low > 1e-12 * high; ) {
      middle = 0.5 * (low + high);
      if (tails(middle, degrees) > tails) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
