package dev.superlane.profile;

/**
 * The most that a stream loop moved while it ran over one working set again and again: the best of
 * load, store, copy, triad and update.
 *
 * @param bytes of the working set, of each core
 * @param oneCore GB/s of one core alone
 * @param allCores GB/s of all together, each over a set of its own
 */
public record Bandwidth(long bytes, double oneCore, double allCores) {}
