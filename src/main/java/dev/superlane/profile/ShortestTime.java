package dev.superlane.profile;

import dev.superlane.kernel.Team;

/** The shortest of many short repetitions after warm-up: what a pass takes undisturbed. */
final class ShortestTime {
  /** Shorter than a scheduler's time slice: on a busy machine some repetitions stay undisturbed. */
  private static final long REPETITION_NS = 500_000;

  private static final long WINDOW_NS = 15_000_000;
  private static final int UNCHANGED_WINDOWS = 3;
  private static final double FASTER = 0.95;

  private static final int FEWEST_REPETITIONS = 5;

  private ShortestTime() {}

  /** Nanoseconds of a pass that every thread of the team does at once, each its own part. */
  static double ofPass(Team team, long warmUpNs, long measuringNs, Team.Region pass) {
    double each = warmUp(team, warmUpNs, pass);
    int calls = (int) Math.max(1, Math.ceil(REPETITION_NS / each));
    Team.Region repetition =
        (part, parts) -> {
          for (int i = 0; i < calls; i++) {
            pass.run(part, parts);
          }
        };
    double shortest = Double.MAX_VALUE;
    long begun = System.nanoTime();
    for (int r = 0; r < FEWEST_REPETITIONS || System.nanoTime() - begun < measuringNs; r++) {
      long from = System.nanoTime();
      team.run(repetition);
      shortest = Math.min(shortest, (double) (System.nanoTime() - from) / calls);
    }
    return shortest;
  }

  /** Runs until it is warm, and has not become faster for a while; returns nanoseconds a pass. */
  private static double warmUp(Team team, long leastNs, Team.Region pass) {
    long begun = System.nanoTime();
    double shortest = Double.MAX_VALUE;
    int unchanged = 0;
    while (System.nanoTime() - begun < leastNs || unchanged < UNCHANGED_WINDOWS) {
      long from = System.nanoTime();
      long passes = 0;
      do {
        team.run(pass);
        passes++;
      } while (System.nanoTime() - from < WINDOW_NS);
      double each = (double) (System.nanoTime() - from) / passes;
      unchanged = each < FASTER * shortest ? 0 : unchanged + 1;
      shortest = Math.min(shortest, each);
    }
    return shortest;
  }
}
