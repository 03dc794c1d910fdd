package dev.superlane.reproduce;

import dev.superlane.figure.Series;
import dev.superlane.figure.Series.Look;
import dev.superlane.fit.LocalExponent;
import dev.superlane.fit.LossCurve;
import dev.superlane.fit.SeedInterval;
import dev.superlane.theory.IdentityTrajectory;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/** Runs that differ by their seed alone, as one curve: the median, and a t interval about it. */
final class SeedCurves {
  private SeedCurves() {}

  /** L; intervals are those of ln L. */
  static List<Series> losses(List<Run> runs, String label, Look look) {
    return curve(runs, label, look, LossCurve::losses, Math::log, Math::exp);
  }

  /** L over its first value. */
  static List<Series> relativeLosses(List<Run> runs, String label, Look look) {
    return curve(runs, label, look, SeedCurves::relative, Math::log, Math::exp);
  }

  private static double[] relative(LossCurve curve) {
    double[] relative = new double[curve.losses().length];
    for (int i = 0; i < relative.length; i++) {
      relative[i] = curve.losses()[i] / curve.losses()[0];
    }
    return relative;
  }

  static List<Series> localExponents(List<Run> runs, String label, Look look) {
    return curve(runs, label, look, LocalExponent::along, x -> x, x -> x);
  }

  /** Of the exact theory, at these steps. */
  static Series localExponents(String label, double[] steps, IdentityTrajectory theory, Look look) {
    double[] losses = new double[steps.length];
    for (int i = 0; i < steps.length; i++) {
      losses[i] = theory.loss((long) steps[i]);
    }
    return Series.line(label, steps, LocalExponent.along(new LossCurve(steps, losses)), look);
  }

  /** None if every run failed; a run that failed is left out. */
  private static List<Series> curve(
      List<Run> all,
      String label,
      Look look,
      Function<LossCurve, double[]> values,
      DoubleUnaryOperator forth,
      DoubleUnaryOperator back) {
    List<Run> runs = all.stream().filter(run -> run.failure().isEmpty()).toList();
    if (runs.isEmpty()) {
      return List.of();
    }
    double[] steps = runs.getFirst().curve().steps();
    List<double[]> columns = runs.stream().map(run -> values.apply(run.curve())).toList();
    double[] y = new double[steps.length];
    double[] low = new double[steps.length];
    double[] high = new double[steps.length];
    for (int i = 0; i < steps.length; i++) {
      int row = i;
      double[] seeds = columns.stream().mapToDouble(column -> column[row]).toArray();
      y[i] = Estimate.median(seeds);
      if (seeds.length > 1) {
        SeedInterval interval =
            SeedInterval.of(
                columns.stream().mapToDouble(c -> forth.applyAsDouble(c[row])).toArray());
        low[i] = back.applyAsDouble(interval.low());
        high[i] = back.applyAsDouble(interval.high());
      }
    }
    boolean spread = runs.size() > 1;
    double[] none = {};
    return List.of(new Series(label, steps, y, spread ? low : none, spread ? high : none, look));
  }
}
