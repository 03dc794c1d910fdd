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
}
