package dev.superlane.kernel;

import java.util.SplittableRandom;

/** The sizes at which {@link KernelChecks#gemm} compares kernels. */
final class GemmChecks {
  private static final int L = Simd.LANES;
  private static final int MR = GemmBlocking.MR;
  private static final int NR = GemmBlocking.NR;
  private static final int MC = GemmBlocking.MC;
  private static final int NC = GemmBlocking.NC;
  private static final int KC = GemmBlocking.KC;

  private static final int[] SIZES = {
    0, 1, L - 1, L, L + 1, 2 * L + 3, MR - 1, MR, MR + 1, NR - 1, NR, NR + 1, 7, 13, 31, 67, 257,
    1000
  };

  private GemmChecks() {}

  /** Every size as m, as n and as k, the other two small. */
  static void sizes(Kernels kernels, Transpose transpose, boolean accumulate) {
    SplittableRandom random = new SplittableRandom(1);
    for (int size : SIZES) {
      for (int small : new int[] {1, 2, MR + 1}) {
        int other = 1 + random.nextInt(9);
        KernelChecks.gemm(kernels, transpose, size, other, small, accumulate, random);
        KernelChecks.gemm(kernels, transpose, small, size, other, accumulate, random);
        KernelChecks.gemm(kernels, transpose, other, small, size, accumulate, random);
      }
    }
  }

  static void random(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(2);
    Transpose[] transposes = Transpose.values();
    for (int i = 0; i < 400; i++) {
      int m = random.nextInt(3 * MR + 2);
      int n = random.nextInt(2 * NR + 2);
      int k = random.nextInt(20);
      KernelChecks.gemm(kernels, transposes[i % 3], m, n, k, random.nextBoolean(), random);
    }
  }

  /** More than one MC, KC and NC block, one by one and two at a time. */
  static void blocks(Kernels kernels, Transpose transpose, boolean accumulate) {
    int[][] shapes = {
      {MC + MR + 1, 5, 3},
      {2, NC + NR + 1, 5},
      {3, 5, 2 * KC + 3},
      {MC, 5, KC},
      {MC + MR + 1, 5, 2 * KC + 3},
      {2, NC + NR + 1, KC + 1},
      {MC + 1, NC + 1, 2}
    };
    SplittableRandom random = new SplittableRandom(3);
    for (int[] s : shapes) {
      KernelChecks.gemm(kernels, transpose, s[0], s[1], s[2], accumulate, random);
    }
  }

  /** Ragged and whole tiles, one and two KC blocks. */
  static void packed(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(4);
    int[][] shapes = {
      {0, 5, 3},
      {5, 0, 3},
      {3, 5, 0},
      {1, 1, 1},
      {MR, NR, 7},
      {2 * MR + 1, 2 * NR + L + 1, 9},
      {MC + 1, 3 * L, 3},
      {4, NR + 1, KC + 1}
    };
    for (int[] s : shapes) {
      for (Transpose transpose : new Transpose[] {Transpose.NN, Transpose.NT}) {
        KernelChecks.gemmPacked(kernels, transpose, s[0], s[1], s[2], false, random);
        KernelChecks.gemmPacked(kernels, transpose, s[0], s[1], s[2], true, random);
      }
    }
  }
}
