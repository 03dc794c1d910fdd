package dev.superlane.cli;

import dev.superlane.fit.Measurement.Exponent;
import dev.superlane.model.Optimizer;
import dev.superlane.report.Curve;
import dev.superlane.report.Curve.Style;
import dev.superlane.report.LogPlot;
import dev.superlane.report.LogPlot.Axis;
import dev.superlane.train.SequentialTheory;
import dev.superlane.train.TrainConfig;
import dev.superlane.train.Training;
import dev.superlane.train.Trajectory.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * The picture of a run, loss.png: its loss, the theory of the student without superposition on the
 * same data with the same learning rate where that is of SGD, the law that was fitted, and 1/t to
 * compare slopes with.
 */
final class TrainPlot {
  private TrainPlot() {}

  /** Writes loss.png; what prevents it is said in a line and is no failure. */
  static void draw(Training training, Path folder) {
    List<Row> rows =
        training.trajectory().rows().stream()
            .filter(row -> row.step() > 0 && row.loss() > 0)
            .toList();
    if (rows.size() < 2) {
      return;
    }
    Drawing.draw(
        "loss.png",
        () ->
            new LogPlot(
                    title(training.config()),
                    Axis.decades("step", "t"),
                    Axis.decades("loss", "L"),
                    curves(training, rows))
                .writePng(folder.resolve("loss.png")));
  }

  private static String title(TrainConfig config) {
    return String.format(
        Locale.ROOT,
        "N = %d, K = %d, %s, %s, b = %s, seed %d",
        config.features(),
        config.width(),
        config.embedding().name().toLowerCase(Locale.ROOT),
        Double.isNaN(config.dataExponent())
            ? config.spectrumChoice().kind().name().toLowerCase(Locale.ROOT)
            : "a = " + config.dataExponent(),
        config.channelExponent(),
        config.seed());
  }

  private static List<Curve> curves(Training training, List<Row> rows) {
    double[] t = rows.stream().mapToDouble(Row::step).toArray();
    double[] loss = rows.stream().mapToDouble(Row::loss).toArray();
    List<Curve> curves = new ArrayList<>();
    curves.add(new Curve("measured loss", t, loss, Style.MEASURED));
    if (training.config().optimizer() == Optimizer.SGD) {
      addTheory(training.sequential(), t, curves);
    }
    double end = t[t.length - 1];
    if (training.exponent() instanceof Exponent exponent) {
      curves.add(fit(exponent, t));
      curves.add(guide(exponent.law().at(exponent.from()), exponent.from(), exponent.to()));
    } else {
      int first = 0;
      while (t[first] < end / 10) {
        first++;
      }
      curves.add(guide(loss[first], t[first], end));
    }
    return curves;
  }

  private static void addTheory(SequentialTheory theory, double[] steps, List<Curve> curves) {
    double start = theory.loss(0);
    // Above its start the theory has diverged at this learning rate.
    double[] t =
        DoubleStream.of(steps)
            .filter(step -> theory.loss((long) step) > 0 && theory.loss((long) step) <= start)
            .toArray();
    if (t.length >= 2) {
      String label = "theory without superposition";
      curves.add(
          new Curve(
              theory.exact() ? label : label + " (diagonal reading)",
              t,
              DoubleStream.of(t).map(step -> theory.loss((long) step)).toArray(),
              Style.THEORY));
    }
  }

  /** The law that was fitted, over its window. */
  private static Curve fit(Exponent exponent, double[] steps) {
    double[] inside =
        DoubleStream.of(steps).filter(t -> t > exponent.from() && t < exponent.to()).toArray();
    double[] t =
        DoubleStream.concat(
                DoubleStream.concat(DoubleStream.of(exponent.from()), DoubleStream.of(inside)),
                DoubleStream.of(exponent.to()))
            .toArray();
    double alpha = exponent.law().exponent();
    String label =
        exponent.law().floor() > 0
            ? "fit, floor + *c*/*t*^{%.2f}".formatted(alpha)
            : "fit, *c*/*t*^{%.2f}".formatted(alpha);
    return new Curve(label, t, DoubleStream.of(t).map(exponent.law()::at).toArray(), Style.THEORY);
  }

  /** 1/t over the window of the exponent or, where there is none, the last decade. */
  private static Curve guide(double loss, double from, double to) {
    return new Curve(
        "1/*t*", new double[] {from, to}, new double[] {loss, loss * from / to}, Style.GUIDE);
  }
}
