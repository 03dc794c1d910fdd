package dev.superlane.model;

/** The loss's gradient through the output layer: from P to R's sums over samples. */
interface OutputGradient {
  /**
   * T = Cᵀ(R·W) of the current batch, M×K, C the samples' coefficients over the basis.
   *
   * @param t overwritten
   */
  void backward(float[] t);

  /** Adds g_c, the column sums of R. */
  void updateBias(Descent descent);

  /**
   * After {@link #backward}, a row of the decode part of g_W, RᵀZ, K floats; false, and nothing
   * written, where it is zero because no gate of the feature was open. Called by each part of a
   * team for its own features.
   */
  boolean decode(int feature, float[] row);
}
