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

  private GemmTile6x1() {}

  static void multiply(
      int depth,
      float[] a,
      int aOffset,
      int lda,
      int rows,
      float[] b,
      int bOffset,
      float[] start,
      int startOffset,
      int lds,
      float[] c,
      int cOffset,
      int ldc) {
    int row0 = aOffset;
    int row1 = aOffset + Math.min(1, rows - 1) * lda;
    int row2 = aOffset + Math.min(2, rows - 1) * lda;
    int row3 = aOffset + Math.min(3, rows - 1) * lda;
    int row4 = aOffset + Math.min(4, rows - 1) * lda;
    int row5 = aOffset + Math.min(5, rows - 1) * lda;
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, startOffset);
    FloatVector c10 = FloatVector.fromArray(SPECIES, start, startOffset + lds);
    FloatVector c20 = FloatVector.fromArray(SPECIES, start, startOffset + 2 * lds);
    FloatVector c30 = FloatVector.fromArray(SPECIES, start, startOffset + 3 * lds);
    FloatVector c40 = FloatVector.fromArray(SPECIES, start, startOffset + 4 * lds);
    FloatVector c50 = FloatVector.fromArray(SPECIES, start, startOffset + 5 * lds);
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bOffset + p * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[row0 + p]);
      c00 = a0.fma(b0, c00);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[row1 + p]);
      c10 = a1.fma(b0, c10);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[row2 + p]);
      c20 = a2.fma(b0, c20);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[row3 + p]);
      c30 = a3.fma(b0, c30);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[row4 + p]);
      c40 = a4.fma(b0, c40);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[row5 + p]);
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
