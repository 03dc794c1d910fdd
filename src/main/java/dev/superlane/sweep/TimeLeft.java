package dev.superlane.sweep;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long the trainings that are left will take, from what they are expected to cost and how that
 * compared for those that are done. Trainings of one kind share an error of the expectation. Not
 * for several threads at once.
 */
public final class TimeLeft {
  /**
   * A training.
   *
   * @param kind of a common error
   * @param nanos expected
   */
  public record Work(String kind, double nanos) {}

  private static final class Sum {
    private double left;
    private double expected;
    private double taken;
  }

  private final int atOnce;
  private final Map<String, Sum> kinds = new HashMap<>();

  /**
   * @param atOnce trainings that run at a time
   */
  public TimeLeft(List<Work> all, int atOnce) {
    this.atOnce = atOnce;
    for (Work work : all) {
      kinds.computeIfAbsent(work.kind(), kind -> new Sum()).left += work.nanos();
    }
  }

  /** One of them is done and took so long. */
  public void done(Work work, double nanos) {
    Sum sum = kinds.get(work.kind());
    sum.left = Math.max(0, sum.left - work.nanos()); // sums round
    sum.expected += work.nanos();
    sum.taken += nanos;
  }

  /** One of them will not be done; of how long the others take that says nothing. */
  public void dropped(Work work) {
    Sum sum = kinds.get(work.kind());
    sum.left = Math.max(0, sum.left - work.nanos());
  }

  /** Of the whole, in seconds. */
  public double seconds() {
    double expected = kinds.values().stream().mapToDouble(sum -> sum.expected).sum();
    double taken = kinds.values().stream().mapToDouble(sum -> sum.taken).sum();
    double common = expected > 0 ? taken / expected : 1;
    return kinds.values().stream()
            .mapToDouble(sum -> sum.left * (sum.expected > 0 ? sum.taken / sum.expected : common))
            .sum()
        / atOnce
        / 1e9;
  }

  /** As people say it: 40 seconds, 12 minutes, 3.5 hours. */
  public static String words(double seconds) {
    if (seconds < 100) {
      long whole = Math.round(seconds);
      return whole + (whole == 1 ? " second" : " seconds");
    }
    if (seconds < 100 * 60) {
      return Math.round(seconds / 60) + " minutes";
    }
    return Math.round(seconds / 360) / 10.0 + " hours";
  }
}
