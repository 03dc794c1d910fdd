package dev.superlane.model;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Team;
import dev.superlane.theory.PopulationLoss;
import java.util.Optional;

/** The step that fits a problem. */
public final class TrainingSteps {
  private TrainingSteps() {}

  /**
   * @param path of a minibatch problem; a population problem has one path
   */
  public static TrainingStep of(
      Problem problem, Parameters parameters, StepPath path, Kernels kernels, Team team) {
    Optional<Moments> moments = Moments.fresh(problem.optimizer(), problem.shape());
    return of(problem, parameters, moments, path, kernels, team);
  }

  /**
   * @param moments that Adam goes on from; empty with SGD
   */
  public static TrainingStep of(
      Problem problem,
      Parameters parameters,
      Optional<Moments> moments,
      StepPath path,
      Kernels kernels,
      Team team) {
    if (moments.isEmpty()) {
      return of(problem, parameters, Descent.sgd(problem, parameters), path, kernels, team);
    }
    float[] gradient = new float[parameters.values.length];
    TrainingStep step = of(problem, parameters, new Descent(gradient, 1), path, kernels, team);
    return new AdamStep(problem, parameters, moments.get(), gradient, step, kernels, team);
  }

  static TrainingStep of(
      Problem problem,
      Parameters parameters,
      Descent descent,
      StepPath path,
      Kernels kernels,
      Team team) {
    boolean identity = problem.shape().embedding() == Embedding.IDENTITY;
    if (problem.gradient() == Gradient.POPULATION) {
      return identity
          ? new PopulationIdentityStep(problem, parameters, descent, kernels, team)
          : new PopulationBottleneckStep(
              problem, parameters, descent, moments(problem, parameters), kernels, team);
    }
    if (path == StepPath.DENSE) {
      return new DenseStep(problem, parameters, descent, kernels, team);
    }
    return identity
        ? new IdentityStep(problem, parameters, descent, kernels, team)
        : new SparseStep(problem, parameters, descent, kernels, team);
  }

  /** The exact moments of a linear student with a bottleneck. */
  static PopulationLoss moments(Problem problem, Parameters parameters) {
    return new PopulationLoss(
        problem.spectrum().probabilities(),
        problem.importance(),
        parameters.values,
        parameters.embedding,
        problem.shape().width());
  }
}
