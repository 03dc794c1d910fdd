package dev.superlane.kernel;

/**
 * BLIS's blocking: an MC×KC block of A stays in L2, a KC×NR sliver of B in L1, a KC×NC panel of B
 * in L3. MR and NR are the register tile's.
 */
final class GemmBlocking {
  static final int MR = Simd.TILE.mr;
  static final int NR = Simd.TILE.nv * Simd.LANES;

  /** 256 rows of B: a sliver is 16 KB at NR = 16 and half of a 32 KB L1. */
  static final int KC = 256;

  /** 144 rows × KC × 4 bytes = 144 KB, under half of a 512 KB L2; a multiple of every MR. */
  static final int MC = 144;

  /** 2048 columns × KC × 4 bytes = 2 MB of L3; a multiple of every NR. */
  static final int NC = 2048;

  private GemmBlocking() {}
}
