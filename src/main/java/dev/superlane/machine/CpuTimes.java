package dev.superlane.machine;

import java.util.Optional;

/**
 * Clock ticks of all cores since boot, from the first line of /proc/stat.
 *
 * @param total ticks of any kind
 * @param stolen ticks in which the hypervisor ran something else
 */
record CpuTimes(long total, long stolen) {
  private static final int STEAL = 8;

  /** user nice system idle iowait irq softirq steal; guest time is part of user time. */
  static Optional<CpuTimes> parse(String stat) {
    String[] words = stat.lines().findFirst().orElse("").split("\\s+");
    if (!words[0].equals("cpu") || words.length <= STEAL) {
      return Optional.empty();
    }
    try {
      long total = 0;
      for (int i = 1; i <= STEAL; i++) {
        total += Long.parseLong(words[i]);
      }
      return Optional.of(new CpuTimes(total, Long.parseLong(words[STEAL])));
    } catch (NumberFormatException unknown) {
      return Optional.empty();
    }
  }

  /** The share of the time since {@code earlier} that was stolen, 0 … 1. */
  double stolenSince(CpuTimes earlier) {
    long ticks = total - earlier.total;
    return ticks <= 0 ? 0 : (double) (stolen - earlier.stolen) / ticks;
  }
}
