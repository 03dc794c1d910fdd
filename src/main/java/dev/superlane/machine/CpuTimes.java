package dev.superlane.machine;

import java.util.Optional;

/**
 * Clock ticks of all cores since boot, from the first line of /proc/stat.
 *
 * @param busy ticks in which a core worked for this machine
 * @param stolen ticks in which a core was wanted and the hypervisor ran something else on it
 */
record CpuTimes(long busy, long stolen) {
  /** USER_HZ, in which /proc counts on every architecture that has a 64-bit JDK. */
  static final long TICK_NS = 10_000_000;

  /** How many counters are rounded down to whole ticks in {@link #busy}. */
  static final int BUSY_COUNTERS = 5;

  private static final int IDLE = 4;
  private static final int IOWAIT = 5;
  private static final int STEAL = 8;

  /** user nice system idle iowait irq softirq steal; guest time is part of user time. */
  static Optional<CpuTimes> parse(String stat) {
    String[] words = stat.lines().findFirst().orElse("").split("\\s+");
    if (!words[0].equals("cpu") || words.length <= STEAL) {
      return Optional.empty();
    }
    try {
      long busy = 0;
      for (int i = 1; i < STEAL; i++) {
        long ticks = Long.parseLong(words[i]);
        busy += i == IDLE || i == IOWAIT ? 0 : ticks;
      }
      return Optional.of(new CpuTimes(busy, Long.parseLong(words[STEAL])));
    } catch (NumberFormatException unknown) {
      return Optional.empty();
    }
  }

  /** Ticks since {@code earlier}. */
  CpuTimes since(CpuTimes earlier) {
    return new CpuTimes(busy - earlier.busy, stolen - earlier.stolen);
  }

  /**
   * The stolen share of the time that was wanted, 0 … 1: by it the hypervisor lengthens, on
   * average, whatever runs. One tick is what rounding may have added.
   */
  double stolenShare() {
    long surely = Math.max(0, stolen - 1);
    return surely == 0 ? 0 : (double) surely / (busy + stolen);
  }
}
