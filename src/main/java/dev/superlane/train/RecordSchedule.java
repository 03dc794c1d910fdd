package dev.superlane.train;

import java.util.Arrays;

/** The steps at which a training is recorded: 0 and the distinct round(10^(k/16)); 16 a decade. */
final class RecordSchedule {
  private static final int PER_DECADE = 16;
  private static final int[] STEPS = steps();

  private RecordSchedule() {}

  static boolean holds(int step) {
    return Arrays.binarySearch(STEPS, step) >= 0;
  }

  /** The first recorded step after {@code step} of a training that ends at {@code last}. */
  static int next(int step, int last) {
    int at = Arrays.binarySearch(STEPS, step);
    int after = at >= 0 ? at + 1 : -at - 1;
    return after < STEPS.length ? Math.min(STEPS[after], last) : last;
  }

  private static int[] steps() {
    int[] steps = new int[256];
    int count = 1;
    for (int k = 0; ; k++) {
      long step = Math.round(StrictMath.pow(10, k / (double) PER_DECADE));
      if (step > Integer.MAX_VALUE) {
        return Arrays.copyOf(steps, count);
      }
      if (step > steps[count - 1]) {
        steps[count++] = (int) step;
      }
    }
  }
}
