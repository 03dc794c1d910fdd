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
  private final float descent;
  private final Team.Region update = this::update;

  PopulationBottleneckStep(
      Problem problem, Parameters parameters, PopulationLoss moments, Kernels kernels, Team team) {
    this.parameters = parameters;
    this.kernels = kernels;
    this.team = team;
    k = problem.shape().width();
    gemm = new TeamGemm(kernels, team);
    descent = (float) -problem.learningRate();
    g = new float[k * k];
    m = new float[k * k];
    negativeT = new float[k * k];
    for (int i = 0; i < k * k; i++) {
      g[i] = (float) moments.g()[i];
      m[i] = (float) moments.m()[i];
      negativeT[i] = (float) -moments.t()[i];
    }
    product = new float[k * k];
    gradient = new float[k * k];
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
    kernels.axpy(to - from, descent, gradient, from, parameters.values, parameters.core + from);
  }
}
