package dev.superlane.kernel;

/** Sparse rows × dense and its transpose, the reference. */
final class ScalarRows {
  private ScalarRows() {}

  /** See {@link Kernels#gatherRows}. */
  static void gather(
      int[] rowOffsets,
      int[] indices,
      float[] values,
      int fromRow,
      int toRow,
      int n,
      float[] start,
      int startOffset,
      float[] dense,
      int denseOffset,
      int ldd,
      float[] out,
      int outOffset,
      int ldo) {
    for (int r = fromRow; r < toRow; r++) {
      int row = outOffset + (r - fromRow) * ldo;
      for (int i = 0; i < n; i++) {
        out[row + i] = start == null ? 0 : start[startOffset + i];
      }
      for (int j = rowOffsets[r]; j < rowOffsets[r + 1]; j++) {
        ScalarElementwise.axpy(n, values[j], dense, denseOffset + indices[j] * ldd, out, row);
      }
    }
  }

  /** See {@link Kernels#scatterRows}. */
  static void scatter(
      int[] rowOffsets,
      int[] indices,
      float[] values,
      int rows,
      int fromColumn,
      int toColumn,
      float[] dense,
      int denseOffset,
      int ldd,
      float[] out,
      int outOffset,
      int ldo) {
    int n = toColumn - fromColumn;
    for (int r = 0; r < rows; r++) {
      int row = denseOffset + r * ldd + fromColumn;
      for (int j = rowOffsets[r]; j < rowOffsets[r + 1]; j++) {
        ScalarElementwise.axpy(
            n, values[j], dense, row, out, outOffset + indices[j] * ldo + fromColumn);
      }
    }
  }
}
