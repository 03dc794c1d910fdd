package dev.superlane.model;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.TeamGemm;
import dev.superlane.kernel.Transpose;
import dev.superlane.theory.PopulationLoss;

/**
 * Exact gradient descent of the linear student with a frozen embedding: g_S = G·S·M − T, all K×K.
 */
final class PopulationBottleneckStep implements TrainingStep {
  /** What the expected loss has in common with its gradient. */
  final PopulationLoss moments;

  private final int k;
  private final Parameters parameters;
  private final Kernels kernels;
  private final Team team;
  private final TeamGemm gemm;
  private final float[] g;
  private final float[] m;
  private final float[] negativeT;
  private final float[] product;
  private final float[] gradient;
  private final Descent descent;
  private final Team.Region update = this::update;

  PopulationBottleneckStep(
      Problem problem,
      Parameters parameters,
      Descent descent,
      PopulationLoss moments,
      Kernels kernels,
      Team team) {
    this.moments = moments;
    this.parameters = parameters;
    this.kernels = kernels;
    this.team = team;
    k = problem.shape().width();
    gemm = new TeamGemm(kernels, team);
    this.descent = descent;
    g = narrow(moments.g(), 1);
    m = narrow(moments.m(), 1);
    negativeT = narrow(moments.t(), -1);
    product = new float[g.length];
    gradient = new float[g.length];
  }

  private static float[] narrow(double[] matrix, double sign) {
    float[] narrow = new float[matrix.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) (sign * matrix[i]);
    }
    return narrow;
  }

  @Override
  public void advance(int step) {
    int s = parameters.core;
    gemm.multiply(Transpose.NN, k, k, k, parameters.values, s, k, m, 0, k, false, product, 0, k);
    System.arraycopy(negativeT, 0, gradient, 0, gradient.length);
    gemm.multiply(Transpose.NN, k, k, k, g, 0, k, product, 0, k, true, gradient, 0, k);
    team.run(update);
  }

  private void update(int part, int parts) {
    int from = Team.bound(gradient.length, part, parts, 16);
    int to = Team.bound(gradient.length, part + 1, parts, 16);
    kernels.axpy(
        to - from, descent.factor(), gradient, from, descent.target(), parameters.core + from);
  }
}
