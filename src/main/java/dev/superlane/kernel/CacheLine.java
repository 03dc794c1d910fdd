package dev.superlane.kernel;

/**
 * Where a large float[] is worth beginning with. HotSpot puts element 0 16 bytes into an array, and
 * G1 begins an array of half a region or more, 1 MB with a heap of 4 to 8 GB, at a region and so at
 * a cache line. Smaller arrays, and those of other collectors, lie anywhere.
 *
 * <p>A 512-bit load from within a line is one access, across two lines it is two: rows of 512
 * floats in L1 were summed in 7 ns each when they began at a line and in 11 otherwise, in L2 in 12
 * and 17 (Zen 5). GEMM's 6x4 tile did not notice there, but went from 153 to 175 GFLOP/s with its
 * sliver of B at a line on an Emerald Rapids core.
 */
public final class CacheLine {
  /** The first element that begins a line. */
  public static final int FIRST = 12;

  /**
   * Elements behind what a thread writes before what the next one writes. A line that two cores
   * write goes to and fro between them, and Intel's fetch lines by two: with the bits of occupied
   * columns, 128 bytes a thread, side by side, Q at N 1024, K 256, B 8192 took 0.75 ms on two
   * threads and 0.70 on one (Emerald Rapids); apart, 0.48 on two.
   */
  private static final int APART = 32;

  private CacheLine() {}

  /** An array with {@code length} elements from {@link #FIRST} on. */
  public static float[] floats(int length) {
    return new float[Math.addExact(FIRST, length)];
  }

  /** Scratch of {@code length} for each thread, no line of which is another's. */
  public static float[][] floats(int threads, int length) {
    return new float[threads][Math.addExact(length, APART)];
  }

  /** As {@link #floats(int, int)}. */
  public static long[][] longs(int threads, int length) {
    return new long[threads][Math.addExact(length, APART)];
  }
}
