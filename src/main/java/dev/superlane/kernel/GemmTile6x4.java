package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The 6×4-vector register tile: C[0..6, 0..4·lanes) = start + A·B over {@code depth} outer
 * products.
 *
 * <p>Contract of every tile: A by rows, {@link GemmBlocking#A_STRIDE} apart, each row's depths
 * along memory; all its rows are read, whatever lies beyond A. {@code b} is a packed sliver,
 * depth-major and as wide as the tile. C is a full tile with rows {@code ldc} apart; each output's
 * one fma chain in k order starts from {@code start}, rows {@code lds} apart: C itself, or {@link
 * VectorGemm#ZEROS} again and again, since zeros that are stored to C and read back, across cache
 * lines, cost a tile of 256 steps 4 % on a Zen 5 core.
 *
 * <p>The sums are checked before they are stored. Of a vector that comes out of a loop C2 knows the
 * class only by profile; once another species' vectors have been stored in the same JVM, as packing
 * does, the profile says nothing, and each sum of each step could be an object: such a tile ran at
 * a half to a tenth of its speed. After the check C2 knows.
 *
 * <p>For 32 registers: 24 accumulators, 4 vectors of B and 1 broadcast are 29; 4 loads and 6
 * broadcasts feed 24 fmas, so that the load ports are not the limit.
 */
final class GemmTile6x4 {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;
  private static final int A_STRIDE = GemmBlocking.A_STRIDE;
  private static final int NR = 4 * LANES;

  private GemmTile6x4() {}

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
    FloatVector c40 = FloatVector.fromArray(SPECIES, start, startOffset + 4 * lds);
    FloatVector c41 = FloatVector.fromArray(SPECIES, start, startOffset + 4 * lds + LANES);
    FloatVector c42 = FloatVector.fromArray(SPECIES, start, startOffset + 4 * lds + 2 * LANES);
    FloatVector c43 = FloatVector.fromArray(SPECIES, start, startOffset + 4 * lds + 3 * LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, start, startOffset + 5 * lds);
    FloatVector c51 = FloatVector.fromArray(SPECIES, start, startOffset + 5 * lds + LANES);
    FloatVector c52 = FloatVector.fromArray(SPECIES, start, startOffset + 5 * lds + 2 * LANES);
    FloatVector c53 = FloatVector.fromArray(SPECIES, start, startOffset + 5 * lds + 3 * LANES);
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
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[aOffset + p + 4 * A_STRIDE]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      c42 = a4.fma(b2, c42);
      c43 = a4.fma(b3, c43);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[aOffset + p + 5 * A_STRIDE]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      c52 = a5.fma(b2, c52);
      c53 = a5.fma(b3, c53);
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
    ((FloatVector) c40.check(SPECIES)).intoArray(c, cOffset + 4 * ldc);
    ((FloatVector) c41.check(SPECIES)).intoArray(c, cOffset + 4 * ldc + LANES);
    ((FloatVector) c42.check(SPECIES)).intoArray(c, cOffset + 4 * ldc + 2 * LANES);
    ((FloatVector) c43.check(SPECIES)).intoArray(c, cOffset + 4 * ldc + 3 * LANES);
    ((FloatVector) c50.check(SPECIES)).intoArray(c, cOffset + 5 * ldc);
    ((FloatVector) c51.check(SPECIES)).intoArray(c, cOffset + 5 * ldc + LANES);
    ((FloatVector) c52.check(SPECIES)).intoArray(c, cOffset + 5 * ldc + 2 * LANES);
    ((FloatVector) c53.check(SPECIES)).intoArray(c, cOffset + 5 * ldc + 3 * LANES);
  }
}
