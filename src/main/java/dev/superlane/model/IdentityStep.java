package dev.superlane.model;

import dev.superlane.data.SparseBatch;
import dev.superlane.data.Stream;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.TeamGemm;

/**
 * A minibatch step of the identity student ŷ = S x: only the columns of S that a distinct feature
 * reads are read, and only they change. T_u = Σ_r x_ru R_r; S's column u ← column − η T_u.
 */
final class IdentityStep implements TrainingStep {
  private final Shape shape;
  private final float[] importance;
  private final Parameters parameters;
  private final Kernels kernels;
  private final Team team;
  private final BatchForward forward;
  private final Descent descent;

  /** R of the non-empty samples: rows×N. */
  private final float[] residual;

  /** One row a distinct feature, N long. */
  private float[] t;

  private final Team.Region residuals = this::residuals;
  private final Team.Region update = this::update;

  IdentityStep(
      Problem problem, Parameters parameters, Descent descent, Kernels kernels, Team team) {
    this.parameters = parameters;
    this.kernels = kernels;
    this.team = team;
    shape = problem.shape();
    importance = problem.importance();
    TeamGemm gemm = new TeamGemm(kernels, team);
    forward =
        new BatchForward(
            problem, parameters, kernels, team, gemm, null, shape.batch(), shape.features());
    this.descent = descent;
    residual = new float[Math.multiplyExact(shape.batch(), shape.features())];
    t = new float[forward.p.length];
  }

  @Override
  public void advance(int step) {
    forward.run(Stream.BATCH, step, 0, shape.batch());
    forward.outputs();
    if (t.length < forward.p.length) {
      t = new float[forward.p.length];
    }
    team.run(residuals);
    team.run(update);
  }

  private void residuals(int part, int parts) {
    int n = shape.features();
    int from = Team.bound(forward.batch.rows, part, parts, 1);
    int to = Team.bound(forward.batch.rows, part + 1, parts, 1);
    SparseBatch batch = forward.batch;
    forward.preActivations(from, to, residual, from * n);
    for (int r = from; r < to; r++) {
      for (int j = batch.rowOffsets[r]; j < batch.rowOffsets[r + 1]; j++) {
        int feature = batch.indices[j];
        residual[r * n + feature] -= importance[feature] * batch.values[j];
      }
    }
    kernels.scale((to - from) * n, 1f / shape.batch(), residual, from * n);
  }

  private void update(int part, int parts) {
    int n = shape.features();
    int from = Team.bound(n, part, parts, 16);
    int to = Team.bound(n, part + 1, parts, 16);
    float[] target = descent.target();
    float factor = descent.factor();
    Basis basis = forward.basis;
    forward.sumOverSamples(from, to, n, residual, t);
    for (int i = from; i < to; i++) {
      int row = parameters.core + i * n;
      for (int m = 0; m < basis.size; m++) {
        int at = row + basis.features[m];
        target[at] = Math.fma(factor, t[m * n + i], target[at]);
      }
    }
  }
}
