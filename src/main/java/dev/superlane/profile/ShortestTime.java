package dev.superlane.profile;

import com.sun.management.ThreadMXBean;
import dev.superlane.kernel.Team;
import java.lang.management.ManagementFactory;

/** The shortest of many short repetitions after warm-up: what a pass takes undisturbed. */
final class ShortestTime {
  /**
   * Shorter than a scheduler's time slice, so that on a busy machine some repetitions stay
   * undisturbed; long beside the start and join of a team.
   */
  private static final long REPETITION_NS = 1_000_000;

  private static final int FEWEST_REPETITIONS = 5;

  /** A loop that cannot be compiled well is timed as it is. */
  private static final long LONGEST_WARM_UP_NS = 1_000_000_000;

  private static final int MOST_PASSES = 1 << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private ShortestTime() {}

  /** Nanoseconds of a pass that every thread of the team does at once, each its own part. */
  static double ofPass(Team team, long warmUpNs, long measuringNs, Team.Region pass) {
    int passes = warmUp(team, warmUpNs, pass);
    Team.Region repetition = repeated(pass, passes);
    double shortest = Double.MAX_VALUE;
    long begun = System.nanoTime();
    for (int r = 0; r < FEWEST_REPETITIONS || System.nanoTime() - begun < measuringNs; r++) {
      shortest = Math.min(shortest, time(team, repetition));
    }
    return shortest / passes;
  }

  /**
   * Runs for {@code leastNs} and until nothing is allocated any more: while vectors are not
   * compiled they are objects.
   *
   * @return passes that fill a repetition
   */
  private static int warmUp(Team team, long leastNs, Team.Region pass) {
    int passes = 1;
    long begun = System.nanoTime();
    boolean allocates = true;
    while (true) {
      long elapsed = System.nanoTime() - begun;
      boolean warm = elapsed >= leastNs && !allocates || elapsed >= LONGEST_WARM_UP_NS;
      Team.Region repetition = repeated(pass, passes);
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      double ns = time(team, repetition);
      allocates = THREADS.getCurrentThreadAllocatedBytes() != bytes;
      if (ns < REPETITION_NS && passes < MOST_PASSES) {
        passes *= 2;
      } else if (warm) {
        return passes;
      }
    }
  }

  private static double time(Team team, Team.Region repetition) {
    long from = System.nanoTime();
    team.run(repetition);
    return System.nanoTime() - from;
  }

  private static Team.Region repeated(Team.Region pass, int passes) {
    return (part, parts) -> {
      for (int i = 0; i < passes; i++) {
        pass.run(part, parts);
      }
    };
  }
}
