package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sparse rows × dense and its transpose.
 *
 * <p>The gather holds four vectors of one output row in registers while it runs over the row's
 * entries, so that an output is written once: with about E entries a row, reading and writing it at
 * every entry would double the memory traffic.
 */
final class VectorRows {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;

  /**
   * What a block starts from without a start. A choice between arrays: a choice between vectors
   * made C2 box them when both had been seen.
   */
  static final float[] ZEROS = new float[4 * LANES];

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
    int blocks = n - n % (4 * LANES);
    int vectors = n - n % LANES;
    float[] first = start == null ? ZEROS : start;
    for (int r = fromRow; r < toRow; r++) {
      int from = rowOffsets[r];
      int to = rowOffsets[r + 1];
      int row = outOffset + (r - fromRow) * ldo;
      for (int i = 0; i < blocks; i += 4 * LANES) {
        int at = start == null ? 0 : startOffset + i;
        block(indices, values, from, to, first, at, dense, denseOffset + i, ldd, out, row + i);
      }
      for (int i = blocks; i < vectors; i += LANES) {
        int at = start == null ? 0 : startOffset + i;
        FloatVector sum = FloatVector.fromArray(SPECIES, first, at);
        for (int j = from; j < to; j++) {
          FloatVector d = FloatVector.fromArray(SPECIES, dense, denseOffset + indices[j] * ldd + i);
          sum = FloatVector.broadcast(SPECIES, values[j]).fma(d, sum);
        }
        sum.intoArray(out, row + i);
      }
      for (int i = vectors; i < n; i++) {
        float sum = start == null ? 0 : start[startOffset + i];
        for (int j = from; j < to; j++) {
          sum = Math.fma(values[j], dense[denseOffset + indices[j] * ldd + i], sum);
        }
        out[row + i] = sum;
      }
    }
  }

  /** Four vectors of one output row; {@code out} is written from {@code at}. */
  private static void block(
      int[] indices,
      float[] values,
      int from,
      int to,
      float[] start,
      int startOffset,
      float[] dense,
      int denseOffset,
      int ldd,
      float[] out,
      int at) {
    FloatVector sum0 = FloatVector.fromArray(SPECIES, start, startOffset);
    FloatVector sum1 = FloatVector.fromArray(SPECIES, start, startOffset + LANES);
    FloatVector sum2 = FloatVector.fromArray(SPECIES, start, startOffset + 2 * LANES);
    FloatVector sum3 = FloatVector.fromArray(SPECIES, start, startOffset + 3 * LANES);
    for (int j = from; j < to; j++) {
      FloatVector x = FloatVector.broadcast(SPECIES, values[j]);
      int d = denseOffset + indices[j] * ldd;
      sum0 = x.fma(FloatVector.fromArray(SPECIES, dense, d), sum0);
      sum1 = x.fma(FloatVector.fromArray(SPECIES, dense, d + LANES), sum1);
      sum2 = x.fma(FloatVector.fromArray(SPECIES, dense, d + 2 * LANES), sum2);
      sum3 = x.fma(FloatVector.fromArray(SPECIES, dense, d + 3 * LANES), sum3);
    }
    sum0.intoArray(out, at);
    sum1.intoArray(out, at + LANES);
    sum2.intoArray(out, at + 2 * LANES);
    sum3.intoArray(out, at + 3 * LANES);
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
