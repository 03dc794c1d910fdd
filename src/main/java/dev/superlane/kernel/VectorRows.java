package dev.superlane.kernel;

import java.util.Arrays;

/** Sparse rows × dense and its transpose. */
final class VectorRows {
  /** What a row without a start begins with: read in place of a fill that is read back. */
  private static final float[] ZEROS = new float[4096];

  private VectorRows() {}

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
      gatherRow(
          rowOffsets[r],
          rowOffsets[r + 1],
          indices,
          values,
          n,
          start,
          startOffset,
          dense,
          denseOffset,
          ldd,
          out,
          row);
    }
  }

  /** One output row, from entries [from, to). */
  static void gatherRow(
      int from,
      int to,
      int[] indices,
      float[] values,
      int n,
      float[] start,
      int startOffset,
      float[] dense,
      int denseOffset,
      int ldd,
      float[] out,
      int row) {
    float[] sums = start;
    int at = startOffset;
    if (start == null && from < to && n <= ZEROS.length) {
      sums = ZEROS;
      at = 0;
    } else if (start == null || from >= to) {
      if (start == null) {
        Arrays.fill(out, row, row + n, 0);
      } else {
        System.arraycopy(start, startOffset, out, row, n);
      }
      sums = out;
      at = row;
    }
    int j = from;
    for (; j + 8 <= to; j += 8) {
      RowSums.add8(n, values, j, indices, ldd, dense, denseOffset, sums, at, out, row);
      sums = out;
      at = row;
    }
    if (j + 4 <= to) {
      RowSums.add4(n, values, j, indices, ldd, dense, denseOffset, sums, at, out, row);
      sums = out;
      at = row;
      j += 4;
    }
    switch (to - j) {
      case 3 -> RowSums.add3(n, values, j, indices, ldd, dense, denseOffset, sums, at, out, row);
      case 2 -> RowSums.add2(n, values, j, indices, ldd, dense, denseOffset, sums, at, out, row);
      case 1 -> RowSums.add1(n, values, j, indices, ldd, dense, denseOffset, sums, at, out, row);
      default -> {}
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
        VectorElementwise.axpy(
            n, values[j], dense, row, out, outOffset + indices[j] * ldo + fromColumn);
      }
    }
  }
}
