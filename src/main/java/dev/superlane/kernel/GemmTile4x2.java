package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The 4×2-vector register tile: C[0..4, 0..2·lanes) += A·B over {@code depth} outer products.
 *
 * <p>Contract: {@code a} is a packed sliver of MR = 4 (k-major), {@code b} one of NR = 2·lanes, C a
 * full tile with rows {@code ldc} apart, which must hold what each output's one fma chain in k
 * order starts from.
 *
 * <p>For 16 registers (AVX2, SSE): 8 accumulators, 2 vectors of B and 1 broadcast are 11; more than
 * 8 accumulators spill. Eight chains are just what 2 fma units of 4 cycles' latency need.
 */
final class GemmTile4x2 {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;
  private static final int MR = 4;
  private static final int NR = 2 * LANES;

  private GemmTile4x2() {}

  static void multiply(
      int depth, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int ldc) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + ldc);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, cOffset + ldc + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * ldc);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * ldc + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * ldc);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * ldc + LANES);
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bOffset + p * NR);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bOffset + p * NR + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aOffset + p * MR]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[aOffset + p * MR + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[aOffset + p * MR + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[aOffset + p * MR + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
    }
    c00.intoArray(c, cOffset);
    c01.intoArray(c, cOffset + LANES);
    c10.intoArray(c, cOffset + ldc);
    c11.intoArray(c, cOffset + ldc + LANES);
    c20.intoArray(c, cOffset + 2 * ldc);
    c21.intoArray(c, cOffset + 2 * ldc + LANES);
    c30.intoArray(c, cOffset + 3 * ldc);
    c31.intoArray(c, cOffset + 3 * ldc + LANES);
  }
}
