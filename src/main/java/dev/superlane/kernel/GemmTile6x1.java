package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The 6×1-vector register tile; {@link GemmTile6x4} has the contract.
 *
 * <p>The right edge of C; six chains are enough for one fma unit of 4 cycles, not for two.
 */
final class GemmTile6x1 {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;
  private static final int A_STRIDE = GemmBlocking.A_STRIDE;

  private GemmTile6x1() {}

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
    FloatVector c10 = FloatVector.fromArray(SPECIES, start, startOffset + lds);
    FloatVector c20 = FloatVector.fromArray(SPECIES, start, startOffset + 2 * lds);
    FloatVector c30 = FloatVector.fromArray(SPECIES, start, startOffset + 3 * lds);
    FloatVector c40 = FloatVector.fromArray(SPECIES, start, startOffset + 4 * lds);
    FloatVector c50 = FloatVector.fromArray(SPECIES, start, startOffset + 5 * lds);
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bOffset + p * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aOffset + p]);
      c00 = a0.fma(b0, c00);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[aOffset + p + A_STRIDE]);
      c10 = a1.fma(b0, c10);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[aOffset + p + 2 * A_STRIDE]);
      c20 = a2.fma(b0, c20);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[aOffset + p + 3 * A_STRIDE]);
      c30 = a3.fma(b0, c30);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[aOffset + p + 4 * A_STRIDE]);
      c40 = a4.fma(b0, c40);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[aOffset + p + 5 * A_STRIDE]);
      c50 = a5.fma(b0, c50);
    }
    ((FloatVector) c00.check(SPECIES)).intoArray(c, cOffset);
    ((FloatVector) c10.check(SPECIES)).intoArray(c, cOffset + ldc);
    ((FloatVector) c20.check(SPECIES)).intoArray(c, cOffset + 2 * ldc);
    ((FloatVector) c30.check(SPECIES)).intoArray(c, cOffset + 3 * ldc);
    ((FloatVector) c40.check(SPECIES)).intoArray(c, cOffset + 4 * ldc);
    ((FloatVector) c50.check(SPECIES)).intoArray(c, cOffset + 5 * ldc);
  }
}
