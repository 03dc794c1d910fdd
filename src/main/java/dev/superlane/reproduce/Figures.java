package dev.superlane.reproduce;

import dev.superlane.figure.Figure;
import dev.superlane.figure.Palette;
import dev.superlane.figure.Panels;
import dev.superlane.figure.Panels.Panel;
import dev.superlane.figure.Scale;
import dev.superlane.figure.Series;
import dev.superlane.figure.Series.Line;
import dev.superlane.figure.Series.Look;
import dev.superlane.figure.Series.Marker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** The curves of a reproduction; its tables of exponents are {@link Tables}. */
public final class Figures {
  /**
   * A figure and what stands below it.
   *
   * @param name of its files
   */
  public record Captioned(String name, String caption, Figure figure) {}

  private static final double SMALL = 480;
  private static final double LARGE = 760;

  /** Intervals of curves at one abscissa stand beside each other. */
  private static final double DODGE = 1.04;

  private static final Marker[] MARKERS = {Marker.DISC, Marker.SQUARE, Marker.TRIANGLE};
  private static final Look GUIDE = new Look(Palette.GREY, Line.DOTTED, Marker.NONE);
  private static final Look THEORY = new Look(Palette.INK, Line.DASHED, Marker.NONE);

  private final Measured measured;
  private final Recipe recipe;

  private Figures(Measured measured) {
    this.measured = measured;
    recipe = measured.recipe();
  }

  /** In the order in which they are shown. */
  public static List<Captioned> of(Measured measured) {
    Figures curves = new Figures(measured);
    Tables tables = new Tables(measured);
    List<Captioned> all = new ArrayList<>();
    all.add(curves.sequential());
    all.add(tables.sequential());
    all.add(curves.superposition());
    all.add(tables.superposition());
    all.add(curves.local());
    all.add(curves.windows());
    all.add(curves.transition());
    all.add(tables.acceleration());
    if (!measured.recipe().variations().isEmpty()) {
      all.add(tables.robustness());
    }
    return all;
  }

  private int columns() {
    return recipe.dataExponents().size();
  }

  private Captioned sequential() {
    List<Setting> settings = recipe.sequential();
    double[] steps = steps(settings);
    List<List<Series>> rows = new ArrayList<>();
    List<Series> all = new ArrayList<>();
    for (int row = 0; row < recipe.channelExponents().size(); row++) {
      List<Series> curves = new ArrayList<>();
      List<Series> theories = new ArrayList<>();
      for (int column = 0; column < columns(); column++) {
        Setting setting = settings.get(row * columns() + column);
        Look look = new Look(Palette.of(column), Line.SOLID, MARKERS[column % MARKERS.length]);
        curves.addAll(SeedCurves.losses(measured.runs(setting), label(column), look));
        double[] theory =
            DoubleStream.of(steps).map(t -> measured.theory(setting).loss((long) t)).toArray();
        theories.add(Series.line("exact theory", steps, theory, THEORY));
      }
      all.addAll(curves);
      curves.addAll(theories);
      rows.add(curves);
    }
    Scale x = steps("step *t*", steps);
    Scale y = losses("loss *L*(*t*)", all);
    return new Captioned(
        "sequential-loss",
        "Held-out loss without superposition, %s; dashed, the exact theory of the population gradient."
            .formatted(over(settings)),
        new Panels("Loss without superposition", SMALL, panels(rows, x, y)));
  }

