package dev.superlane.profile;

/**
 * What one loop reached.
 *
 * @param loop fma, load, store, copy, triad, update, gather or scatter
 * @param level where its data are: registers, L1, L2, … or memory
 * @param bytes its working set, as {@link WorkingSet#bytes}
 * @param unit of both figures: GFLOP/s (a multiply-add is two), GB/s (10⁹ bytes as the loop names
 *     them, a store's line is not counted as read) or G/s (10⁹ elements)
 */
public record Rate(
    String loop, String level, long bytes, String unit, double oneCore, double allCores) {
  static final String FMA = "fma";
  static final String REGISTERS = "registers";
}
