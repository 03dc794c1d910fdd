package dev.superlane.model;

/** The loss's gradient through the output layer: from P to G_z = R·W, and R's other sums. */
interface OutputGradient {
  /** Computes G_z of the current batch. */
  void backward();

  /** G_z, B×K. */
  float[] gz();

  /** c ← c + descent·(column sums of R). */
  void updateBias(float descent);

  /**
   * The decode part of g_W, Rᵀ·Z, over columns [fromColumn, toColumn) of {@code gw} (N×K), added to
   * what stands there; called by each part of a team with its own columns.
   *
   * @param z B×K
   */
  void addDecode(int part, float[] z, int fromColumn, int toColumn, float[] gw);

  /** Marks the features whose row of g_W the decode part touches. */
  void markTouched(boolean[] touched);
}
