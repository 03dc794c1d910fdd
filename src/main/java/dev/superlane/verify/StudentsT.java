package dev.superlane.verify;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/** Quantiles of Student's t distribution. */
final class StudentsT {
  private StudentsT() {}

  /**
   * The half-width, in standard errors, of a two-sided band of the given probability: P(|T| ≤ t) =
   * 1 − I_x(ν/2, ½), x = ν/(ν + t²) (Abramowitz and Stegun 26.7.1), by bisection.
   *
   * @param probability within (0, 1)
   * @param degrees ν, 1 or more
   */
  static double twoSided(double probability, int degrees) {
    double low = 0;
    double high = 1e6;
    while (true) {
      double t = (low + high) / 2;
      if (t == low || t == high) {
        return t;
      }
      double x = degrees / (degrees + t * t);
      if (RegularizedBeta.value(x, degrees / 2.0, 0.5) > 1 - probability) {
        low = t;
      } else {
        high = t;
      }
    }
  }
}
