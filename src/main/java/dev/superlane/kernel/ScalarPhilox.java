package dev.superlane.kernel;

/**
 * Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3"
 * (SC11), one counter after another; the reference of {@link VectorPhilox}.
 */
final class ScalarPhilox {
  private ScalarPhilox() {}

  /** See {@link Kernels#philox}. */
  static void generate(
      int n, long seed, long[] c0, long[] c1, int c2, int c3, long[] high, long[] low) {
    for (int i = 0; i < n; i++) {
      long x0 = c0[i] & VectorPhilox.LOW;
      long x1 = c1[i] & VectorPhilox.LOW;
      long x2 = c2 & VectorPhilox.LOW;
      long x3 = c3 & VectorPhilox.LOW;
      int k0 = (int) seed;
      int k1 = (int) (seed >>> 32);
      for (int round = 0; round < VectorPhilox.ROUNDS; round++) {
        long product0 = VectorPhilox.MULTIPLIER_0 * x0;
        long product1 = VectorPhilox.MULTIPLIER_1 * x2;
        x0 = product1 >>> 32 ^ x1 ^ k0 & VectorPhilox.LOW;
        x1 = product1 & VectorPhilox.LOW;
        x2 = product0 >>> 32 ^ x3 ^ k1 & VectorPhilox.LOW;
        x3 = product0 & VectorPhilox.LOW;
        k0 += VectorPhilox.WEYL_0;
        k1 += VectorPhilox.WEYL_1;
      }
      high[i] = x0 << 32 | x1;
      low[i] = x2 << 32 | x3;
    }
  }
}
