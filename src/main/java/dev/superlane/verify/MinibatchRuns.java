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
import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Trainings of one configuration that differ in their batches alone, beside their exact mean;
 * trained once for all checks that look at them. The loss is the expected one of the core as it
 * stands, of a bottleneck the part over L_∞, which is the part that trains.
 */
final class MinibatchRuns {
  /** Above this sd/mean the law of the loss is skewed, and few runs show its mean rarely. */
  private static final double SPREAD = 0.3;

  private final Configuration configuration;
  private final Subject subject;
  private final int[] steps;
  private CurvePair curves;
  private double[] errors;

  MinibatchRuns(Configuration configuration, Subject subject) {
    this.configuration = configuration;
    this.subject = subject;
    steps = RecordedSteps.upTo(configuration.steps());
  }

  /** The exact mean and that of the runs, at every recorded step. */
  CurvePair curves() {
    train();
    return curves;
  }

  /**
   * |exact − mean of the runs| in standard errors of the latter, at the recorded steps after the
   * start where the runs' sd/mean is at most 0.3.
   */
  double[] errors() {
    train();
    return errors;
  }

  private synchronized void train() {
    if (errors != null) {
      return;
    }
    if (configuration.identity()) {
      identity();
    } else {
      bottleneck();
    }
  }

  private void identity() {
    double[] p = configuration.probabilities();
    float[] importance = configuration.importance();
    Parameters start = configuration.start();
    int batch = configuration.batch();
    float rate = configuration.learningRate(new MeanSquareLimit(p, batch).value());
    MinibatchTrajectory exact =
        new MinibatchTrajectory(p, Doubles.of(importance), start.values, start.core, batch, rate);
    compare(
        rate,
        exact::advance,
        exact::loss,
        trained -> PopulationLoss.identity(p, importance, trained.values, trained.core));
  }

  private void bottleneck() {
    double[] p = configuration.probabilities();
    float[] importance = configuration.importance();
    Parameters start = configuration.start();
    float[] values = start.values;
    int width = configuration.width();
    int batch = configuration.batch();
    double limit =
        StabilityLimit.bottleneck(p, values, start.embedding, width)
            .minibatch(Arrays.stream(p).sum(), batch);
    float rate = configuration.learningRate(limit);
    BottleneckMinibatchTrajectory exact =
        new BottleneckMinibatchTrajectory(
            p, importance, values, start.embedding, width, values, start.core, batch, rate);
    BottleneckTrajectory floored =
        new BottleneckTrajectory(
            p, importance, values, start.embedding, width, values, start.core, rate);
    compare(
        rate,
        exact::advance,
        exact::excess,
        trained -> floored.excess(trained.values, trained.core));
  }

  private void compare(
      float rate, Runnable advance, DoubleSupplier exact, ToDoubleFunction<Parameters> loss) {
    int runs = configuration.runs();
    double[][] losses = new double[runs][];
    for (int run = 0; run < runs; run++) {
      losses[run] = train(rate, run, loss);
    }
    double[] at = new double[steps.length];
    double[] theory = new double[steps.length];
    double[] means = new double[steps.length];
    double[] judged = new double[steps.length];
    int count = 0;
    int t = 0;
    for (int record = 0; record < steps.length; record++) {
      for (; t < steps[record]; t++) {
        advance.run();
      }
      double mean = 0;
      for (double[] run : losses) {
        mean += run[record] / runs;
      }
      double squares = 0;
      for (double[] run : losses) {
        squares += (run[record] - mean) * (run[record] - mean);
      }
      double deviation = Math.sqrt(squares / (runs - 1));
      at[record] = t;
      theory[record] = exact.getAsDouble();
      means[record] = mean;
      // At step 0 all runs are one. What is no number is judged, and stays none.
      if (t > 0 && !(deviation > SPREAD * mean)) {
        judged[count++] = Math.abs(theory[record] - mean) / (deviation / Math.sqrt(runs));
      }
    }
    curves = new CurvePair(at, theory, means, new double[0]);
    errors = Arrays.copyOf(judged, count);
  }

  private double[] train(float rate, int run, ToDoubleFunction<Parameters> loss) {
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
