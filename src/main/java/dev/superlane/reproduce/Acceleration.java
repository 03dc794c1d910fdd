package dev.superlane.reproduce;

import dev.superlane.fit.LossCurve;
import dev.superlane.fit.Measurement;
import dev.superlane.fit.Measurement.Exponent;
import dev.superlane.fit.Measurement.NoPowerLaw;
import dev.superlane.theory.IdentityTrajectory;
import java.util.List;

/**
 * How much faster one cell of the grid learns with superposition, a number a seed.
 *
 * @param overGamma α/γ; NaN where there is no α
 * @param overSequential α over the exponent of the student without superposition, of the same seed,
 *     in the window in which α was measured; NaN where the rule refuses either
 * @param steps the steps that the exact theory without superposition takes to the loss at the
 *     window's end (the last loss where there is no window), over those taken with superposition
 * @param refusal why a seed has no exponent without superposition; empty if all have
 */
record Acceleration(double[] overGamma, double[] overSequential, double[] steps, String refusal) {
  /** Where even the slowest theory of the grid has come to any loss that a run has. */
  private static final long MOST_STEPS = 1L << 50;

  static Acceleration of(Measured measured, Setting superposition, Setting sequential) {
    List<Run> runs = measured.runs(superposition);
    List<Run> others = measured.runs(sequential);
    List<Measurement> exponents = measured.late(superposition).bySeed();
    IdentityTrajectory theory = measured.theory(sequential);
    int n = runs.size();
    double[] overGamma = new double[n];
    double[] overSequential = new double[n];
    double[] steps = new double[n];
    String refusal = "";
    for (int i = 0; i < n; i++) {
      LossCurve curve = runs.get(i).curve();
      double end = Double.POSITIVE_INFINITY;
      overGamma[i] = Double.NaN;
      overSequential[i] = Double.NaN;
      if (exponents.get(i) instanceof Exponent e) {
        end = e.to();
        overGamma[i] = e.law().exponent() / superposition.gamma();
        Measurement other = measured.inWindow(others.get(i), e.from(), e.to());
        switch (other) {
          case Exponent slow -> overSequential[i] = e.law().exponent() / slow.law().exponent();
          case NoPowerLaw none -> refusal = none.reason();
        }
      }
      steps[i] = runs.get(i).failure().isPresent() ? Double.NaN : stepRatio(curve, end, theory);
    }
    return new Acceleration(overGamma, overSequential, steps, refusal);
  }

  private static double stepRatio(LossCurve curve, double end, IdentityTrajectory theory) {
    int last = 0;
    while (last + 1 < curve.steps().length && curve.steps()[last + 1] <= end) {
      last++;
    }
    return stepsTo(curve.losses()[last], theory) / curve.steps()[last];
  }

  /** The first step at which the theory is at or below a loss. */
  static double stepsTo(double loss, IdentityTrajectory theory) {
    long above = 0;
    long below = 1;
    while (theory.loss(below) > loss && below < MOST_STEPS) {
      above = below;
      below *= 2;
    }
    while (below - above > 1) {
      long middle = above + (below - above) / 2;
      if (theory.loss(middle) > loss) {
        above = middle;
      } else {
        below = middle;
      }
    }
    return below;
  }
}
