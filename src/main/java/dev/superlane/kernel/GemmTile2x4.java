package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The 2×4-vector register tile; {@link GemmTile6x4} has the contract.
 *
 * <p>The bottom edge of C for 32 registers: 8 chains, what 2 fma units of 4 cycles need.
 */
final class GemmTile2x4 {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;
  private static final int NR = 4 * LANES;

  private GemmTile2x4() {}

  static void multiply(
      int depth,
      float[] a,
      int aOffset,
      int lda,
      int rows,
      float[] b,
      int bOffset,
      boolean fromC,
      float[] c,
      int cOffset,
      int ldc) {
    int row0 = aOffset;
    int row1 = aOffset + Math.min(1, rows - 1) * lda;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c00 = zero;
    FloatVector c01 = zero;
    FloatVector c02 = zero;
    FloatVector c03 = zero;
    FloatVector c10 = zero;
    FloatVector c11 = zero;
    FloatVector c12 = zero;
    FloatVector c13 = zero;
    if (fromC) {
      c00 = FloatVector.fromArray(SPECIES, c, cOffset);
      c01 = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
      c02 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * LANES);
      c03 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * LANES);
      c10 = FloatVector.fromArray(SPECIES, c, cOffset + ldc);
      c11 = FloatVector.fromArray(SPECIES, c, cOffset + ldc + LANES);
      c12 = FloatVector.fromArray(SPECIES, c, cOffset + ldc + 2 * LANES);
      c13 = FloatVector.fromArray(SPECIES, c, cOffset + ldc + 3 * LANES);
    }
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bOffset + p * NR);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bOffset + p * NR + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bOffset + p * NR + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bOffset + p * NR + 3 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[row0 + p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[row1 + p]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
    }
    c00.intoArray(c, cOffset);
    c01.intoArray(c, cOffset + LANES);
    c02.intoArray(c, cOffset + 2 * LANES);
    c03.intoArray(c, cOffset + 3 * LANES);
    c10.intoArray(c, cOffset + ldc);
    c11.intoArray(c, cOffset + ldc + LANES);
    c12.intoArray(c, cOffset + ldc + 2 * LANES);
    c13.intoArray(c, cOffset + ldc + 3 * LANES);
  }
}
