package dev.superlane.profile;

import java.util.ArrayList;
import java.util.List;

/** Where a latency curve says that a cache level ends. */
final class CacheLevels {
  /** As results state it. */
  static final String RULE =
      "a latency counts as no more than any larger working set's; a climb is a run of sizes each"
          + " more than 10 % above the one before, one flat size between two joins them; climbs of"
          + " 1.6 times and more separate levels; a level ends at the largest working set whose"
          + " latency is at most the geometric mean of its climb's foot and top";

  private static final double STEP = 1.10;
  private static final double CLIMB = 1.6;

  private CacheLevels() {}

  /** Bytes of each level, from the first; empty where the curve does not climb. */
  static List<Long> of(List<Latency> curve) {
    double[] ns = lowered(curve);
    List<Long> ends = new ArrayList<>();
    int foot = 0;
    while (foot < ns.length - 1) {
      if (!climbs(ns, foot)) {
        foot++;
        continue;
      }
      int top = foot + 1;
      while (climbs(ns, top) || climbs(ns, top + 1)) {
        top++;
      }
      if (ns[top] >= CLIMB * ns[foot]) {
        ends.add(curve.get(lastBelow(ns, foot, Math.sqrt(ns[foot] * ns[top]))).bytes());
      }
      foot = top;
    }
    return ends;
  }

  private static boolean climbs(double[] ns, int at) {
    return at < ns.length - 1 && ns[at + 1] > STEP * ns[at];
  }

  private static int lastBelow(double[] ns, int from, double bound) {
    int last = from;
    while (ns[last + 1] <= bound) {
      last++;
    }
    return last;
  }

  /** Disturbance only adds time: what a larger set can do, a smaller one can. */
  private static double[] lowered(List<Latency> curve) {
    double[] ns = new double[curve.size()];
    double lowest = Double.MAX_VALUE;
    for (int i = ns.length - 1; i >= 0; i--) {
      lowest = Math.min(lowest, curve.get(i).ns());
      ns[i] = lowest;
    }
    return ns;
  }
}
