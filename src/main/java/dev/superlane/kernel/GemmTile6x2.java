package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The 6×2-vector register tile: C[0..6, 0..2·lanes) += A·B over {@code depth} outer products.
 *
 * <p>Contract: {@code a} is a packed sliver of MR = 6 (k-major), {@code b} one of NR = 2·lanes, C a
 * full tile with rows {@code ldc} apart, which must hold what each output's one fma chain in k
 * order starts from.
 *
 * <p>For 32 registers of 128 or 256 bits: 12 accumulators, 2 vectors of B, 1 broadcast; 6
 * broadcasts and 2 loads feed 12 fmas.
 */
final class GemmTile6x2 {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;
  private static final int MR = 6;
  private static final int NR = 2 * LANES;

  private GemmTile6x2() {}

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
    FloatVector c40 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * ldc);
    FloatVector c41 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * ldc + LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * ldc);
    FloatVector c51 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * ldc + LANES);
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
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[aOffset + p * MR + 4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[aOffset + p * MR + 5]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
    }
    c00.intoArray(c, cOffset);
    c01.intoArray(c, cOffset + LANES);
    c10.intoArray(c, cOffset + ldc);
    c11.intoArray(c, cOffset + ldc + LANES);
    c20.intoArray(c, cOffset + 2 * ldc);
    c21.intoArray(c, cOffset + 2 * ldc + LANES);
    c30.intoArray(c, cOffset + 3 * ldc);
    c31.intoArray(c, cOffset + 3 * ldc + LANES);
    c40.intoArray(c, cOffset + 4 * ldc);
    c41.intoArray(c, cOffset + 4 * ldc + LANES);
    c50.intoArray(c, cOffset + 5 * ldc);
    c51.intoArray(c, cOffset + 5 * ldc + LANES);
  }
}
