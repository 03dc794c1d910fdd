package dev.superlane.verify;

import dev.superlane.report.Curve;
import dev.superlane.report.Curve.Style;
import dev.superlane.report.LogPlot;
import dev.superlane.report.LogPlot.Axis;
import java.util.ArrayList;
import java.util.List;

/** The pictures of a {@link CurvePair}. */
public final class CurvePlots {
  private CurvePlots() {}

  /** A dot this much further on than the last one does not hide the theory between them. */
  private static final double APART = 1.2;

  /** The trained loss as dots on its theory. */
  public static LogPlot loss(String title, CurvePair curves) {
    return new LogPlot(
        title,
        Axis.decades("step", "t"),
        Axis.decades("loss", "L"),
        List.of(
            new Curve("theory", curves.steps(), curves.theory(), Style.THEORY),
            apart(new Curve("trained", curves.steps(), curves.trained(), Style.POINTS))));
  }

  private static Curve apart(Curve curve) {
    double[] x = curve.x();
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      if (kept.isEmpty() || x[i] >= APART * x[kept.getLast()] || i == x.length - 1) {
        kept.add(i);
      }
    }
    return new Curve(
        curve.label(),
        kept.stream().mapToDouble(i -> x[i]).toArray(),
        kept.stream().mapToDouble(i -> curve.y()[i]).toArray(),
        curve.style());
  }

  /** The relative difference, and what the check allows. */
  public static LogPlot difference(String title, CurvePair curves) {
    Curve difference =
        new Curve(
            "|trained / theory \u2212 1|",
            curves.steps(),
            curves.relativeDifference(),
            Style.MEASURED);
    return new LogPlot(
        title,
        Axis.decades("step", "t"),
        Axis.decades("relative difference", ""),
        curves.tolerance().length == 0
            ? List.of(difference)
            : List.of(
                difference,
                new Curve("allowed", curves.steps(), curves.tolerance(), Style.THEORY)));
  }
}
