package dev.superlane.kernel;

/** Adam's update, the reference. */
final class ScalarAdam {
  static final float BETA1 = 0.9f;
  static final float BETA2 = 0.999f;

  /** What a new gradient weighs: 1 − β1 and 1 − β2, rounded once. */
  static final float NEW1 = 0.1f;

  static final float NEW2 = 0.001f;

  private ScalarAdam() {}

  /** See {@link Kernels#adam}. */
  static void update(
      int n, float rate, float epsilon, float[] g, float[] m, float[] v, float[] x, int offset) {
    for (int i = offset; i < offset + n; i++) {
      m[i] = Math.fma(BETA1, m[i], NEW1 * g[i]);
      v[i] = Math.fma(BETA2, v[i], NEW2 * g[i] * g[i]);
      x[i] = Math.fma(-rate, m[i] / ((float) Math.sqrt(v[i]) + epsilon), x[i]);
    }
  }
}
