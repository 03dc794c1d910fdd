package dev.superlane.kernel;

import java.util.Arrays;

/** Ordered sums, the reference. */
final class ScalarSum {
  private ScalarSum() {}

  /** See {@link Kernels#sum}. */
  static float sum(int n, float[] x, int xOffset, float[] lanes) {
    Arrays.fill(lanes, 0, OrderedSum.LANES, 0);
    for (int i = 0; i < n; i++) {
      lanes[i % OrderedSum.LANES] += x[xOffset + i];
    }
    return OrderedSum.tree(lanes);
  }

  /** See {@link Kernels#dot}. */
  static float dot(int n, float[] x, int xOffset, float[] y, int yOffset, float[] lanes) {
    Arrays.fill(lanes, 0, OrderedSum.LANES, 0);
    for (int i = 0; i < n; i++) {
      int lane = i % OrderedSum.LANES;
      lanes[lane] = Math.fma(x[xOffset + i], y[yOffset + i], lanes[lane]);
    }
    return OrderedSum.tree(lanes);
  }
}
