package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The 4×4-vector register tile; {@link GemmTile6x4} has the contract.
 *
 * <p>The bottom edge of C for 32 registers: 16 chains, no slower a flop than the full tile.
 */
final class GemmTile4x4 {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;
  private static final int A_STRIDE = GemmBlocking.A_STRIDE;
  private static final int NR = 4 * LANES;

  private GemmTile4x4() {}

  static void multiply(
      int depth,
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      float[] start,
      int startOffset,
      int lds,
      float[] c,
      int cOffset,
      int ldc) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, startOffset);
    FloatVector c01 = FloatVector.fromArray(SPECIES, start, startOffset + LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, start, startOffset + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(SPECIES, start, startOffset + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, start, startOffset + lds);
    FloatVector c11 = FloatVector.fromArray(SPECIES, start, startOffset + lds + LANES);
    FloatVector c12 = FloatVector.fromArray(SPECIES, start, startOffset + lds + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(SPECIES, start, startOffset + lds + 3 * LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, start, startOffset + 2 * lds);
    FloatVector c21 = FloatVector.fromArray(SPECIES, start, startOffset + 2 * lds + LANES);
    FloatVector c22 = FloatVector.fromArray(SPECIES, start, startOffset + 2 * lds + 2 * LANES);
    FloatVector c23 = FloatVector.fromArray(SPECIES, start, startOffset + 2 * lds + 3 * LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, start, startOffset + 3 * lds);
    FloatVector c31 = FloatVector.fromArray(SPECIES, start, startOffset + 3 * lds + LANES);
    FloatVector c32 = FloatVector.fromArray(SPECIES, start, startOffset + 3 * lds + 2 * LANES);
    FloatVector c33 = FloatVector.fromArray(SPECIES, start, startOffset + 3 * lds + 3 * LANES);
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bOffset + p * NR);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bOffset + p * NR + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bOffset + p * NR + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bOffset + p * NR + 3 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aOffset + p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[aOffset + p + A_STRIDE]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[aOffset + p + 2 * A_STRIDE]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[aOffset + p + 3 * A_STRIDE]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      c33 = a3.fma(b3, c33);
    }
    ((FloatVector) c00.check(SPECIES)).intoArray(c, cOffset);
    ((FloatVector) c01.check(SPECIES)).intoArray(c, cOffset + LANES);
    ((FloatVector) c02.check(SPECIES)).intoArray(c, cOffset + 2 * LANES);
    ((FloatVector) c03.check(SPECIES)).intoArray(c, cOffset + 3 * LANES);
    ((FloatVector) c10.check(SPECIES)).intoArray(c, cOffset + ldc);
    ((FloatVector) c11.check(SPECIES)).intoArray(c, cOffset + ldc + LANES);
    ((FloatVector) c12.check(SPECIES)).intoArray(c, cOffset + ldc + 2 * LANES);
    ((FloatVector) c13.check(SPECIES)).intoArray(c, cOffset + ldc + 3 * LANES);
    ((FloatVector) c20.check(SPECIES)).intoArray(c, cOffset + 2 * ldc);
    ((FloatVector) c21.check(SPECIES)).intoArray(c, cOffset + 2 * ldc + LANES);
    ((FloatVector) c22.check(SPECIES)).intoArray(c, cOffset + 2 * ldc + 2 * LANES);
    ((FloatVector) c23.check(SPECIES)).intoArray(c, cOffset + 2 * ldc + 3 * LANES);
    ((FloatVector) c30.check(SPECIES)).intoArray(c, cOffset + 3 * ldc);
    ((FloatVector) c31.check(SPECIES)).intoArray(c, cOffset + 3 * ldc + LANES);
    ((FloatVector) c32.check(SPECIES)).intoArray(c, cOffset + 3 * ldc + 2 * LANES);
    ((FloatVector) c33.check(SPECIES)).intoArray(c, cOffset + 3 * ldc + 3 * LANES);
  }
}
