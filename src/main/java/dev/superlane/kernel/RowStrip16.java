package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A sparse row times 16 vectors' columns of a dense matrix: out ← start + Σ x[j]·dense[rows[j]]
 * over entries [from, to), one chain an output in the entries' order; a null start is zero. {@code
 * dense} and its leading dimension {@code ldd} begin at the strip's first column.
 *
 * <p>The sums stay in registers, so an entry costs a load an output and nothing else; taken eight
 * entries at a time along all columns, with a load and a store more of every output for each eight,
 * 16 entries of 512 floats in L2 took 19 ns each on a Zen 5 core, and take 17. C2 checks the range
 * of every load, since rows[j] is none of the loop's; the load ports are busy for longer.
 *
 * <p>For 32 registers. With four vectors, {@link RowStrip4}, rows that come from L3 took 20 %
 * longer.
 */
final class RowStrip16 {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;

  /** Columns of the strip. */
  static final int COLUMNS = 16 * LANES;

  private RowStrip16() {}

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
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector sum0 = zero;
    FloatVector sum1 = zero;
    FloatVector sum2 = zero;
    FloatVector sum3 = zero;
    FloatVector sum4 = zero;
    FloatVector sum5 = zero;
    FloatVector sum6 = zero;
    FloatVector sum7 = zero;
    FloatVector sum8 = zero;
    FloatVector sum9 = zero;
    FloatVector sum10 = zero;
    FloatVector sum11 = zero;
    FloatVector sum12 = zero;
    FloatVector sum13 = zero;
    FloatVector sum14 = zero;
    FloatVector sum15 = zero;
    if (start != null) {
      sum0 = FloatVector.fromArray(SPECIES, start, startOffset);
      sum1 = FloatVector.fromArray(SPECIES, start, startOffset + LANES);
      sum2 = FloatVector.fromArray(SPECIES, start, startOffset + 2 * LANES);
      sum3 = FloatVector.fromArray(SPECIES, start, startOffset + 3 * LANES);
      sum4 = FloatVector.fromArray(SPECIES, start, startOffset + 4 * LANES);
      sum5 = FloatVector.fromArray(SPECIES, start, startOffset + 5 * LANES);
      sum6 = FloatVector.fromArray(SPECIES, start, startOffset + 6 * LANES);
      sum7 = FloatVector.fromArray(SPECIES, start, startOffset + 7 * LANES);
      sum8 = FloatVector.fromArray(SPECIES, start, startOffset + 8 * LANES);
      sum9 = FloatVector.fromArray(SPECIES, start, startOffset + 9 * LANES);
      sum10 = FloatVector.fromArray(SPECIES, start, startOffset + 10 * LANES);
      sum11 = FloatVector.fromArray(SPECIES, start, startOffset + 11 * LANES);
      sum12 = FloatVector.fromArray(SPECIES, start, startOffset + 12 * LANES);
      sum13 = FloatVector.fromArray(SPECIES, start, startOffset + 13 * LANES);
      sum14 = FloatVector.fromArray(SPECIES, start, startOffset + 14 * LANES);
      sum15 = FloatVector.fromArray(SPECIES, start, startOffset + 15 * LANES);
    }
    for (int j = from; j < to; j++) {
      int d = denseOffset + rows[j] * ldd;
      FloatVector xj = FloatVector.broadcast(SPECIES, x[j]);
      sum0 = xj.fma(FloatVector.fromArray(SPECIES, dense, d), sum0);
      sum1 = xj.fma(FloatVector.fromArray(SPECIES, dense, d + LANES), sum1);
      sum2 = xj.fma(FloatVector.fromArray(SPECIES, dense, d + 2 * LANES), sum2);
      sum3 = xj.fma(FloatVector.fromArray(SPECIES, dense, d + 3 * LANES), sum3);
      sum4 = xj.fma(FloatVector.fromArray(SPECIES, dense, d + 4 * LANES), sum4);
      sum5 = xj.fma(FloatVector.fromArray(SPECIES, dense, d + 5 * LANES), sum5);
      sum6 = xj.fma(FloatVector.fromArray(SPECIES, dense, d + 6 * LANES), sum6);
      sum7 = xj.fma(FloatVector.fromArray(SPECIES, dense, d + 7 * LANES), sum7);
      sum8 = xj.fma(FloatVector.fromArray(SPECIES, dense, d + 8 * LANES), sum8);
      sum9 = xj.fma(FloatVector.fromArray(SPECIES, dense, d + 9 * LANES), sum9);
      sum10 = xj.fma(FloatVector.fromArray(SPECIES, dense, d + 10 * LANES), sum10);
      sum11 = xj.fma(FloatVector.fromArray(SPECIES, dense, d + 11 * LANES), sum11);
      sum12 = xj.fma(FloatVector.fromArray(SPECIES, dense, d + 12 * LANES), sum12);
      sum13 = xj.fma(FloatVector.fromArray(SPECIES, dense, d + 13 * LANES), sum13);
      sum14 = xj.fma(FloatVector.fromArray(SPECIES, dense, d + 14 * LANES), sum14);
      sum15 = xj.fma(FloatVector.fromArray(SPECIES, dense, d + 15 * LANES), sum15);
    }
    sum0.intoArray(out, outOffset);
    sum1.intoArray(out, outOffset + LANES);
    sum2.intoArray(out, outOffset + 2 * LANES);
    sum3.intoArray(out, outOffset + 3 * LANES);
    sum4.intoArray(out, outOffset + 4 * LANES);
    sum5.intoArray(out, outOffset + 5 * LANES);
    sum6.intoArray(out, outOffset + 6 * LANES);
    sum7.intoArray(out, outOffset + 7 * LANES);
    sum8.intoArray(out, outOffset + 8 * LANES);
    sum9.intoArray(out, outOffset + 9 * LANES);
    sum10.intoArray(out, outOffset + 10 * LANES);
    sum11.intoArray(out, outOffset + 11 * LANES);
    sum12.intoArray(out, outOffset + 12 * LANES);
    sum13.intoArray(out, outOffset + 13 * LANES);
    sum14.intoArray(out, outOffset + 14 * LANES);
    sum15.intoArray(out, outOffset + 15 * LANES);
  }
}
