package dev.superlane.peers;

import dev.superlane.kernel.Team;
import dev.superlane.kernel.VectorKernels;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import dev.superlane.model.StepPath;
import dev.superlane.model.TrainingStep;
import dev.superlane.model.TrainingSteps;

/** Our own step, one thread. */
final class SuperlaneStep implements StepPeer {
  private final Parameters parameters;
  private final TrainingStep training;
  private int t;

  /**
   * @param start all parameters; a frozen embedding is packed here
   */
  SuperlaneStep(Problem problem, StepPath path, float[] start) {
    parameters = new Parameters(problem.shape());
    set(start);
    training = TrainingSteps.of(problem, parameters, path, VectorKernels.INSTANCE, new Team(1));
  }

  @Override
  public void advance() {
    training.advance(t++);
  }

  @Override
  public void advanceOn(int step) {
    training.advance(step);
  }

  @Override
  public void set(float[] values) {
    System.arraycopy(values, 0, parameters.values, 0, values.length);
    t = StepPeersBenchmark.TRAINED;
  }

  @Override
  public float[] parameters() {
    return parameters.values;
  }
}
