package dev.superlane.profile;

import java.util.List;

/**
 * The most that a machine allows (Williams, Waterman and Patterson, "Roofline", 2009). What is
 * timed here runs over the same data again and again, so these come from the nearest memory that
 * holds them; a virtual machine's share of a cache has no clear edge, so no level is named but the
 * bandwidth read off its measured curve at the working set's own size.
 *
 * @param peak GFLOP/s of registers
 * @param curve bandwidth over working sets of growing size
 * @param cores that work at once
 */
public record Roof(double peak, List<Bandwidth> curve, int cores) {

  /** Between one core and all, at most as many times the one and at most what all can. */
  static Roof of(Rate fma, List<Bandwidth> curve, int cores) {
    return new Roof(of(cores, fma.oneCore(), fma.allCores()), curve, cores);
  }

  private static double of(int cores, double one, double all) {
    return cores == 1 ? one : Math.min(cores * one, all);
  }

  /**
   * GB/s at a working set, between two sizes of the curve along a line in both logarithms. A set
   * counts as no slower than any larger one: disturbance only takes bandwidth away.
   *
   * @param bytes of each core
   */
  public double bandwidth(double bytes) {
    int above = 0;
    while (above < curve.size() && curve.get(above).bytes() < bytes) {
      above++;
    }
    if (above == 0 || above == curve.size()) {
      return fromSize(Math.min(above, curve.size() - 1));
    }
    double low = curve.get(above - 1).bytes();
    double high = curve.get(above).bytes();
    double way = Math.log(bytes / low) / Math.log(high / low);
    return Math.pow(fromSize(above - 1), 1 - way) * Math.pow(fromSize(above), way);
  }

  private double fromSize(int index) {
    return curve.subList(index, curve.size()).stream()
        .mapToDouble(point -> of(cores, point.oneCore(), point.allCores()))
        .max()
        .orElseThrow();
  }

  /**
   * GFLOP/s allowed at flops a byte.
   *
   * @param bytes working set of each core
   */
  public double at(double intensity, double bytes) {
    return Math.min(peak, intensity * bandwidth(bytes));
  }

  /**
   * The share of the roof that a rate reaches; without flops, of the bandwidth.
   *
   * @param work of all cores together
   */
  public double share(Work work, double nanoseconds) {
    double moved = work.bytes() == 0 ? 0 : work.bytes() / bandwidth(work.workingSet() / cores);
    return Math.max(work.flops() / peak, moved) / nanoseconds;
  }
}
