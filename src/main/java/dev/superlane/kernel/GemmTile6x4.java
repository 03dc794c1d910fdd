package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The 6×4-vector register tile: C[0..6, 0..4·lanes) += A·B over {@code depth} outer products.
 *
 * <p>Contract: {@code a} is a packed sliver of MR = 6 (k-major), {@code b} one of NR = 4·lanes, C a
 * full tile with rows {@code ldc} apart. Each output is one fma chain in k order that starts from
 * C, or from +0 when C is not to be read.
 *
 * <p>For 32 registers of 512 bits: 24 accumulators, 4 vectors of B, 1 broadcast are 29; 6
 * broadcasts and 4 loads feed 24 fmas, so that the load ports are not the limit.
 */
final class GemmTile6x4 {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;
  private static final int MR = 6;
  private static final int NR = 4 * LANES;

  private GemmTile6x4() {}

  static void multiply(
      int depth,
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      boolean accumulate,
      float[] c,
      int cOffset,
      int ldc) {
    FloatVector c00;
    FloatVector c01;
    FloatVector c02;
    FloatVector c03;
    FloatVector c10;
    FloatVector c11;
    FloatVector c12;
    FloatVector c13;
    FloatVector c20;
    FloatVector c21;
    FloatVector c22;
    FloatVector c23;
    FloatVector c30;
    FloatVector c31;
    FloatVector c32;
    FloatVector c33;
    FloatVector c40;
    FloatVector c41;
    FloatVector c42;
    FloatVector c43;
    FloatVector c50;
    FloatVector c51;
    FloatVector c52;
    FloatVector c53;
    if (accumulate) {
      c00 = FloatVector.fromArray(SPECIES, c, cOffset);
      c01 = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
      c02 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * LANES);
      c03 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * LANES);
      c10 = FloatVector.fromArray(SPECIES, c, cOffset + ldc);
      c11 = FloatVector.fromArray(SPECIES, c, cOffset + ldc + LANES);
      c12 = FloatVector.fromArray(SPECIES, c, cOffset + ldc + 2 * LANES);
      c13 = FloatVector.fromArray(SPECIES, c, cOffset + ldc + 3 * LANES);
      c20 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * ldc);
      c21 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * ldc + LANES);
      c22 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * ldc + 2 * LANES);
      c23 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * ldc + 3 * LANES);
      c30 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * ldc);
      c31 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * ldc + LANES);
      c32 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * ldc + 2 * LANES);
      c33 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * ldc + 3 * LANES);
      c40 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * ldc);
      c41 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * ldc + LANES);
      c42 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * ldc + 2 * LANES);
      c43 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * ldc + 3 * LANES);
      c50 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * ldc);
      c51 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * ldc + LANES);
      c52 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * ldc + 2 * LANES);
      c53 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * ldc + 3 * LANES);
    } else {
      c00 = FloatVector.zero(SPECIES);
      c01 = FloatVector.zero(SPECIES);
      c02 = FloatVector.zero(SPECIES);
      c03 = FloatVector.zero(SPECIES);
      c10 = FloatVector.zero(SPECIES);
      c11 = FloatVector.zero(SPECIES);
      c12 = FloatVector.zero(SPECIES);
      c13 = FloatVector.zero(SPECIES);
      c20 = FloatVector.zero(SPECIES);
      c21 = FloatVector.zero(SPECIES);
      c22 = FloatVector.zero(SPECIES);
      c23 = FloatVector.zero(SPECIES);
      c30 = FloatVector.zero(SPECIES);
      c31 = FloatVector.zero(SPECIES);
      c32 = FloatVector.zero(SPECIES);
      c33 = FloatVector.zero(SPECIES);
      c40 = FloatVector.zero(SPECIES);
      c41 = FloatVector.zero(SPECIES);
      c42 = FloatVector.zero(SPECIES);
      c43 = FloatVector.zero(SPECIES);
      c50 = FloatVector.zero(SPECIES);
      c51 = FloatVector.zero(SPECIES);
      c52 = FloatVector.zero(SPECIES);
      c53 = FloatVector.zero(SPECIES);
    }
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bOffset + p * NR);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bOffset + p * NR + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bOffset + p * NR + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bOffset + p * NR + 3 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aOffset + p * MR]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[aOffset + p * MR + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[aOffset + p * MR + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[aOffset + p * MR + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      c33 = a3.fma(b3, c33);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[aOffset + p * MR + 4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      c42 = a4.fma(b2, c42);
      c43 = a4.fma(b3, c43);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[aOffset + p * MR + 5]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      c52 = a5.fma(b2, c52);
      c53 = a5.fma(b3, c53);
    }
    c00.intoArray(c, cOffset);
    c01.intoArray(c, cOffset + LANES);
    c02.intoArray(c, cOffset + 2 * LANES);
    c03.intoArray(c, cOffset + 3 * LANES);
    c10.intoArray(c, cOffset + ldc);
    c11.intoArray(c, cOffset + ldc + LANES);
    c12.intoArray(c, cOffset + ldc + 2 * LANES);
    c13.intoArray(c, cOffset + ldc + 3 * LANES);
    c20.intoArray(c, cOffset + 2 * ldc);
    c21.intoArray(c, cOffset + 2 * ldc + LANES);
    c22.intoArray(c, cOffset + 2 * ldc + 2 * LANES);
    c23.intoArray(c, cOffset + 2 * ldc + 3 * LANES);
    c30.intoArray(c, cOffset + 3 * ldc);
    c31.intoArray(c, cOffset + 3 * ldc + LANES);
    c32.intoArray(c, cOffset + 3 * ldc + 2 * LANES);
    c33.intoArray(c, cOffset + 3 * ldc + 3 * LANES);
    c40.intoArray(c, cOffset + 4 * ldc);
    c41.intoArray(c, cOffset + 4 * ldc + LANES);
    c42.intoArray(c, cOffset + 4 * ldc + 2 * LANES);
    c43.intoArray(c, cOffset + 4 * ldc + 3 * LANES);
    c50.intoArray(c, cOffset + 5 * ldc);
    c51.intoArray(c, cOffset + 5 * ldc + LANES);
    c52.intoArray(c, cOffset + 5 * ldc + 2 * LANES);
    c53.intoArray(c, cOffset + 5 * ldc + 3 * LANES);
  }
}
