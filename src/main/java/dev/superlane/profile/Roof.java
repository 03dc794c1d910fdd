package dev.superlane.profile;

import java.util.List;
import java.util.stream.Stream;

/**
 * The most that a machine allows (Williams, Waterman and Patterson, "Roofline", 2009), with a slope
 * for each level of memory.
 *
 * @param rates of the vectors in use
 * @param cores 1, or all
 */
public record Roof(WidthProfile rates, List<WorkingSet> sets, int cores) {

  /** GFLOP/s of registers. */
  public double peak() {
    return of(rates.fma());
  }

  /** GB/s from a level: the best of load, store, copy and triad. */
  public double bandwidth(String level) {
    return Stream.of("load", "store", "copy", "triad")
        .mapToDouble(loop -> of(rates.of(loop, level)))
        .max()
        .orElseThrow();
  }

  private double of(Rate rate) {
    return cores == 1 ? rate.oneCore() : rate.allCores();
  }

  /** GFLOP/s allowed at flops a byte from a level. */
  public double at(double intensity, String level) {
    return Math.min(peak(), intensity * bandwidth(level));
  }

  /**
   * The first level that holds so many bytes, memory otherwise; a cache holds twice its working
   * set.
   *
   * @param bytes of all cores together
   */
  String level(double bytes) {
    return sets.stream()
        .filter(set -> !set.level().equals(WorkingSet.MEMORY))
        .filter(set -> (set.shared() ? bytes : bytes / cores) <= 2.0 * set.bytes())
        .map(WorkingSet::level)
        .findFirst()
        .orElse(WorkingSet.MEMORY);
  }

  RooflinePoint point(String name, Work work, double nanoseconds) {
    String level = level(work.bytes());
    double intensity = work.flops() / work.bytes();
    double gflops = work.flops() / nanoseconds;
    double roof = at(intensity, level);
    return new RooflinePoint(
        name,
        cores,
        work.flops(),
        work.bytes(),
        intensity,
        level,
        nanoseconds,
        gflops,
        roof,
        gflops / roof);
  }
}
