package dev.superlane.latency;

import java.util.Arrays;

/** The ten longest of many times, longest first. Offering one allocates nothing. */
public final class LongestTimes {
  private static final int MOST = 10;

  private final int[] steps = new int[MOST];
  private final long[] starts = new long[MOST];
  private final long[] times = new long[MOST];
  private int count;

  /**
   * @param start the timer's reading, {@link System#nanoTime}
   */
  void offer(int step, long start, long ns) {
    int at = count;
    if (count < MOST) {
      count++;
    } else if (ns <= times[MOST - 1]) {
      return;
    } else {
      at = MOST - 1;
    }
    for (; at > 0 && times[at - 1] < ns; at--) {
      steps[at] = steps[at - 1];
      starts[at] = starts[at - 1];
      times[at] = times[at - 1];
    }
    steps[at] = step;
    starts[at] = start;
    times[at] = ns;
  }

  void reset() {
    count = 0;
    Arrays.fill(times, 0);
  }

  /** How many there are, at most 10. */
  public int count() {
    return count;
  }

  /** The step's number. */
  public int step(int rank) {
    return steps[rank];
  }

  /** When it began, as {@link System#nanoTime}. */
  public long start(int rank) {
    return starts[rank];
  }

  /** Exact nanoseconds; 0 where there is none of that rank. */
  public long ns(int rank) {
    return times[rank];
  }
}
