package dev.superlane.profile;

/**
 * A kernel or step under its roof.
 *
 * @param cores that work at once: a kernel on each, or a step split over them
 * @param flops of all cores, as {@link Work} counts them, and bytes likewise
 * @param intensity flops a byte
 * @param level where its bytes fit
 * @param gflops as timed
 * @param roof the most that peak and bandwidth allow at its intensity, GFLOP/s
 * @param shareOfRoof gflops / roof
 */
public record RooflinePoint(
    String name,
    int cores,
    double flops,
    double bytes,
    double intensity,
    String level,
    double nanoseconds,
    double gflops,
    double roof,
    double shareOfRoof) {}
