package dev.superlane.profile;

import dev.superlane.kernel.Team;

/** The shortest of many short repetitions after warm-up: what a pass takes undisturbed. */
final class ShortestTime {
  /** Shorter than a scheduler's time slice: on a busy machine some repetitions stay undisturbed. */
  private static final long REPETITION_NS = 500_000;

  private static final int FEWEST_REPETITIONS = 5;

  private ShortestTime() {}

  /** Nanoseconds of a pass that every thread of the team does at once, each its own part. */
  static double ofPass(Team team, long warmUpNs, long measuringNs, Team.Region pass) {
    long start = System.nanoTime();
    long passes = 0;
    do {
      team.run(pass);
      passes++;
    } while (System.nanoTime() - start < warmUpNs);
    double each = (double) (System.nanoTime() - start) / passes;
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
}
