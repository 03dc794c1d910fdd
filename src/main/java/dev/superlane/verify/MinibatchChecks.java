package dev.superlane.verify;

import dev.superlane.kernel.Team;
import dev.superlane.model.Gradient;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import dev.superlane.model.TrainingStep;
import dev.superlane.theory.BottleneckMinibatchTrajectory;
import dev.superlane.theory.BottleneckTrajectory;
import dev.superlane.theory.MeanSquareLimit;
import dev.superlane.theory.MinibatchTrajectory;
import dev.superlane.theory.PopulationLoss;
import dev.superlane.theory.StabilityLimit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Linear students under minibatch SGD: the mean, over runs that differ in their batches alone, of
 * the expected loss against the exact mean. Measured is the share of recorded steps at which the
 * exact mean is outside the runs' 99 % band (Student's t). Steps at which the runs' standard
 * deviation is above 0.3 of their mean are left out: their law is skewed, and few runs show the
 * mean of a skewed law rarely. Of a bottleneck it is the loss over L_∞, the part that trains.
 */
final class MinibatchChecks {
  private static final double OUTSIDE = 0.05;
  private static final double PROBABILITY = 0.99;
  private static final double SPREAD = 0.3;

  /** Fewer steps than these show nothing. */
  private static final int FEWEST_STEPS = 20;

  private MinibatchChecks() {}

  static List<Check> of(Subject subject, Preset preset) {
    List<Check> checks = new ArrayList<>();
    for (Configuration configuration : Configuration.of("mean", preset)) {
      checks.add(
          new Check(
              "minibatch SGD, mean of %d runs against the exact mean: B=%d %s"
                  .formatted(configuration.runs(), configuration.batch(), configuration.label()),
              OUTSIDE,
              "recorded steps outside the 99 % band, where sd/mean ≤ 0.3",
              () -> measure(configuration, subject)));
    }
    return checks;
  }

  private static Outcome measure(Configuration configuration, Subject subject) {
    return configuration.identity()
        ? identity(configuration, subject)
        : bottleneck(configuration, subject);
  }

  private static Outcome identity(Configuration configuration, Subject subject) {
    double[] p = configuration.probabilities();
    float[] importance = configuration.importance();
    Parameters start = configuration.start();
    int batch = configuration.batch();
    float rate = configuration.learningRate(new MeanSquareLimit(p, batch).value());
    MinibatchTrajectory exact =
        new MinibatchTrajectory(
            p, Doubles.of(importance), start.values, start.core, batch, rate);
    return compare(
        configuration,
        subject,
        rate,
        exact::advance,
        exact::loss,
        trained -> PopulationLoss.identity(p, importance, trained.values, trained.core));
  }

  private static Outcome bottleneck(Configuration configuration, Subject subject) {
    double[] p = configuration.probabilities();
    float[] importance = configuration.importance();
    Parameters start = configuration.start();
    int width = configuration.width();
    int batch = configuration.batch();
    double limit =
        StabilityLimit.bottleneck(p, start.values, start.embedding, width)
            .minibatch(Arrays.stream(p).sum(), batch);
    float rate = configuration.learningRate(limit);
    BottleneckMinibatchTrajectory exact =
        new BottleneckMinibatchTrajectory(
            p,
            importance,
            start.values,
            start.embedding,
            width,
            start.values,
            start.core,
            batch,
            rate);
    BottleneckTrajectory floor =
        new BottleneckTrajectory(
            p, importance, start.values, start.embedding, width, start.values, start.core, rate);
    return compare(
        configuration,
        subject,
        rate,
        exact::advance,
        exact::excess,
        trained -> floor.excess(trained.values, trained.core));
  }

  private static Outcome compare(
      Configuration configuration,
      Subject subject,
      float rate,
      Runnable advance,
      DoubleSupplier exact,
      ToDoubleFunction<Parameters> loss) {
    int[] steps = RecordedSteps.upTo(configuration.steps());
    double[][] losses = new double[configuration.runs()][];
    for (int run = 0; run < losses.length; run++) {
      losses[run] = train(configuration, subject, rate, run, steps, loss);
    }
    double[] at = new double[steps.length];
    double[] theory = new double[steps.length];
    double[] means = new double[steps.length];
    double quantile = StudentsT.twoSided(PROBABILITY, losses.length - 1);
    int judged = 0;
    int outside = 0;
    int t = 0;
    for (int record = 0; record < steps.length; record++) {
      for (; t < steps[record]; t++) {
        advance.run();
      }
      double mean = 0;
      for (double[] run : losses) {
        mean += run[record] / losses.length;
      }
      double squares = 0;
      for (double[] run : losses) {
        squares += (run[record] - mean) * (run[record] - mean);
      }
      double deviation = Math.sqrt(squares / (losses.length - 1));
      at[record] = t;
      theory[record] = exact.getAsDouble();
      means[record] = mean;
      // At step 0 all runs are one; NaN is judged, and is outside.
      if (t > 0 && !(deviation > SPREAD * mean)) {
        judged++;
        double width = quantile * deviation / Math.sqrt(losses.length);
        outside += Math.abs(theory[record] - mean) <= width ? 0 : 1;
      }
    }
    double share = judged < FEWEST_STEPS ? Double.NaN : (double) outside / judged;
    return Outcome.of(share, new CurvePair(at, theory, means, new double[0]));
  }

  private static double[] train(
      Configuration configuration,
      Subject subject,
      float rate,
      int run,
      int[] steps,
      ToDoubleFunction<Parameters> loss) {
    Problem problem = configuration.problem(Gradient.MINIBATCH, rate, run);
    Parameters parameters = configuration.start();
    double[] losses = new double[steps.length];
    try (Team team = subject.team()) {
      TrainingStep step = subject.step(problem, parameters, configuration.path(), team);
      int t = 0;
      for (int record = 0; record < steps.length; record++) {
        for (; t < steps[record]; t++) {
          step.advance(t);
        }
        losses[record] = loss.applyAsDouble(parameters);
      }
    }
    return losses;
  }
}
