package dev.superlane.verify;

import static dev.superlane.verify.Operands.PAD;

import dev.superlane.kernel.GemmBlocking;
import dev.superlane.kernel.GemmBuffers;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.PackedMatrix;
import dev.superlane.kernel.ScalarKernels;
import dev.superlane.kernel.Transpose;
import java.util.SplittableRandom;

/** GEMM against its scalar reference; measured is the number of floats that differ. */
final class GemmChecks {
  private static final Kernels REFERENCE = ScalarKernels.INSTANCE;

  /** Past two blocks of the depth, with a ragged third. */
  private static final int DEEP = 2 * GemmBlocking.KC + 13;

  /** Past one block of columns, with a ragged tile in the second. */
  private static final int WIDE = GemmBlocking.NC + GemmBlocking.NR + 1;

  private GemmChecks() {}

  /** Every size as m, n and k, the others drawn from the small ones; then past the blocks. */
  static double unpacked(Kernels kernels, Transpose transpose) {
    SplittableRandom random = new SplittableRandom(transpose.ordinal());
    GemmBuffers buffers = new GemmBuffers();
    int differing = 0;
    for (int size : Operands.lengths()) {
      for (int repeat = 0; repeat < 4; repeat++) {
        int a = small(random);
        int b = small(random);
        differing += unpacked(kernels, transpose, size, a, b, random, buffers);
        differing += unpacked(kernels, transpose, a, size, b, random, buffers);
        differing += unpacked(kernels, transpose, a, b, size, random, buffers);
      }
    }
    differing += unpacked(kernels, transpose, 7, 19, DEEP, random, buffers);
    differing += unpacked(kernels, transpose, GemmBlocking.MC + 1, 19, DEEP, random, buffers);
    differing += unpacked(kernels, transpose, 7, WIDE, 5, random, buffers);
    return differing;
  }

  private static int small(SplittableRandom random) {
    int[] sizes = Operands.lengths();
    int size = sizes[random.nextInt(sizes.length)];
    return size > 131 ? 13 : size;
  }

  private static int unpacked(
      Kernels kernels,
      Transpose transpose,
      int m,
      int n,
      int k,
      SplittableRandom random,
      GemmBuffers buffers) {
    boolean tn = transpose == Transpose.TN;
    boolean nt = transpose == Transpose.NT;
    boolean accumulate = random.nextBoolean();
    int lda = (tn ? m : k) + PAD;
    int ldb = (nt ? k : n) + PAD;
    int ldc = n + PAD;
    float[] a = Operands.matrix(random, tn ? k : m, tn ? m : k);
    float[] b = Operands.matrix(random, nt ? n : k, nt ? k : n);
    float[] c = accumulate ? Operands.matrix(random, m, n) : Operands.nans(PAD + m * ldc);
    float[] expected = c.clone();
    kernels.gemm(transpose, m, n, k, a, PAD, lda, b, PAD, ldb, accumulate, c, PAD, ldc, buffers);
    REFERENCE.gemm(
        transpose, m, n, k, a, PAD, lda, b, PAD, ldb, accumulate, expected, PAD, ldc, buffers);
    return Bits.differing(expected, c);
  }

  /** Whole, and from the second tile on. */
  static double packed(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(12);
    GemmBuffers buffers = new GemmBuffers();
    int differing = 0;
    for (int n : Operands.lengths()) {
      for (int k : new int[] {0, 1, 31, DEEP}) {
        int m = 1 + random.nextInt(20);
        int ld = k + PAD;
        float[] a = Operands.matrix(random, m, k);
        float[] b = Operands.matrix(random, n, k);
        PackedMatrix packed = new PackedMatrix(Transpose.NT, n, k, b, PAD, ld);
        differing += packed(kernels, m, n, k, a, b, packed, 0, buffers);
        if (n > GemmBlocking.NR) {
          differing += packed(kernels, m, n, k, a, b, packed, GemmBlocking.NR, buffers);
        }
      }
    }
    return differing;
  }

  private static int packed(
      Kernels kernels,
      int m,
      int n,
      int k,
      float[] a,
      float[] b,
      PackedMatrix packed,
      int from,
      GemmBuffers buffers) {
    int columns = n - from;
    int ld = k + PAD;
    int ldc = columns + PAD;
    int start = PAD + from * ld;
    float[] c = Operands.nans(PAD + m * ldc);
    float[] expected = c.clone();
    kernels.gemmPacked(m, columns, a, PAD, ld, packed, from, false, c, PAD, ldc, buffers);
    REFERENCE.gemm(
        Transpose.NT, m, columns, k, a, PAD, ld, b, start, ld, false, expected, PAD, ldc, buffers);
    return Bits.differing(expected, c);
  }
}
