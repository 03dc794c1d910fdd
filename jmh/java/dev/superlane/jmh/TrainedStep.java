package dev.superlane.jmh;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.ScalarKernels;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.VectorKernels;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import dev.superlane.model.StepPath;
import dev.superlane.model.TrainingStep;
import dev.superlane.model.TrainingSteps;
import java.util.Arrays;

/**
 * A step of a student that has been trained for a while, and can start over from there: without
 * that the gates would go on closing and the work would vanish.
 */
public final class TrainedStep implements AutoCloseable {
  private final Problem problem;
  private final Parameters parameters;
  private final float[] trained;
  private final int first;
  private final StepPath path;
  private final Team team;
  private final TrainingStep step;
  private int t;

  /**
   * Trains by the sparse path and vector kernels.
   *
   * @param parameters where the training starts
   * @param steps steps of that training
   * @param path of the step that then stands at its end, with its kernels and threads
   */
  public TrainedStep(
      Problem problem,
      Parameters parameters,
      int steps,
      StepPath path,
      Kernels kernels,
      int threads) {
    this.problem = problem;
    this.parameters = parameters;
    this.path = path;
    first = steps;
    team = new Team(threads);
    TrainingStep training =
        TrainingSteps.of(problem, parameters, StepPath.SPARSE, VectorKernels.INSTANCE, team);
    for (int i = 0; i < steps; i++) {
      training.advance(i);
    }
    trained = parameters.values.clone();
    step = TrainingSteps.of(problem, parameters, path, kernels, team);
    t = first;
  }

  /** Back to the trained parameters. */
  public void reset() {
    System.arraycopy(trained, 0, parameters.values, 0, trained.length);
    t = first;
  }

  public void advance() {
    step.advance(t++);
  }

  /** Steps since the reset. */
  public int taken() {
    return t - first;
  }

  public float[] parameters() {
    return parameters.values;
  }

  /**
   * @throws IllegalStateException if the steps since the reset were none, or led nowhere
   */
  public void requireMoved() {
    if (!parameters.finite() || Arrays.equals(trained, parameters.values)) {
      throw new IllegalStateException("the parameters diverged, or did not move");
    }
  }

  /**
   * @throws IllegalStateException if one step does not give the bits of the scalar kernels
   */
  public void requireScalarBits() {
    reset();
    advance();
    float[] actual = parameters.values.clone();
    reset();
    TrainingSteps.of(problem, parameters, path, ScalarKernels.INSTANCE, team).advance(first);
    if (!Arrays.equals(actual, parameters.values)) {
      throw new IllegalStateException("the step does not give the bits of the scalar kernels");
    }
  }

  @Override
  public void close() {
    team.close();
  }
}
