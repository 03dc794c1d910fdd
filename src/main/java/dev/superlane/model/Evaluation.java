package dev.superlane.model;

import dev.superlane.data.SparseBatch;
import dev.superlane.data.Stream;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.OrderedSum;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.TeamGemm;
import dev.superlane.theory.PopulationLoss;
import java.util.Arrays;

/**
 * The recorded loss, one routine for all paths. Minibatch problems: 1/(2·4096) Σ‖ŷ − y*‖² over a
 * held-out set that the seed fixes. Population problems: the exact expectation, in double.
 */
public final class Evaluation {
  /** Samples of the held-out set. */
  public static final int HELD_OUT = 4096;

  /** Samples that go through the student together; part of the rounding, so not a knob. */
  static final int CHUNK = 512;

  /** Squares that add up in float before they go to the double: keeps rounding near 1e-6. */
  private static final int SEGMENT = 1024;

  private final Problem problem;
  private final Parameters parameters;
  private final Kernels kernels;
  private final Team team;
  private final BatchForward forward;
  private final PopulationLoss moments;
  private final float[][] output;
  private final float[][] lanes;
  private final double[] rowLoss;
  private final int[] rowOpen;
  private final Team.Region region = this::part;
  private double loss = Double.NaN;
  private double openGates = Double.NaN;

  public Evaluation(Problem problem, Parameters parameters, Kernels kernels, Team team) {
    this(
        problem,
        parameters,
        kernels,
        team,
        problem.gradient() == Gradient.POPULATION
                && problem.shape().embedding() != Embedding.IDENTITY
            ? TrainingSteps.moments(problem, parameters)
            : null);
  }

  /** Beside the step that trains these parameters: moments, O(NK²) to make, are made once. */
  public Evaluation(
      Problem problem, Parameters parameters, Kernels kernels, Team team, TrainingStep step) {
    this(problem, parameters, kernels, team, moments(step));
  }

  private static PopulationLoss moments(TrainingStep step) {
    return switch (step) {
      case PopulationBottleneckStep population -> population.moments;
      case AdamStep adam -> moments(adam.gradientStep);
      default -> null;
    };
  }

  private Evaluation(
      Problem problem, Parameters parameters, Kernels kernels, Team team, PopulationLoss moments) {
    this.problem = problem;
    this.parameters = parameters;
    this.kernels = kernels;
    this.team = team;
    Shape shape = problem.shape();
    boolean population = problem.gradient() == Gradient.POPULATION;
    this.moments = moments;
    forward =
        population
            ? null
            : new BatchForward(
                problem,
                parameters,
                kernels,
                team,
                new TeamGemm(kernels, team),
                null,
                CHUNK,
                shape.features());
    output = new float[team.threads()][shape.features()];
    lanes = new float[team.threads()][OrderedSum.LANES];
    rowLoss = new double[CHUNK];
    rowOpen = new int[CHUNK];
  }

  /** Evaluates the parameters as they stand. */
  public void run() {
    if (problem.gradient() == Gradient.POPULATION) {
      openGates = 1;
      loss =
          moments != null
              ? moments.of(parameters.values, parameters.core)
              : PopulationLoss.identity(
                  problem.spectrum().probabilities(),
                  problem.importance(),
                  parameters.values,
                  parameters.core);
      return;
    }
    double sum = 0;
    long open = 0;
    for (int first = 0; first < HELD_OUT; first += CHUNK) {
      forward.run(Stream.HELD_OUT, 0, first, CHUNK);
      forward.outputs();
      team.run(region);
      for (int r = 0; r < forward.batch.rows; r++) {
        sum += rowLoss[r];
        open += rowOpen[r];
      }
      if (forward.empty() > 0) {
        emptySample();
        sum += forward.empty() * rowLoss[0];
        open += (long) forward.empty() * rowOpen[0];
      }
    }
    loss = sum / (2.0 * HELD_OUT);
    openGates = open / ((double) HELD_OUT * problem.shape().features());
  }

  private void part(int part, int parts) {
    int rows = forward.batch.rows;
    int to = Team.bound(rows, part + 1, parts, 1);
    SparseBatch batch = forward.batch;
    float[] o = output[part];
    for (int r = Team.bound(rows, part, parts, 1); r < to; r++) {
      forward.preActivations(r, r + 1, o, 0);
      activate(r, o);
      for (int j = batch.rowOffsets[r]; j < batch.rowOffsets[r + 1]; j++) {
        int feature = batch.indices[j];
        o[feature] -= problem.importance()[feature] * batch.values[j];
      }
      rowLoss[r] = squares(o, lanes[part]);
    }
  }

  /** Row 0's results become those of a sample without active features, o = c and y* = 0. */
  private void emptySample() {
    int n = problem.shape().features();
    float[] o = output[0];
    if (problem.shape().bias()) {
      System.arraycopy(parameters.values, parameters.bias, o, 0, n);
    } else {
      Arrays.fill(o, 0);
    }
    activate(0, o);
    rowLoss[0] = squares(o, lanes[0]);
  }

  private void activate(int row, float[] o) {
    int n = problem.shape().features();
    rowOpen[row] = problem.shape().relu() ? kernels.relu(n, o, 0) : n;
  }

  private double squares(float[] o, float[] scratch) {
    int n = o.length;
    double squares = 0;
    for (int i = 0; i < n; i += SEGMENT) {
      squares += kernels.dot(Math.min(SEGMENT, n - i), o, i, o, i, scratch);
    }
    return squares;
  }

  /** The loss of the last run. */
  public double loss() {
    return loss;
  }

  /** The share of held-out outputs with o &gt; 0; 1 for a linear student. */
  public double openGates() {
    return openGates;
  }
}
