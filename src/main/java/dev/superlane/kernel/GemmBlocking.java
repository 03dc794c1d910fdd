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

  /**
   * Rows at most; m is split evenly. 384 rows × KC × 4 bytes = 786 KB, a part of an L2 of 1 or 2
   * MB, and no more than 5 GB/s from L3 where L2 is smaller. A minibatch's distinct features are
   * one block: at 200x2048x512 a panel of B that was met three times, from L3, cost 10 % on an
   * Emerald Rapids core (MC 96, 192 and 384: 0.95, 0.95 and 1.09 times OpenBLAS).
   */
  public static final int MC = 384;

  /**
   * Floats from one row of A's copy to the next; a constant, so that the tile reads six rows at
   * fixed distances from one address. With six addresses it had 14 integer instructions for 24 fmas
   * instead of 11, which took nothing from a Zen 4 and a sixth of the speed from an Emerald Rapids
   * core (145 GFLOP/s instead of 175), whose two 512-bit fma ports also do integers. KC itself, 2
   * KB, would put a block's rows into two sets of L1: TN 1024x256x512 had 101 GFLOP/s so on a Zen
   * 4, and 107 with 16 floats more.
   */
  static final int A_STRIDE = KC + 16;

  /** 2048 columns × KC × 4 bytes = 4 MB of L3; a multiple of every NR. */
  public static final int NC = 2048;

  private GemmBlocking() {}
}
