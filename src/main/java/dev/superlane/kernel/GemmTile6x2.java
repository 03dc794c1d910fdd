package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The 6×2-vector register tile; {@link GemmTile6x4} has the contract.
 *
 * <p>For 16 registers (AVX2): 12 accumulators, 2 vectors of B and 1 broadcast are 15. C2 keeps them
 * all only where each row of A has an address of its own, and so {@code lda} is a parameter: with
 * one address it loads all six elements first, and two accumulators are on the stack (50 instead of
 * 78 GFLOP/s of 84 on an Emerald Rapids core at {@code UseAVX=2}). With 32 registers the right edge
 * of C.
 *
 * @see GemmBlocking#A_STRIDE
 */
final class GemmTile6x2 {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;
  private static final int NR = 2 * LANES;

  private GemmTile6x2() {}

  static void multiply(
      int depth,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      float[] start,
      int startOffset,
      int lds,
      float[] c,
      int cOffset,
      int ldc) {
    int row0 = aOffset;
    int row1 = aOffset + lda;
    int row2 = aOffset + 2 * lda;
    int row3 = aOffset + 3 * lda;
    int row4 = aOffset + 4 * lda;
    int row5 = aOffset + 5 * lda;
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, startOffset);
    FloatVector c01 = FloatVector.fromArray(SPECIES, start, startOffset + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, start, startOffset + lds);
    FloatVector c11 = FloatVector.fromArray(SPECIES, start, startOffset + lds + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, start, startOffset + 2 * lds);
    FloatVector c21 = FloatVector.fromArray(SPECIES, start, startOffset + 2 * lds + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, start, startOffset + 3 * lds);
    FloatVector c31 = FloatVector.fromArray(SPECIES, start, startOffset + 3 * lds + LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, start, startOffset + 4 * lds);
    FloatVector c41 = FloatVector.fromArray(SPECIES, start, startOffset + 4 * lds + LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, start, startOffset + 5 * lds);
    FloatVector c51 = FloatVector.fromArray(SPECIES, start, startOffset + 5 * lds + LANES);
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bOffset + p * NR);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bOffset + p * NR + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[row0 + p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[row1 + p]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[row2 + p]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[row3 + p]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[row4 + p]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[row5 + p]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
    }
    ((FloatVector) c00.check(SPECIES)).intoArray(c, cOffset);
    ((FloatVector) c01.check(SPECIES)).intoArray(c, cOffset + LANES);
    ((FloatVector) c10.check(SPECIES)).intoArray(c, cOffset + ldc);
    ((FloatVector) c11.check(SPECIES)).intoArray(c, cOffset + ldc + LANES);
    ((FloatVector) c20.check(SPECIES)).intoArray(c, cOffset + 2 * ldc);
    ((FloatVector) c21.check(SPECIES)).intoArray(c, cOffset + 2 * ldc + LANES);
    ((FloatVector) c30.check(SPECIES)).intoArray(c, cOffset + 3 * ldc);
    ((FloatVector) c31.check(SPECIES)).intoArray(c, cOffset + 3 * ldc + LANES);
    ((FloatVector) c40.check(SPECIES)).intoArray(c, cOffset + 4 * ldc);
    ((FloatVector) c41.check(SPECIES)).intoArray(c, cOffset + 4 * ldc + LANES);
    ((FloatVector) c50.check(SPECIES)).intoArray(c, cOffset + 5 * ldc);
    ((FloatVector) c51.check(SPECIES)).intoArray(c, cOffset + 5 * ldc + LANES);
  }
}
