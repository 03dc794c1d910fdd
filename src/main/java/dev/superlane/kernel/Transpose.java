package dev.superlane.kernel;

/** Which operand of C = op(A)·op(B) is stored transposed; BLAS's letters, A first. */
public enum Transpose {
  NN,
  NT,
  TN
}
