package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Sparse rows × dense and its transpose. */
final class VectorRows {
  /** What a strip without a start begins with. */
  private static final float[] ZEROS = new float[RowStrip16.COLUMNS];

  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;

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
    float[] first = start == null ? ZEROS : start;
    int i = 0;
    for (; Simd.REGISTERS >= 32 && i + RowStrip16.COLUMNS <= n; i += RowStrip16.COLUMNS) {
      RowStrip16.sum(
          from,
          to,
          indices,
          values,
          first,
          start == null ? 0 : startOffset + i,
          dense,
          denseOffset + i,
          ldd,
          out,
          row + i);
    }
    for (; i + RowStrip4.COLUMNS <= n; i += RowStrip4.COLUMNS) {
      RowStrip4.sum(
          from,
          to,
          indices,
          values,
          first,
          start == null ? 0 : startOffset + i,
          dense,
          denseOffset + i,
          ldd,
          out,
          row + i);
    }
    for (; i + LANES <= n; i += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, first, start == null ? 0 : startOffset + i);
      for (int j = from; j < to; j++) {
        int d = denseOffset + indices[j] * ldd + i;
        FloatVector xj = FloatVector.broadcast(SPECIES, values[j]);
        sum = xj.fma(FloatVector.fromArray(SPECIES, dense, d), sum);
      }
      ((FloatVector) sum.check(SPECIES)).intoArray(out, row + i);
    }
    for (; i < n; i++) {
      float sum = first[start == null ? 0 : startOffset + i];
      for (int j = from; j < to; j++) {
        sum = Math.fma(values[j], dense[denseOffset + indices[j] * ldd + i], sum);
      }
      out[row + i] = sum;
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
