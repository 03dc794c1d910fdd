package dev.superlane.fit;

/**
 * L_t = L_∞ + c t^−α.
 *
 * @param floor L_∞
 * @param amplitude c
 * @param exponent α
 */
public record FlooredLaw(double floor, double amplitude, double exponent) {
  private static final double LEAST = 0.02;
  private static final double MOST = 8;
  private static final int GRID = 40;
  private static final int NARROWINGS = 24;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  public double at(double t) {
    return floor + amplitude * StrictMath.pow(t, -exponent);
  }

  /** c t^−α alone: the least squares line through ln L over ln t. */
  public static FlooredLaw pure(LossCurve curve) {
    LogLine line = line(curve, 0);
    return new FlooredLaw(0, StrictMath.exp(line.intercept()), -line.slope());
  }

  /**
   * The least squares line through ln(L − L_∞) over ln t. A relative error of L is one of L − L_∞
   * times L/(L − L_∞), hence the weights (1 − L_∞/L)².
   *
   * @param floor below every loss
   */
  static LogLine line(LossCurve curve, double floor) {
    int n = curve.size();
    double[] x = new double[n];
    double[] y = new double[n];
    double[] weight = new double[n];
    for (int i = 0; i < n; i++) {
      double loss = curve.losses()[i];
      x[i] = StrictMath.log(curve.steps()[i]);
      y[i] = StrictMath.log(loss - floor);
      weight[i] = (1 - floor / loss) * (1 - floor / loss);
    }
    return LogLine.through(x, y, weight);
  }

  /**
   * Least squares of the relative errors (L_∞ + c t^−α)/L − 1. For each α the best L_∞ and c are
   * those of a linear problem; α is searched for between 0.02 and 8, on a grid and then by golden
   * section between the neighbours of its best. L_∞ and c may have either sign.
   *
   * @param curve at least 4 losses, all above 0
   */
  public static FlooredLaw floored(LossCurve curve) {
    int n = curve.size();
    double[] one = new double[n]; // 1/L, in last losses
    double[] x = new double[n]; // ln t from the first step on: t^−α underflows nowhere
    for (int i = 0; i < n; i++) {
      one[i] = curve.lastLoss() / curve.losses()[i];
      x[i] = StrictMath.log(curve.steps()[i] / curve.steps()[0]);
    }
    Linear best = search(one, x);
    double scale = curve.lastLoss() * StrictMath.pow(curve.steps()[0], best.exponent);
    return new FlooredLaw(best.floor * curve.lastLoss(), best.amplitude * scale, best.exponent);
  }

  private static Linear search(double[] one, double[] x) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= GRID; i++) {
      double error = new Linear(one, x, grid(i)).error;
      if (error < least) {
        least = error;
        best = i;
      }
    }
    double low = grid(Math.max(0, best - 1));
    double high = grid(Math.min(GRID, best + 1));
    Linear left = new Linear(one, x, high - GOLDEN * (high - low));
    Linear right = new Linear(one, x, low + GOLDEN * (high - low));
    for (int i = 0; i < NARROWINGS; i++) {
      if (left.error < right.error) {
        high = right.exponent;
        right = left;
        left = new Linear(one, x, high - GOLDEN * (high - low));
      } else {
        low = left.exponent;
        left = right;
        right = new Linear(one, x, low + GOLDEN * (high - low));
      }
    }
    return left.error < right.error ? left : right;
  }

  private static double grid(int i) {
    return LEAST * StrictMath.pow(MOST / LEAST, i / (double) GRID);
  }

  /** The best L_∞ and c for one α. */
  private static final class Linear {
    private final double exponent;
    private final double floor; // in last losses
    private final double amplitude; // in last losses, at the first step
    private final double error; // sum of squares

    Linear(double[] one, double[] x, double exponent) {
      int n = one.length;
      double[] power = new double[n];
      double oneOne = 0;
      double onePower = 0;
      double powerPower = 0;
      double sumOne = 0;
      double sumPower = 0;
      for (int i = 0; i < n; i++) {
        power[i] = one[i] * StrictMath.exp(-exponent * x[i]);
        oneOne += one[i] * one[i];
        onePower += one[i] * power[i];
        powerPower += power[i] * power[i];
        sumOne += one[i];
        sumPower += power[i];
      }
      double determinant = oneOne * powerPower - onePower * onePower;
      this.exponent = exponent;
      floor = (sumOne * powerPower - sumPower * onePower) / determinant;
      amplitude = (sumPower * oneOne - sumOne * onePower) / determinant;
      double squares = 0;
      for (int i = 0; i < n; i++) {
        double rest = floor * one[i] + amplitude * power[i] - 1;
        squares += rest * rest;
      }
      error = squares;
    }
  }
}
