package dev.superlane.model;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Team;
import dev.superlane.theory.PopulationLoss;

/** The step that fits a problem. */
public final class TrainingSteps {
  private TrainingSteps() {}

  /**
   * @param path of a minibatch problem; a population problem has one path
   */
  public static TrainingStep of(
      Problem problem, Parameters parameters, StepPath path, Kernels kernels, Team team) {
    boolean identity = problem.shape().embedding() == Embedding.IDENTITY;
    if (problem.gradient() == Gradient.POPULATION) {
      return identity
          ? new PopulationIdentityStep(problem, parameters, kernels, team)
          : new PopulationBottleneckStep(
              problem, parameters, moments(problem, parameters), kernels, team);
    }
    if (path == StepPath.DENSE) {
      return new DenseStep(problem, parameters, kernels, team);
    }
    return identity
        ? new IdentityStep(problem, parameters, kernels, team)
        : new SparseStep(problem, parameters, kernels, team);
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
