package dev.superlane.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The latency of a load that depends on the one before, over working sets of growing size: one
 * closed walk through every cache line of the set. Lines are in random order within blocks of 64
 * KiB and the blocks in random order: prefetchers cannot follow, and misses of the address
 * translation are shared by a block's lines, so that the curve shows the caches.
 */
final class PointerChase {
  static final int LINE_INTS = 16;

  private static final int BLOCK_LINES = 1024;
  private static final int FEWEST_HOPS = 1 << 14;
  private static final long MEASURING_NS = 40_000_000;
  private static final int FEWEST_REPETITIONS = 3;
  private static final long SMALLEST_BYTES = 8 << 10;

  private PointerChase() {}

  /** Two sizes an octave, from 8 KiB up to {@code largestBytes}. */
  static List<Latency> curve(long largestBytes) throws InterruptedException {
    int[] next = new int[Math.toIntExact(largestBytes / Integer.BYTES)];
    List<Latency> curve = new ArrayList<>();
    for (long octave = SMALLEST_BYTES; octave <= largestBytes; octave *= 2) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      curve.add(new Latency(octave, measure(next, octave)));
      // 1.5 is the middle in lines that are whole, √2 is not.
      long middle = octave + octave / 2;
      if (middle < largestBytes) {
        curve.add(new Latency(middle, measure(next, middle)));
      }
    }
    return curve;
  }

  private static double measure(int[] next, long bytes) {
    int lines = (int) (bytes / (LINE_INTS * Integer.BYTES));
    link(next, lines, new SplittableRandom(bytes));
    int laps = Math.ceilDiv(FEWEST_HOPS, lines);
    int hops = laps * lines;
    requireStart(walk(next, hops));
    double shortest = Double.MAX_VALUE;
    long begun = System.nanoTime();
    for (int r = 0; r < FEWEST_REPETITIONS || System.nanoTime() - begun < MEASURING_NS; r++) {
      long from = System.nanoTime();
      int end = walk(next, hops);
      shortest = Math.min(shortest, (double) (System.nanoTime() - from) / hops);
      requireStart(end);
    }
    return shortest;
  }

  /** Whole laps end where they began. */
  private static void requireStart(int end) {
    if (end != 0) {
      throw new IllegalStateException("a closed walk ended at " + end + " instead of 0");
    }
  }

  /** Makes next[line · 16] one cycle through the first {@code lines} lines. */
  static void link(int[] next, int lines, SplittableRandom random) {
    int[] order = new int[lines];
    int[] blocks = shuffled(Math.ceilDiv(lines, BLOCK_LINES), random);
    int at = 0;
    for (int block : blocks) {
      int first = block * BLOCK_LINES;
      for (int line : shuffled(Math.min(BLOCK_LINES, lines - first), random)) {
        order[at++] = first + line;
      }
    }
    for (int i = 0; i < lines; i++) {
      next[order[i] * LINE_INTS] = order[(i + 1) % lines] * LINE_INTS;
    }
  }

  static int[] shuffled(int count, SplittableRandom random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  private static int walk(int[] next, int hops) {
    int at = 0;
    for (int i = 0; i < hops; i++) {
      at = next[at];
    }
    return at;
  }
}
