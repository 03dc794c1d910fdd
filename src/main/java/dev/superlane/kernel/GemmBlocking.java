package dev.superlane.kernel;

/**
 * BLIS's blocking: an MC×KC block of A and a KC×NR sliver of B stay in L2, a KC×NC panel of B in
 * L3. MR and NR are the register tile's. Public for those who test at its edges.
 */
public final class GemmBlocking {
  /** Rows of the register tile. */
  public static final int MR = 6;

  /** Vectors of its width: 24 accumulators want 32 registers, 12 fit into 16. */
  static final int NV = Simd.REGISTERS < 32 ? 2 : 4;

  /** Columns of the register tile. */
  public static final int NR = NV * Simd.LANES;

  /**
   * Depth at most; k is split evenly. C is read and written once per KC, and the hardware
   * prefetches a sliver from L2 as fast as the tile eats it (11 bytes a cycle), so a sliver need
   * not fit L1: on a Zen 4 core n = 1024 went from 102 (KC 256) over 103 (384) to 106 GFLOP/s.
   */
  public static final int KC = 512;

  /** 96 rows × KC × 4 bytes = 192 KB, a part of L2 from 512 KB up; a multiple of MR. */
  public static final int MC = 96;

  /**
   * Floats from one row of a transposed A's copy to the next. KC apart, 2 KB, all 96 rows of a
   * block would share two sets of a 32 KB L1 and push each other out: TN 1024x256x512 went from 101
   * to 107 GFLOP/s.
   */
  static final int A_STRIDE = KC + 16;

  /** 2048 columns × KC × 4 bytes = 4 MB of L3; a multiple of every NR. */
  public static final int NC = 2048;

  private GemmBlocking() {}
}
