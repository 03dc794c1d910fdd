package dev.superlane.verify;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Team;
import dev.superlane.model.Evaluation;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import dev.superlane.model.StepPath;
import dev.superlane.model.TrainingStep;
import dev.superlane.model.TrainingSteps;
import java.util.function.DoubleSupplier;
import java.util.function.IntConsumer;

/**
 * What is verified: kernels and threads, and the steps and losses made with them. The references
 * that it is held against are fixed.
 */
public record Subject(Kernels kernels, int threads, Steps steps, Losses losses) {

  /** Makes a training step, as {@link TrainingSteps#of} does. */
  @FunctionalInterface
  public interface Steps {
    TrainingStep of(
        Problem problem, Parameters parameters, StepPath path, Kernels kernels, Team team);
  }

  /** Makes the recorded loss of the parameters as they then stand. */
  @FunctionalInterface
  public interface Losses {
    DoubleSupplier of(Problem problem, Parameters parameters, Kernels kernels, Team team);
  }

  public Subject(Kernels kernels, int threads) {
    this(kernels, threads, TrainingSteps::of, Subject::evaluation);
  }

  private static DoubleSupplier evaluation(
      Problem problem, Parameters parameters, Kernels kernels, Team team) {
    Evaluation evaluation = new Evaluation(problem, parameters, kernels, team);
    return () -> {
      evaluation.run();
      return evaluation.loss();
    };
  }

  /** The same steps and losses on other kernels and threads. */
  Subject on(Kernels otherKernels, int otherThreads) {
    return new Subject(otherKernels, otherThreads, steps, losses);
  }

  Team team() {
    return new Team(threads);
  }

  TrainingStep step(Problem problem, Parameters parameters, StepPath path, Team team) {
    return steps.of(problem, parameters, path, kernels, team);
  }

  DoubleSupplier loss(Problem problem, Parameters parameters, Team team) {
    return losses.of(problem, parameters, kernels, team);
  }

  /**
   * The losses of a training at recorded steps.
   *
   * @param parameters the start, trained on return
   * @param steps ascending
   * @param each called with the number of each record, right after its loss
   */
  double[] losses(
      Problem problem, Parameters parameters, StepPath path, int[] steps, IntConsumer each) {
    double[] losses = new double[steps.length];
    try (Team team = team()) {
      TrainingStep step = step(problem, parameters, path, team);
      DoubleSupplier loss = loss(problem, parameters, team);
      int t = 0;
      for (int record = 0; record < steps.length; record++) {
        for (; t < steps[record]; t++) {
          step.advance(t);
        }
        losses[record] = loss.getAsDouble();
        each.accept(record);
      }
    }
    return losses;
  }
}
