package dev.superlane.fit;

import java.util.Optional;

/**
 * The exponent of a loss over the last decade of its steps.
 *
 * <p>The estimand is α, where −ln L = α·ln t + constant is the ordinary least squares line through
 * the recorded points with T/10 ≤ t ≤ T, T the last recorded step, every point with the same
 * weight. It is a local exponent of one curve in one window, not an asymptotic one, and it has no
 * interval: the points of one run are not independent.
 *
 * @param exponent α, positive where the loss falls
 * @param from T/10
 * @param to T
 */
public record LastDecade(double exponent, double from, double to) {
  private static final int MIN_POINTS = 5;
  private static final double MIN_LAST = 100;

  /**
   * The fit, or empty where it would say nothing: T &lt; 100, fewer than 5 points in the window, a
   * loss there that is not above 0, or the same loss at all of them.
   *
   * @param steps ascending
   * @param losses one a step
   */
  public static Optional<LastDecade> of(double[] steps, double[] losses) {
    int n = steps.length;
    if (n == 0 || steps[n - 1] < MIN_LAST) {
      return Optional.empty();
    }
    double from = steps[n - 1] / 10;
    int first = 0;
    while (steps[first] < from) {
      first++;
    }
    if (n - first < MIN_POINTS) {
      return Optional.empty();
    }
    double meanX = 0;
    double meanY = 0;
    boolean flat = true;
    for (int i = first; i < n; i++) {
      if (!(losses[i] > 0)) {
        return Optional.empty();
      }
      flat &= losses[i] == losses[first];
      meanX += StrictMath.log(steps[i]) / (n - first);
      meanY -= StrictMath.log(losses[i]) / (n - first);
    }
    double xx = 0;
    double xy = 0;
    for (int i = first; i < n; i++) {
      double x = StrictMath.log(steps[i]) - meanX;
      xx += x * x;
      xy += x * (-StrictMath.log(losses[i]) - meanY);
    }
    return flat ? Optional.empty() : Optional.of(new LastDecade(xy / xx, from, steps[n - 1]));
  }
}
