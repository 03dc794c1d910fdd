package dev.superlane.cli;

import dev.superlane.fit.Measurement;
import dev.superlane.fit.Measurement.Exponent;
import dev.superlane.fit.Measurement.NoPowerLaw;
import dev.superlane.model.Optimizer;
import dev.superlane.train.LearningRate;
import dev.superlane.train.OptionValues;
import dev.superlane.train.Status;
import dev.superlane.train.TrainConfig;
import dev.superlane.train.Training;
import dev.superlane.train.Trajectory.Row;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code train} says before and after its steps. */
final class TrainText {
  private TrainText() {}

  static String opening(Training training) {
    TrainConfig config = training.config();
    return String.format(
        Locale.ROOT,
        "training %d features through width %d (%s, %s%s), steps %d to %d, %s, learning rate %s (%s),"
            + " %s path, %s kernels, %d thread%s, %.1f MiB of arrays",
        config.features(),
        config.width(),
        OptionValues.lower(config.embedding()),
        OptionValues.lower(config.activation()),
        config.bias() ? " with bias" : "",
        training.stepsDone(),
        config.steps(),
        config.optimizer() == Optimizer.ADAM ? "Adam" : "SGD",
        short4(training.rate().value()),
        origin(training.rate()),
        OptionValues.lower(training.path()),
        training.kernels().label(),
        config.threads(),
        config.threads() == 1 ? "" : "s",
        training.bytes() / 1048576.0);
  }

  private static String origin(LearningRate rate) {
    if (rate.limited()) {
      return rate.auto() ? "0.8 of the stability limit" : "stability limit " + short4(rate.limit());
    }
    return rate.auto() ? "its default" : "no stability limit";
  }

  static String closing(Training training, Status status) {
    List<Row> rows = training.trajectory().rows();
    Row first = rows.getFirst();
    Row last = rows.getLast();
    int steps = training.stepsDone();
    String loss =
        "loss: %s at step %d, %s at step 0"
            .formatted(short4(last.loss()), last.step(), short4(first.loss()));
    String exponent = exponent(training.exponent());
    double seconds = training.elapsedNs() / 1e9;
    String time =
        String.format(Locale.ROOT, "time: %.1f s for %d steps", seconds, steps)
            + (steps == 0 ? "" : ", " + short4(1e3 * seconds / steps) + " ms a step");
    String dead = status == Status.DEAD ? dead(last.step(), last.loss()) : null;
    return Stream.of(loss, exponent, dead, time)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  static String dead(int step, double loss) {
    String advice =
        loss > 0
            ? "try a larger --init-scale or a smaller --lr"
            : "the loss is 0, for no held-out sample has an active feature: try a larger --density";
    return "dead: every gate was shut at the last two recorded steps, up to step %d; %s"
        .formatted(step, advice);
  }

  private static String exponent(Measurement measurement) {
    return switch (measurement) {
      case Exponent e ->
          String.format(
                  Locale.ROOT,
                  "exponent: %.4f over steps %.0f to %.0f",
                  e.law().exponent(),
                  e.from(),
                  e.to())
              + (e.law().floor() > 0 ? ", above a floor of " + short4(e.law().floor()) : "");
      case NoPowerLaw none -> "exponent: none, no power law here: " + none.reason();
    };
  }

  /** Four significant digits. */
  static String short4(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
