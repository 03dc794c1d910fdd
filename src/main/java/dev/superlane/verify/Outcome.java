package dev.superlane.verify;

import java.util.Optional;

/**
 * What a check measured.
 *
 * @param measured the deviation, held against the check's bound; NaN fails
 * @param curves what it was measured on, for a plot
 */
public record Outcome(double measured, Optional<CurvePair> curves) {
  public static Outcome of(double measured) {
    return new Outcome(measured, Optional.empty());
  }

  public static Outcome of(double measured, CurvePair curves) {
    return new Outcome(measured, Optional.of(curves));
  }
}
