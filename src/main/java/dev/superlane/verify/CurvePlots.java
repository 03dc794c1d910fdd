package dev.superlane.verify;

import dev.superlane.report.Curve;
import dev.superlane.report.Curve.Style;
import dev.superlane.report.LogPlot;
import dev.superlane.report.LogPlot.Axis;
import java.util.List;

/** The pictures of a {@link CurvePair}. */
public final class CurvePlots {
  private CurvePlots() {}

  /** The trained loss with its theory over it. */
  public static LogPlot loss(String title, CurvePair curves) {
    return new LogPlot(
        title,
        Axis.decades("step", "t"),
        Axis.decades("loss", "L"),
        List.of(
            new Curve("trained", curves.steps(), curves.trained(), Style.MEASURED),
            new Curve("theory", curves.steps(), curves.theory(), Style.THEORY)));
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
