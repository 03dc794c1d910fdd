package dev.superlane.cli;

import dev.superlane.report.Curve;
import dev.superlane.report.Curve.Style;
import dev.superlane.report.LogPlot;
import dev.superlane.report.LogPlot.Axis;
import dev.superlane.theory.DiagonalTrajectory;
import dev.superlane.theory.IdentityTrajectory;
import dev.superlane.train.TrainConfig;
import dev.superlane.train.Training;
import dev.superlane.train.Trajectory.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongToDoubleFunction;

/**
 * The picture of a run, loss.png: its loss, the theory of the student without superposition on the
 * same data with the same learning rate, and 1/t to compare slopes with.
 */
final class TrainPlot {
  /** Above it the exact theory takes too long for a picture. */
  private static final int EXACT_FEATURES = 2048;

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
    addTheory(training, rows, curves);
    curves.add(guide(t, loss));
    return curves;
  }

  private static void addTheory(Training training, List<Row> rows, List<Curve> curves) {
    double[] p = training.problem().spectrum().probabilities();
    double[] importance = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      importance[i] = training.problem().importance()[i];
    }
    double rate = training.rate().value();
    boolean exact = p.length <= EXACT_FEATURES;
    LongToDoubleFunction theory =
        exact
            ? new IdentityTrajectory(p, importance, rate)::loss
            : new DiagonalTrajectory(p, importance, rate)::loss;
    double start = theory.applyAsDouble(0);
    List<double[]> points = new ArrayList<>();
    for (Row row : rows) {
      double loss = theory.applyAsDouble(row.step());
      // Above its start the theory has diverged at this learning rate.
      if (loss > 0 && loss <= start) {
        points.add(new double[] {row.step(), loss});
      }
    }
    if (points.size() >= 2) {
      curves.add(
          new Curve(
              exact
                  ? "theory without superposition"
                  : "theory without superposition (diagonal reading)",
              points.stream().mapToDouble(point -> point[0]).toArray(),
              points.stream().mapToDouble(point -> point[1]).toArray(),
              Style.THEORY));
    }
  }

  /** 1/t over the last decade, the window of the exponent, through the loss where it begins. */
  private static Curve guide(double[] t, double[] loss) {
    int first = 0;
    while (t[first] < t[t.length - 1] / 10) {
      first++;
    }
    double last = t[t.length - 1];
    return new Curve(
        "1/t",
        new double[] {t[first], last},
        new double[] {loss[first], loss[first] * t[first] / last},
        Style.GUIDE);
  }
}
