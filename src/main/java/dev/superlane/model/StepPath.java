package dev.superlane.model;

/** How a minibatch step is computed. Paths differ by rounding only. */
public enum StepPath {
  /** X, Z, O and R as full matrices: the baseline and the reference. */
  DENSE,
  /** Sparse inputs, distinct features and open gates. */
  SPARSE
}
