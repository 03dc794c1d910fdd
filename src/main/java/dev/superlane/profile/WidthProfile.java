package dev.superlane.profile;

import java.util.List;

/** All rates at one vector width. */
public record WidthProfile(int vectorBits, List<Rate> rates) {

  /** The fma peak. */
  public Rate fma() {
    return of(Rate.FMA, Rate.REGISTERS);
  }

  /**
   * @throws IllegalArgumentException if it was not measured
   */
  public Rate of(String loop, String level) {
    return rates.stream()
        .filter(rate -> rate.loop().equals(loop) && rate.level().equals(level))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no rate of " + loop + " from " + level));
  }

  /**
   * GB/s from a level: the best of its stream loops.
   *
   * @param cores 1, or all
   */
  public double bandwidth(String level, int cores) {
    return rates.stream()
        .filter(rate -> rate.level().equals(level) && rate.unit().equals("GB/s"))
        .mapToDouble(rate -> cores == 1 ? rate.oneCore() : rate.allCores())
        .max()
        .orElseThrow();
  }
}
