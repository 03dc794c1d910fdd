package dev.superlane.kernel;

import java.util.Arrays;

/** SGEMM as three loops, the reference: row by row, one fma a product, along memory. */
final class ScalarGemm {
  private ScalarGemm() {}

  /** See {@link Kernels#gemm}; needs no buffers. */
  static void multiply(
      Transpose transpose,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      float[] c,
      int cOffset,
      int ldc) {
    int aRow = transpose == Transpose.TN ? 1 : lda;
    int aDepth = transpose == Transpose.TN ? lda : 1;
    for (int i = 0; i < m; i++) {
      int row = cOffset + i * ldc;
      if (!accumulate) {
        for (int j = 0; j < n; j++) {
          c[row + j] = 0;
        }
      }
      if (transpose == Transpose.NT) {
        chains(n, k, a, aOffset + i * lda, b, bOffset, ldb, c, row);
      } else {
        for (int p = 0; p < k; p++) {
          float scale = a[aOffset + i * aRow + p * aDepth];
          ScalarElementwise.axpy(n, scale, b, bOffset + p * ldb, c, row);
        }
      }
    }
  }

  /** See {@link Kernels#gemmPacked}. */
  static void multiplyPacked(
      int m,
      int n,
      float[] a,
      int aOffset,
      int lda,
      PackedMatrix b,
      int bColumn,
      boolean accumulate,
      float[] c,
      int cOffset,
      int ldc) {
    for (int i = 0; i < m; i++) {
      int row = cOffset + i * ldc;
      if (!accumulate) {
        Arrays.fill(c, row, row + n, 0);
      }
      for (int p = 0; p < b.depth; p++) {
        float scale = a[aOffset + i * lda + p];
        for (int j = 0; j < n; j += GemmBlocking.NR) {
          int width = Math.min(GemmBlocking.NR, n - j);
          ScalarElementwise.axpy(width, scale, b.values, b.at(p, bColumn + j), c, row + j);
        }
      }
    }
  }

  /** One row of C where B's columns lie along memory: the chains run one after the other. */
  private static void chains(
      int n, int k, float[] a, int aRow, float[] b, int bOffset, int ldb, float[] c, int cRow) {
    for (int j = 0; j < n; j++) {
      float sum = c[cRow + j];
      for (int p = 0; p < k; p++) {
        sum = Math.fma(a[aRow + p], b[bOffset + j * ldb + p], sum);
      }
      c[cRow + j] = sum;
    }
  }
}
