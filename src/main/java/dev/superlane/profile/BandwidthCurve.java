package dev.superlane.profile;

import dev.superlane.kernel.Team;
import dev.superlane.machine.PeakFma;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Measures {@link Bandwidth} over working sets of growing size, at this JVM's vector width. */
public final class BandwidthCurve {
  private static final long WARM_UP_NS = 15_000_000;
  private static final long MEASURING_NS = 25_000_000;
  private static final long FMA_NS = 200_000_000;
  private static final long SMALLEST_BYTES = 8 << 10;
  private static final long LARGEST_BYTES = 256L << 20;

  private BandwidthCurve() {}

  /**
   * Two sizes an octave, from 8 KiB a core up to a core's share of {@code largestBytes}.
   *
   * @param cores all
   */
  static List<Bandwidth> measure(long largestBytes, int cores) {
    long most = largestBytes / cores;
    CoreData[] data = data(cores, most);
    List<Bandwidth> curve = new ArrayList<>();
    try (Team one = new Team(1);
        Team all = new Team(cores)) {
      for (long octave = SMALLEST_BYTES; octave <= most; octave *= 2) {
        for (long bytes : new long[] {octave, octave + octave / 2}) {
          if (bytes <= most) {
            curve.add(new Bandwidth(bytes, best(one, data, bytes), best(all, data, bytes)));
          }
        }
      }
    }
    return curve;
  }

  /**
   * The roof over one working set alone, measured in about a second.
   *
   * @param cores at work at once
   * @param bytes of each core
   */
  public static Roof here(int cores, double bytes) {
    long set = Math.clamp((long) bytes, SMALLEST_BYTES, LARGEST_BYTES / cores);
    CoreData[] data = data(cores, set);
    try (Team team = new Team(cores)) {
      double fma = ShortestTime.ofPass(team, WARM_UP_NS, FMA_NS, (part, parts) -> data[part].fma());
      double gbytes = best(team, data, set);
      double peak = cores * PeakFma.flopsOfPass() / fma;
      return new Roof(peak, List.of(new Bandwidth(set, gbytes, gbytes)), cores);
    }
  }

  private static CoreData[] data(int cores, long bytes) {
    return Stream.generate(() -> new CoreData(bytes)).limit(cores).toArray(CoreData[]::new);
  }

  private static double best(Team team, CoreData[] data, long bytes) {
    double best = 0;
    for (CoreData.Loop loop : CoreData.LOOPS) {
      double work = 0;
      for (int core = 0; core < team.threads(); core++) {
        work += (double) data[core].layOut(bytes, loop.arrays()) * loop.bytes();
      }
      double ns =
          ShortestTime.ofPass(
              team, WARM_UP_NS, MEASURING_NS, (part, parts) -> loop.pass().accept(data[part]));
      Stream.of(data).limit(team.threads()).forEach(loop.check());
      best = Math.max(best, work / ns);
    }
    return best;
  }
}
