package dev.superlane.profile;

/**
 * A kernel or step under its roof.
 *
 * @param cores that work at once: a kernel on each, or a step split over them
 * @param level where its bytes fit
 * @param gflops as timed
 * @param roof the most that peak and bandwidth allow at its intensity, GFLOP/s
 */
public record RooflinePoint(
    String name,
    int cores,
    double flops,
    double bytes,
    String level,
    double nanoseconds,
    double gflops,
    double roof) {

  /** Flops a byte. */
  public double intensity() {
    return flops / bytes;
  }

  public double shareOfRoof() {
    return gflops / roof;
  }
}
