package dev.superlane.verify;

/**
 * A trained curve beside its theory, at the steps that a check judges.
 *
 * @param steps ascending
 * @param theory what must come out, one a step
 * @param trained what came out, one a step
 * @param tolerance the relative difference that the check allows, one a step; none where it judges
 *     something else
 */
public record CurvePair(double[] steps, double[] theory, double[] trained, double[] tolerance) {

  public CurvePair {
    boolean paired = theory.length == steps.length && trained.length == steps.length;
    if (!paired || (tolerance.length != steps.length && tolerance.length != 0)) {
      throw new IllegalArgumentException(
          "%d steps, %d of theory, %d trained, %d tolerances"
              .formatted(steps.length, theory.length, trained.length, tolerance.length));
    }
  }

  /** |trained/theory − 1|, one a step. */
  public double[] relativeDifference() {
    double[] difference = new double[steps.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = Math.abs(trained[i] / theory[i] - 1);
    }
    return difference;
  }

  /** The largest relative difference; NaN if one is, 0 without steps. */
  public double worst() {
    double worst = 0;
    for (double difference : relativeDifference()) {
      worst = Math.max(worst, difference);
    }
    return worst;
  }
}
