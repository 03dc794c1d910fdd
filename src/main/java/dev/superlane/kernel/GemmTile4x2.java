package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The 4×2-vector register tile; {@link GemmTile6x4} has the contract.
 *
 * <p>The bottom edge of C for 16 registers: 8 chains, what 2 fma units of 4 cycles need.
 */
final class GemmTile4x2 {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;
  private static final int A_STRIDE = GemmBlocking.A_STRIDE;
  private static final int NR = 2 * LANES;

  private GemmTile4x2() {}

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
    FloatVector c10 = FloatVector.fromArray(SPECIES, start, startOffset + lds);
    FloatVector c11 = FloatVector.fromArray(SPECIES, start, startOffset + lds + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, start, startOffset + 2 * lds);
    FloatVector c21 = FloatVector.fromArray(SPECIES, start, startOffset + 2 * lds + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, start, startOffset + 3 * lds);
    FloatVector c31 = FloatVector.fromArray(SPECIES, start, startOffset + 3 * lds + LANES);
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bOffset + p * NR);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bOffset + p * NR + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aOffset + p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[aOffset + p + A_STRIDE]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[aOffset + p + 2 * A_STRIDE]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[aOffset + p + 3 * A_STRIDE]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
    }
    ((FloatVector) c00.check(SPECIES)).intoArray(c, cOffset);
    ((FloatVector) c01.check(SPECIES)).intoArray(c, cOffset + LANES);
    ((FloatVector) c10.check(SPECIES)).intoArray(c, cOffset + ldc);
    ((FloatVector) c11.check(SPECIES)).intoArray(c, cOffset + ldc + LANES);
    ((FloatVector) c20.check(SPECIES)).intoArray(c, cOffset + 2 * ldc);
    ((FloatVector) c21.check(SPECIES)).intoArray(c, cOffset + 2 * ldc + LANES);
    ((FloatVector) c30.check(SPECIES)).intoArray(c, cOffset + 3 * ldc);
    ((FloatVector) c31.check(SPECIES)).intoArray(c, cOffset + 3 * ldc + LANES);
  }
}
