package dev.superlane.reproduce;

import dev.superlane.fit.SeedInterval;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a measured interval says of a claim. All of the interval must lie where the claim puts it,
 * not only its middle.
 *
 * @param text holds, holds within …, holds in … or does not hold here
 */
public record Verdict(Kind kind, String text) {
  /** Of three kinds. */
  public enum Kind {
    HOLDS,
    HOLDS_IN_PART,
    DOES_NOT_HOLD
  }

  /** A claim that is missed by more than this many tolerances does not hold. */
  private static final double WIDEST = 3;

  static final Verdict HOLDS = new Verdict(Kind.HOLDS, "holds");
  static final Verdict DOES_NOT_HOLD = new Verdict(Kind.DOES_NOT_HOLD, "does not hold here");

  /** Within a distance of a value; up to three times as far in part. */
  static Verdict near(SeedInterval interval, double value, double tolerance) {
    double low = Math.abs(interval.low() - value);
    return within(Math.max(low, Math.abs(interval.high() - value)), tolerance);
  }

  /** From 0 up to a bound; up to three times the bound in part. */
  static Verdict atMost(SeedInterval interval, double bound) {
    return within(interval.high(), bound);
  }

  private static Verdict within(double worst, double tolerance) {
    if (worst <= tolerance) {
      return HOLDS;
    }
    if (!(worst <= WIDEST * tolerance)) {
      return DOES_NOT_HOLD;
    }
    String rounded = new BigDecimal(worst).setScale(2, RoundingMode.UP).toPlainString();
    return new Verdict(Kind.HOLDS_IN_PART, "holds within " + rounded);
  }

  static Verdict atLeast(SeedInterval interval, double bound) {
    return interval.low() >= bound ? HOLDS : DOES_NOT_HOLD;
  }

  /** A part of a whole. */
  static Verdict count(int holding, int all, String things) {
    if (holding == all) {
      return HOLDS;
    }
    return holding == 0
        ? DOES_NOT_HOLD
        : new Verdict(Kind.HOLDS_IN_PART, "holds in %d of %d %s".formatted(holding, all, things));
  }
}
