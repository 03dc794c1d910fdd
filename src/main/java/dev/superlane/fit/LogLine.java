package dev.superlane.fit;

/**
 * The weighted least squares line through points, and how the points bend about it.
 *
 * @param slope dy/dx of the line
 * @param intercept y of the line at x = 0
 * @param bend d²y/dx² of the least squares parabola
 * @param scatter root of the weighted mean square of y about the line
 */
record LogLine(double slope, double intercept, double bend, double scatter) {
  /**
   * @param x not all the same, at least 3 different for a bend
   * @param y one an x
   * @param weight one an x, above 0
   */
  static LogLine through(double[] x, double[] y, double[] weight) {
    double meanX = mean(x, weight);
    double meanY = mean(y, weight);
    double sum = 0;
    double xx = 0;
    double xy = 0;
    double xxx = 0;
    for (int i = 0; i < x.length; i++) {
      double dx = x[i] - meanX;
      sum += weight[i];
      xx += weight[i] * dx * dx;
      xy += weight[i] * dx * (y[i] - meanY);
      xxx += weight[i] * dx * dx * dx;
    }
    double slope = xy / xx;
    double squares = 0;
    double zz = 0;
    double zy = 0;
    for (int i = 0; i < x.length; i++) {
      double dx = x[i] - meanX;
      double rest = y[i] - meanY - slope * dx;
      // dx² without its own line: orthogonal to 1 and dx, so its coefficient stands alone.
      double z = dx * dx - xx / sum - xxx / xx * dx;
      squares += weight[i] * rest * rest;
      zz += weight[i] * z * z;
      zy += weight[i] * z * rest;
    }
    return new LogLine(slope, meanY - slope * meanX, 2 * zy / zz, Math.sqrt(squares / sum));
  }

  private static double mean(double[] values, double[] weight) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weight[i] * values[i];
      total += weight[i];
    }
    return sum / total;
  }
}
