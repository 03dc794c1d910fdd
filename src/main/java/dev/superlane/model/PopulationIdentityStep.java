package dev.superlane.model;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.OrderedSum;
import dev.superlane.kernel.Team;

/**
 * Exact gradient descent of the identity student: g_S = (S − A)Σ with Σ = diag(4/3·p − p²) + p pᵀ,
 * row by row as D∘d + (D·p)pᵀ in O(N²).
 */
final class PopulationIdentityStep implements TrainingStep {
  private final int n;
  private final float[] importance;
  private final Parameters parameters;
  private final Kernels kernels;
  private final Team team;
  private final float[] diagonal;
  private final float[] mean;
  private final Descent descent;
  private final float[][] deviation;
  private final float[][] lanes;
  private final Team.Region region = this::part;

  PopulationIdentityStep(
      Problem problem, Parameters parameters, Descent descent, Kernels kernels, Team team) {
    this.parameters = parameters;
    this.kernels = kernels;
    this.team = team;
    n = problem.shape().features();
    importance = problem.importance();
    this.descent = descent;
    diagonal = new float[n];
    mean = new float[n];
    for (int i = 0; i < n; i++) {
      double p = problem.spectrum().probability(i);
      mean[i] = (float) p;
      diagonal[i] = (float) (4 * p / 3 - p * p);
    }
    deviation = new float[team.threads()][n];
    lanes = new float[team.threads()][OrderedSum.LANES];
  }

  @Override
  public void advance(int step) {
    team.run(region);
  }

  private void part(int part, int parts) {
    float[] values = parameters.values;
    float[] target = descent.target();
    float factor = descent.factor();
    float[] d = deviation[part];
    int to = Team.bound(n, part + 1, parts, 1);
    for (int i = Team.bound(n, part, parts, 1); i < to; i++) {
      int row = parameters.core + i * n;
      System.arraycopy(values, row, d, 0, n);
      d[i] -= importance[i];
      float projection = kernels.dot(n, d, 0, mean, 0, lanes[part]);
      for (int j = 0; j < n; j++) {
        float gradient = Math.fma(d[j], diagonal[j], projection * mean[j]);
        target[row + j] = Math.fma(factor, gradient, target[row + j]);
      }
    }
  }
}
