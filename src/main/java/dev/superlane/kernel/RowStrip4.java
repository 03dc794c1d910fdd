package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link RowStrip16} for 16 registers, and for what its 16 vectors leave. */
final class RowStrip4 {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;

  /** Columns of the strip. */
  static final int COLUMNS = 4 * LANES;

  private RowStrip4() {}

  static void sum(
      int from,
      int to,
      int[] rows,
      float[] x,
      float[] start,
      int startOffset,
      float[] dense,
      int denseOffset,
      int ldd,
      float[] out,
      int outOffset) {
    FloatVector sum0 = FloatVector.fromArray(SPECIES, start, startOffset);
    FloatVector sum1 = FloatVector.fromArray(SPECIES, start, startOffset + LANES);
    FloatVector sum2 = FloatVector.fromArray(SPECIES, start, startOffset + 2 * LANES);
    FloatVector sum3 = FloatVector.fromArray(SPECIES, start, startOffset + 3 * LANES);
    for (int j = from; j < to; j++) {
      int d = denseOffset + rows[j] * ldd;
      FloatVector xj = FloatVector.broadcast(SPECIES, x[j]);
      sum0 = xj.fma(FloatVector.fromArray(SPECIES, dense, d), sum0);
      sum1 = xj.fma(FloatVector.fromArray(SPECIES, dense, d + LANES), sum1);
      sum2 = xj.fma(FloatVector.fromArray(SPECIES, dense, d + 2 * LANES), sum2);
      sum3 = xj.fma(FloatVector.fromArray(SPECIES, dense, d + 3 * LANES), sum3);
    }
    ((FloatVector) sum0.check(SPECIES)).intoArray(out, outOffset);
    ((FloatVector) sum1.check(SPECIES)).intoArray(out, outOffset + LANES);
    ((FloatVector) sum2.check(SPECIES)).intoArray(out, outOffset + 2 * LANES);
    ((FloatVector) sum3.check(SPECIES)).intoArray(out, outOffset + 3 * LANES);
  }
}
