package dev.superlane.profile;

import java.util.ArrayList;
import java.util.List;

/**
 * How much data a loop runs over so that it comes from one level.
 *
 * @param level L1, L2, … or memory
 * @param bytes of each core, or of all cores together where {@code shared}
 */
public record WorkingSet(String level, long bytes, boolean shared) {
  static final String MEMORY = "memory";

  private static final long LEAST_MEMORY = 64L << 20;
  private static final long MOST_MEMORY = 256L << 20;

  /**
   * Half of each cache; four times the last for memory, but 64 to 256 MiB. The last cache, where
   * there are three or more, and memory are taken as shared by the cores.
   */
  static List<WorkingSet> of(List<Long> levels) {
    List<WorkingSet> sets = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      boolean shared = i >= 2 && i == levels.size() - 1;
      sets.add(new WorkingSet("L" + (i + 1), levels.get(i) / 2, shared));
    }
    long memory = Math.clamp(4 * levels.getLast(), LEAST_MEMORY, MOST_MEMORY);
    sets.add(new WorkingSet(MEMORY, memory, true));
    return sets;
  }

  long bytesEach(int cores) {
    return shared ? bytes / cores : bytes;
  }

  /**
   * The first level that holds so many bytes, memory otherwise; a cache holds twice its working
   * set.
   *
   * @param bytes of all cores together
   */
  static String level(List<WorkingSet> sets, double bytes, int cores) {
    return sets.stream()
        .filter(set -> !set.level.equals(MEMORY))
        .filter(set -> (set.shared ? bytes : bytes / cores) <= 2.0 * set.bytes)
        .map(WorkingSet::level)
        .findFirst()
        .orElse(MEMORY);
  }
}
