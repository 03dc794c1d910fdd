package dev.superlane.profile;

import java.util.List;

/**
 * A kernel or step under its roof.
 *
 * @param cores that work at once: a kernel on each, or a step split over them
 * @param flops of all cores, as {@link Work} counts them, and bytes likewise
 * @param workingSet bytes of all cores that are touched again and again
 * @param intensity flops a byte
 * @param level the first that holds the working set, by the caches' measured sizes; the roof does
 *     not depend on it
 * @param gflops as timed
 * @param roof the most that peak and bandwidth allow at its intensity, GFLOP/s
 * @param shareOfRoof gflops / roof
 * @param aboveRoof what it means that the share is above {@link #MOST}, else null
 */
public record RooflinePoint(
    String name,
    int cores,
    double flops,
    double bytes,
    double workingSet,
    double intensity,
    String level,
    double nanoseconds,
    double gflops,
    double roof,
    double shareOfRoof,
    String aboveRoof) {

  /** Both are best times of one machine, which repeat within a few per cent. */
  static final double MOST = 1.05;

  static RooflinePoint of(
      String name, Work work, double nanoseconds, List<WorkingSet> sets, Roof roof) {
    double intensity = work.flops() / work.bytes();
    double gflops = work.flops() / nanoseconds;
    double most = roof.at(intensity, work.workingSet() / roof.cores());
    return new RooflinePoint(
        name,
        roof.cores(),
        work.flops(),
        work.bytes(),
        work.workingSet(),
        intensity,
        WorkingSet.level(sets, work.workingSet(), roof.cores()),
        nanoseconds,
        gflops,
        most,
        gflops / most,
        gflops > MOST * most ? above(work, nanoseconds, most, roof) : null);
  }

  private static String above(Work work, double nanoseconds, double most, Roof roof) {
    return most == roof.peak()
        ? "faster than the fma peak: the clock was higher than when that was measured"
        : "moves %.0f GB/s where no loop over as large a set moved more than %.0f: other guests"
                .formatted(
                    work.bytes() / nanoseconds, roof.bandwidth(work.workingSet() / roof.cores()))
            + " held the loops up, or some of its data stayed in a nearer cache than theirs";
  }
}
