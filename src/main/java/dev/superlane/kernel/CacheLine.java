package dev.superlane.kernel;

/**
 * Where a float[] is worth beginning with. HotSpot puts element 0 16 bytes into an object, and
 * objects anywhere, unless it is started with {@code -XX:ObjectAlignmentInBytes=64}, as
 * scripts/superlane and the benchmarks' forks are: then element {@link #FIRST} begins a cache line
 * in any array, heap and collector. Without it only arrays that G1 calls humongous, of half a
 * region or more, lie so (2 MB at a heap of 6 GB), others by chance and in every JVM elsewhere.
 *
 * <p>A 512-bit load from within a line is one access, across two lines it is two: rows of 512
 * floats in L1 were summed in 7 ns each when they began at a line and in 11 otherwise, in L2 in 12
 * and 17 (Zen 5). On an Emerald Rapids core T = Q·W at N 1024, K 256, B 512 took 92 to 102 µs where
 * W did and 138 to 144 otherwise; GEMM's 6x4 tile went from 153 to 175 GFLOP/s with its sliver of B
 * at a line, on a Zen 5 it did not notice.
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