  private Captioned superposition() {
    List<Setting> settings = recipe.superposition();
    List<Series> curves = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      Setting setting = settings.get(i);
      int row = i / columns();
      Look look = new Look(Palette.of(i % columns()), Line.SOLID, MARKERS[row % MARKERS.length]);
      String label = symbols(setting);
      curves.addAll(SeedCurves.relativeLosses(measured.runs(setting), label, look));
    }
    double[] steps = steps(settings);
    double last = steps[steps.length - 1];
    double from = last / 1000;
    double[] ends = {from, last};
    double top = highest(curves, from);
    curves.add(Series.line("1/*t*", ends, new double[] {2 * top, 2 * top / 1000}, GUIDE));
    Scale x = steps("step *t*", steps);
    return new Captioned(
        "superposition-loss",
        "Held-out loss with superposition over that at the first step, K = %d, %s."
            .formatted(settings.getFirst().config().width(), over(settings)),
        new Panels(
            "Loss with superposition",
            LARGE,
            List.of(new Panel("", x, losses("loss *L*(*t*)/*L*(1)", curves), curves))));
  }

  private static double highest(List<Series> curves, double step) {
    double highest = 0;
    for (Series curve : curves) {
      int i = 0;
      while (i < curve.x().length - 1 && curve.x()[i] < step) {
        i++;
      }
      highest = Math.max(highest, curve.y().length == 0 ? 0 : curve.y()[i]);
    }
    return highest;
  }

  private Captioned local() {
    List<Setting> settings = recipe.superposition();
    double[] steps = steps(settings);
    List<List<Series>> rows = new ArrayList<>();
    for (int row = 0; row < recipe.channelExponents().size(); row++) {
      List<Series> curves = new ArrayList<>();
      double[] ends = {steps[0], steps[steps.length - 1]};
      curves.add(Series.line("1/*t*", ends, new double[] {1, 1}, GUIDE));
      for (int column = 0; column < columns(); column++) {
        int cell = row * columns() + column;
        Look look = new Look(Palette.of(column), Line.SOLID, MARKERS[column % MARKERS.length]);
        curves.addAll(
            SeedCurves.localExponents(measured.runs(settings.get(cell)), label(column), look));
        Look dashed = new Look(Palette.of(column), Line.DASHED, Marker.NONE);
        curves.add(
            SeedCurves.localExponents(
                "", steps, measured.theory(recipe.sequential().get(cell)), dashed));
      }
      curves.add(Series.line("theory without", new double[0], new double[0], THEORY));
      rows.add(curves);
    }
    Scale y = Scale.linear("local exponent \u2212d ln *L* / d ln *t*", 0, 2, 0.5, 1);
    return new Captioned(
        "local-exponents",
        "Local exponent over half a decade of steps: %s; dashed, the exact theory without superposition."
            .formatted(over(settings)),
        new Panels("Local exponents", SMALL, panels(rows, steps("step *t*", steps), y)));
  }

  private Captioned windows() {
    List<Setting> settings = recipe.superposition();
    List<Series> points = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      Estimate estimate = measured.late(settings.get(i));
      Marker marker = MARKERS[i / columns() % MARKERS.length];
      Look look = new Look(Palette.of(i % columns()), Line.NONE, marker);
      points.add(
          Series.line(symbols(settings.get(i)), estimate.windows(), estimate.exponents(), look));
    }
    double[] steps = steps(settings);
    double[] ends = {steps[0], steps[steps.length - 1]};
    points.add(Series.line("1/*t*", ends, new double[] {1, 1}, GUIDE));
    Scale y = Scale.linear("exponent *α*", 0, 2, 0.5, 1);
    return new Captioned(
        "windows",
        "Exponent of every run with superposition against the middle of the window that it is"
            + " measured in, the last decade of steps before the loss is three floors.",
        new Panels(
            "Where windows lie",
            LARGE,
            List.of(new Panel("", steps("middle of the window, step *t*", steps), y, points))));
  }

  private Captioned transition() {
    List<Series> curves = new ArrayList<>();
    for (int i = 0; i < recipe.transition().size(); i++) {
      List<Setting> settings = recipe.transition().get(i);
      Look look = new Look(Palette.of(i), Line.SOLID, MARKERS[i % MARKERS.length]);
      curves.add(estimates(settings, symbols(settings.getFirst()), Math.pow(DODGE, i), look));
      Setting first = settings.getFirst();
      double[] ends = {first.widthShare() / 2, 2};
      double[] gammas = {first.gamma(), first.gamma()};
      Look dashed = new Look(Palette.of(i), Line.DASHED, Marker.NONE);
      curves.add(Series.line("*γ* = " + Numbers.fixed(first.gamma()), ends, gammas, dashed));
    }
    Setting any = recipe.transition().getFirst().getFirst();
    curves.add(Series.line("1/*t*", new double[] {1e-4, 2}, new double[] {1, 1}, GUIDE));
    int halvings = (int) Math.round(-Math.log(any.widthShare()) / Math.log(2));
    Scale x = Scale.halves("width over features *K*/*N*", halvings);
    Scale y = Scale.linear("exponent *α*", 0, 2, 0.5, 1);
    return new Captioned(
        "transition",
        "Exponent against K/N, N = %d, %s%s."
            .formatted(any.config().features(), over(recipe.transition().getFirst()), missing()),
        new Panels("Transition", LARGE, List.of(new Panel("", x, y, curves))));
  }

  /** The points that are not there, with the rule's reasons. */
  private String missing() {
    return recipe.transition().stream()
        .flatMap(List::stream)
        .filter(setting -> !measured.late(setting).holds())
        .map(setting ->
            "%s, K = %d (%s)"
                .formatted(
                    Claims.name(setting),
                    setting.config().width(),
                    measured.late(setting).refusal().orElse("")))
        .reduce((one, other) -> one + "; " + other)
        .map("; no power law at "::concat)
        .orElse("");
  }

  private Series estimates(List<Setting> settings, String label, double dodge, Look look) {
    int n = settings.size();
    double[] x = new double[n];
    double[] y = new double[n];
    double[] low = new double[n];
    double[] high = new double[n];
    for (int i = 0; i < n; i++) {
      Estimate estimate = measured.late(settings.get(i));
      x[i] = dodge * settings.get(i).widthShare();
      y[i] = estimate.median();
      low[i] = estimate.interval().map(interval -> interval.low()).orElse(Double.NaN);
      high[i] = estimate.interval().map(interval -> interval.high()).orElse(Double.NaN);
    }
    return new Series(label, x, y, low, high, look);
  }

  private List<Panel> panels(List<List<Series>> rows, Scale x, Scale y) {
    List<Panel> panels = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      String b = "*b* = " + Numbers.plain(recipe.channelExponents().get(row));
      panels.add(new Panel(b, x, y, rows.get(row)));
    }
    return panels;
  }

  private String label(int column) {
    return "*a* = " + Numbers.plain(recipe.dataExponents().get(column));
  }

  static String symbols(Setting setting) {
    return "*a* = %s, *b* = %s"
        .formatted(Numbers.plain(setting.dataExponent()), Numbers.plain(setting.channelExponent()));
  }

  static String over(List<Setting> settings) {
    return "median over %d seeds with Student's 95 %% interval"
        .formatted(settings.getFirst().seeds().size());
  }

  private double[] steps(List<Setting> settings) {
    return settings.stream()
        .flatMap(setting -> measured.runs(setting).stream())
        .map(run -> run.curve().steps())
        .max((one, other) -> Integer.compare(one.length, other.length))
        .orElseThrow();
  }

  private static Scale steps(String label, double[] steps) {
    return Scale.decades(label, steps[0], steps[steps.length - 1]);
  }

  private static Scale losses(String label, List<Series> curves) {
    double[] values =
        curves.stream()
            .flatMapToDouble(curve -> Arrays.stream(curve.y()))
            .filter(y -> y > 0 && Double.isFinite(y))
            .toArray();
    double low = Arrays.stream(values).min().orElse(0.1);
    double high = Arrays.stream(values).max().orElse(1);
    return Scale.decades(label, 0.8 * low, 1.3 * high);
  }
}
