package dev.superlane.kernel;

/**
 * BLIS's blocking: an MC×KC block of A stays in L2, a KC×NR sliver of B in L1, a KC×NC panel of B
 * in L3. MR and NR are the register tile's.
 */
final class GemmBlocking {
  static final int MR = Simd.TILE.mr;
  static final int NR = Simd.TILE.nv * Simd.LANES;

  /**
   * 384 rows of B: a sliver is 24 KB at NR = 16 and with A's 6 KB still in a 32 KB L1. C is read
   * and written once per KC, so a longer one pays: on a Zen 3 core n = 1152 went from 66 (KC 256,
   * MC 144) to 75 GFLOP/s.
   */
  static final int KC = 384;

  /** 48 rows × KC × 4 bytes = 72 KB, a small part of a 512 KB L2; a multiple of every MR. */
  static final int MC = 48;

  /** 2048 columns × KC × 4 bytes = 3 MB of L3; a multiple of every NR. */
  static final int NC = 2048;

  private GemmBlocking() {}
}
