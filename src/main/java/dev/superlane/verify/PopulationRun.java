package dev.superlane.verify;

import dev.superlane.model.Gradient;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import dev.superlane.theory.BottleneckTrajectory;
import dev.superlane.theory.IdentityTrajectory;
import dev.superlane.theory.StabilityLimit;
import java.util.Arrays;
import java.util.function.LongToDoubleFunction;

/** One training on the population gradient, trained once for all checks that look at it. */
final class PopulationRun {
  /** Below this share of its start a loss is left to rounding. */
  private static final double FLOOR = 1e-5;

  private final Configuration configuration;
  private final Subject subject;
  private final int[] steps;
  private double[] lossTheory;
  private double[] loss;
  private double[] excessTheory;
  private double[] excess;

  PopulationRun(Configuration configuration, Subject subject) {
    this.configuration = configuration;
    this.subject = subject;
    steps = RecordedSteps.upTo(configuration.steps());
  }

  /** The total loss at every recorded step. */
  CurvePair loss(double bound) {
    train();
    return pair(lossTheory, loss, bound, 0);
  }

  /** The total loss while it is above 1e-5 of its start. */
  CurvePair lossAboveFloor(double bound) {
    train();
    return pair(lossTheory, loss, bound, FLOOR);
  }

  /** The loss over L_∞ while it is above 1e-5 of its start; of a bottleneck. */
  CurvePair excess(double bound) {
    train();
    return pair(excessTheory, excess, bound, FLOOR);
  }

  private synchronized void train() {
    if (loss != null) {
      return;
    }
    Parameters parameters = configuration.start();
    double[] p = configuration.probabilities();
    float[] importance = configuration.importance();
    if (configuration.identity()) {
      float rate = configuration.learningRate(StabilityLimit.identity(p).population());
      IdentityTrajectory exact =
          new IdentityTrajectory(
              p, Doubles.of(importance), parameters.values, parameters.core, rate);
      follow(parameters, rate, exact::loss, null);
    } else {
      int width = configuration.width();
      double limit =
          StabilityLimit.bottleneck(p, parameters.values, parameters.embedding, width).population();
      float rate = configuration.learningRate(limit);
      BottleneckTrajectory exact =
          new BottleneckTrajectory(
              p,
              importance,
              parameters.values,
              parameters.embedding,
              width,
              parameters.values,
              parameters.core,
              rate);
      excessTheory = Arrays.stream(steps).mapToDouble(exact::excess).toArray();
      follow(parameters, rate, exact::loss, exact);
    }
  }

  private void follow(
      Parameters parameters, float rate, LongToDoubleFunction exact, BottleneckTrajectory floored) {
    Problem problem = configuration.problem(Gradient.POPULATION, rate, 0);
    double[] excesses = new double[floored == null ? 0 : steps.length];
    double[] losses =
        subject.losses(
            problem,
            parameters,
            configuration.path(),
            steps,
            record -> {
              if (floored != null) {
                excesses[record] = floored.excess(parameters.values, parameters.core);
              }
            });
    lossTheory = Arrays.stream(steps).asLongStream().mapToDouble(exact).toArray();
    excess = excesses;
    loss = losses;
  }

  /** Both curves up to the first step at which theory is below {@code floor} of its start. */
  private CurvePair pair(double[] theory, double[] trained, double bound, double floor) {
    int end = 0;
    while (end < steps.length && theory[end] >= floor * theory[0]) {
      end++;
    }
    double[] at = new double[end];
    Arrays.setAll(at, i -> steps[i]);
    double[] tolerance = new double[end];
    Arrays.fill(tolerance, bound);
    return new CurvePair(at, Arrays.copyOf(theory, end), Arrays.copyOf(trained, end), tolerance);
  }
}
