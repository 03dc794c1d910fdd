package dev.superlane.peers;

import dev.superlane.kernel.Transpose;

/**
 * The operands of C = op(A)·op(B), m×n×k, rows dense.
 *
 * @param a m×k, or k×m for TN
 * @param b k×n, or n×k for NT
 */
record Product(Transpose transpose, int m, int n, int k, float[] a, float[] b) {
  boolean aTransposed() {
    return transpose == Transpose.TN;
  }

  boolean bTransposed() {
    return transpose == Transpose.NT;
  }

  int lda() {
    return aTransposed() ? m : k;
  }

  int ldb() {
    return bTransposed() ? k : n;
  }
}
