package dev.superlane.kernel;

/** One pass over arrays, the reference. */
final class ScalarElementwise {
  private ScalarElementwise() {}

  /** See {@link Kernels#axpy}. */
  static void axpy(int n, float alpha, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = Math.fma(alpha, x[xOffset + i], y[yOffset + i]);
    }
  }

  /** See {@link Kernels#scale}. */
  static void scale(int n, float alpha, float[] x, int xOffset) {
    for (int i = 0; i < n; i++) {
      x[xOffset + i] *= alpha;
    }
  }
}
