package dev.superlane.theory;

/** Products of rows in double, in one fixed order: the same bits on every machine. */
final class Rows {
  private Rows() {}

  /** y += a·x on n entries from the given offsets. */
  static void axpy(double a, double[] x, int xOffset, double[] y, int yOffset, int n) {
    for (int j = 0; j < n; j++) {
      y[yOffset + j] += a * x[xOffset + j];
    }
  }

  /** x·y over all of x. Four sums, because one would wait for each addition before the next. */
  static double dot(double[] x, double[] y) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int j = 0;
    for (; j < x.length - 3; j += 4) {
      s0 += x[j] * y[j];
      s1 += x[j + 1] * y[j + 1];
      s2 += x[j + 2] * y[j + 2];
      s3 += x[j + 3] * y[j + 3];
    }
    for (; j < x.length; j++) {
      s0 += x[j] * y[j];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Copies n floats from an offset into {@code out}. */
  static void widen(float[] x, int offset, int n, double[] out) {
    for (int j = 0; j < n; j++) {
      out[j] = x[offset + j];
    }
  }

  /**
   * @throws IllegalArgumentException if {@code matrix} does not hold rows × columns from the offset
   */
  static void check(String name, float[] matrix, int offset, int rows, int columns) {
    if (columns < 1 || offset < 0 || matrix.length - (long) offset < (long) rows * columns) {
      throw new IllegalArgumentException(
          "%s has %d entries from offset %d, allowed is %d x %d or more, both 1 or more"
              .formatted(name, matrix.length - (long) offset, offset, rows, columns));
    }
  }
}
