package dev.superlane.theory;

/**
 * The secular equation of diag(d) + z zᵀ: f(μ) = 1 + Σ_j z_j² / (d_j − μ) = 0. Between two poles f
 * rises from −∞ to +∞, so each gap holds one eigenvalue (Golub 1973; Bunch, Nielsen and Sorensen
 * 1978; LAPACK's dlaed4).
 *
 * <p>A root is kept as its offset from a pole: d_j − μ = (d_j − d_origin) − offset is then accurate
 * to rounding for the near poles too, where d_j − μ from a rounded μ would be noise.
 */
final class SecularEquation {
  private final double[] poles;
  private final double[] weights;

  /**
   * @param poles d_j, length n, any order, equal ones allowed
   * @param weights z_j² ≥ 0, length n
   */
  SecularEquation(double[] poles, double[] weights) {
    this.poles = poles;
    this.weights = weights;
  }

  /** f at {@code poles[origin] + offset}; offset ≠ 0. */
  double value(int origin, double offset) {
    double base = poles[origin];
    double sum = 1;
    for (int j = 0; j < poles.length; j++) {
      sum += weights[j] / ((poles[j] - base) - offset);
    }
    return sum;
  }

  /**
   * The root's distance above {@code poles[origin]}, to the last bit that the rounded f tells
   * apart; 0 only where {@code reach} is 0.
   *
   * @param reach the root lies within this distance above the pole
   */
  double above(int origin, double reach) {
    return bisect(origin, 1, reach);
  }

  /** The root's distance below {@code poles[origin]}, as {@link #above}. */
  double below(int origin, double reach) {
    return bisect(origin, -1, reach);
  }

  /**
   * Bisects on the bit pattern of the distance, which is monotone in it: at most 63 halvings give
   * full relative accuracy however small the distance is against {@code reach}.
   */
  private double bisect(int origin, int side, double reach) {
    long low = 0;
    long high = Double.doubleToLongBits(reach);
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      double f = value(origin, side * Double.longBitsToDouble(middle));
      // f rises with μ: seen from the lower pole the root is nearer where f ≥ 0, from the upper
      // pole where f < 0.
      if (side > 0 ? f >= 0 : f < 0) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return Double.longBitsToDouble(high);
  }
}
