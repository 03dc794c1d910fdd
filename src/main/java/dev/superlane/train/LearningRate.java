package dev.superlane.train;

import dev.superlane.model.Gradient;
import dev.superlane.model.Optimizer;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import dev.superlane.theory.StabilityLimit;
import java.util.OptionalDouble;

/**
 * The learning rate of a training and the limit it is held against.
 *
 * @param value η
 * @param limit below which the linear student of the same data and embedding is stable; +∞ with
 *     Adam, which has none
 * @param auto whether the value was not given
 */
public record LearningRate(double value, double limit, boolean auto) {
  /** The fraction of the stability limit that {@code --lr auto} takes. */
  public static final double FRACTION = 0.8;

  /**
   * What {@code --lr auto} is with Adam, whose steps are of about that size in any configuration.
   */
  public static final double ADAM = 1e-3;

  /**
   * Derives SGD's limit from the spectrum and the embedding as it starts.
   *
   * @param given η, or empty for {@link #FRACTION} of the limit, with Adam for {@link #ADAM}
   * @throws IllegalArgumentException if it is to be derived and the limit is no finite number
   */
  public static LearningRate choose(OptionalDouble given, Problem problem, Parameters parameters) {
    if (problem.optimizer() == Optimizer.ADAM) {
      return new LearningRate(given.orElse(ADAM), Double.POSITIVE_INFINITY, given.isEmpty());
    }
    double limit = limit(problem, parameters);
    double derived = FRACTION * limit;
    if (given.isEmpty() && !(derived > 0 && derived <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "--lr is auto, but the stability limit of this configuration is %s: allowed is a number"
              .formatted(limit));
    }
    return new LearningRate(given.orElse(derived), limit, given.isEmpty());
  }

  private static double limit(Problem problem, Parameters parameters) {
    double[] p = problem.spectrum().probabilities();
    StabilityLimit limit =
        parameters.embedding == Parameters.ABSENT
            ? StabilityLimit.identity(p)
            : StabilityLimit.bottleneck(
                p, parameters.values, parameters.embedding, problem.shape().width());
    return problem.gradient() == Gradient.POPULATION
        ? limit.population()
        : limit.minibatch(problem.spectrum().sum(), problem.shape().batch());
  }

  /** Whether there is a stability limit. */
  public boolean limited() {
    return Double.isFinite(limit);
  }

  /** The value that the stability limit suggests. */
  public double suggested() {
    return FRACTION * limit;
  }

  /** Where the value comes from, in words. */
  public String source() {
    if (!auto) {
      return "given";
    }
    return limited()
        ? "auto: %s of the stability limit %s".formatted(FRACTION, limit)
        : "auto: %s, fixed for Adam".formatted(ADAM);
  }
}
