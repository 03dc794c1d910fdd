package dev.superlane.fit;

import java.util.Arrays;

/** −d ln L / d ln t along a curve. */
public final class LocalExponent {
  private LocalExponent() {}

  /**
   * At each loss, the least squares slope through it and up to 4 recorded losses on either side:
   * half a decade of a run's recorded steps, fewer at its ends.
   *
   * @return one a loss; NaN where a loss in reach is not above 0, and for fewer than 2 losses
   */
  public static double[] along(LossCurve curve) {
    double[] x = Arrays.stream(curve.steps()).map(StrictMath::log).toArray();
    double[] y = Arrays.stream(curve.losses()).map(StrictMath::log).toArray();
    double[] exponents = new double[curve.size()];
    for (int i = 0; i < exponents.length; i++) {
      int from = Math.max(0, i - Rule.LOCAL_POINTS);
      int to = Math.min(exponents.length, i + Rule.LOCAL_POINTS + 1);
      double[] weight = new double[to - from];
      Arrays.fill(weight, 1);
      exponents[i] =
          -LogLine.through(Arrays.copyOfRange(x, from, to), Arrays.copyOfRange(y, from, to), weight)
              .slope();
    }
    return exponents;
  }
}
