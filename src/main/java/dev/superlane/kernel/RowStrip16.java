package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A sparse row times 16 vectors' columns of a dense matrix: out ← start + Σ x[j]·dense[rows[j]]
 * over entries [from, to), one chain an output in the entries' order. {@code dense} and its leading
 * dimension {@code ldd} begin at the strip's first column.
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
    FloatVector sum0 = FloatVector.fromArray(SPECIES, start, startOffset);
    FloatVector sum1 = FloatVector.fromArray(SPECIES, start, startOffset + LANES);
    FloatVector sum2 = FloatVector.fromArray(SPECIES, start, startOffset + 2 * LANES);
    FloatVector sum3 = FloatVector.fromArray(SPECIES, start, startOffset + 3 * LANES);
    FloatVector sum4 = FloatVector.fromArray(SPECIES, start, startOffset + 4 * LANES);
    FloatVector sum5 = FloatVector.fromArray(SPECIES, start, startOffset + 5 * LANES);
    FloatVector sum6 = FloatVector.fromArray(SPECIES, start, startOffset + 6 * LANES);
    FloatVector sum7 = FloatVector.fromArray(SPECIES, start, startOffset + 7 * LANES);
    FloatVector sum8 = FloatVector.fromArray(SPECIES, start, startOffset + 8 * LANES);
    FloatVector sum9 = FloatVector.fromArray(SPECIES, start, startOffset + 9 * LANES);
    FloatVector sum10 = FloatVector.fromArray(SPECIES, start, startOffset + 10 * LANES);
    FloatVector sum11 = FloatVector.fromArray(SPECIES, start, startOffset + 11 * LANES);
    FloatVector sum12 = FloatVector.fromArray(SPECIES, start, startOffset + 12 * LANES);
    FloatVector sum13 = FloatVector.fromArray(SPECIES, start, startOffset + 13 * LANES);
    FloatVector sum14 = FloatVector.fromArray(SPECIES, start, startOffset + 14 * LANES);
    FloatVector sum15 = FloatVector.fromArray(SPECIES, start, startOffset + 15 * LANES);
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
    ((FloatVector) sum0.check(SPECIES)).intoArray(out, outOffset);
    ((FloatVector) sum1.check(SPECIES)).intoArray(out, outOffset + LANES);
    ((FloatVector) sum2.check(SPECIES)).intoArray(out, outOffset + 2 * LANES);
    ((FloatVector) sum3.check(SPECIES)).intoArray(out, outOffset + 3 * LANES);
    ((FloatVector) sum4.check(SPECIES)).intoArray(out, outOffset + 4 * LANES);
    ((FloatVector) sum5.check(SPECIES)).intoArray(out, outOffset + 5 * LANES);
    ((FloatVector) sum6.check(SPECIES)).intoArray(out, outOffset + 6 * LANES);
    ((FloatVector) sum7.check(SPECIES)).intoArray(out, outOffset + 7 * LANES);
    ((FloatVector) sum8.check(SPECIES)).intoArray(out, outOffset + 8 * LANES);
    ((FloatVector) sum9.check(SPECIES)).intoArray(out, outOffset + 9 * LANES);
    ((FloatVector) sum10.check(SPECIES)).intoArray(out, outOffset + 10 * LANES);
    ((FloatVector) sum11.check(SPECIES)).intoArray(out, outOffset + 11 * LANES);
    ((FloatVector) sum12.check(SPECIES)).intoArray(out, outOffset + 12 * LANES);
    ((FloatVector) sum13.check(SPECIES)).intoArray(out, outOffset + 13 * LANES);
    ((FloatVector) sum14.check(SPECIES)).intoArray(out, outOffset + 14 * LANES);
    ((FloatVector) sum15.check(SPECIES)).intoArray(out, outOffset + 15 * LANES);
  }
}
