package dev.superlane.reproduce;

import dev.superlane.fit.SeedInterval;
import java.math.BigDecimal;
import java.util.Locale;

/** How numbers are written, in any locale. */
final class Numbers {
  private Numbers() {}

  /** As short as it can be: 0, 0.5, 1.1. */
  static String plain(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  /** With two decimals, or one digit more than the whole part where that is long. */
  static String fixed(double value) {
    String format = Math.abs(value) < 10 ? "%.2f" : Math.abs(value) < 100 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, format, value).replace('-', '\u2212');
  }

  /** mean [low, high]. */
  static String interval(SeedInterval interval) {
    return "%s [%s, %s]"
        .formatted(fixed(interval.mean()), fixed(interval.low()), fixed(interval.high()));
  }
}
