package dev.superlane.model;

import dev.superlane.data.SparseBatch;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.TeamGemm;
import dev.superlane.kernel.Transpose;
import java.util.Arrays;

/**
 * The tied embedding's gradient and update: g_W = RᵀZ (decode) + Xᵀ(G_z S) (encode). Only rows that
 * received a gradient are cleared, summed and updated.
 */
final class EmbeddingUpdate {
  private final Shape shape;
  private final Parameters parameters;
  private final Kernels kernels;
  private final Team team;
  private final TeamGemm gemm;
  private final BatchForward forward;
  private final OutputGradient output;

  /** Z = C·V, B×K. */
  private final float[] z;

  /** T·S, M×K: what each basis row adds to the encode part. */
  private final float[] y;

  private final float[] gw;
  private final boolean[] touched;
  private float descent;
  private final Team.Region latent = this::latent;
  private final Team.Region columns = this::columns;

  EmbeddingUpdate(
      Problem problem,
      Parameters parameters,
      Kernels kernels,
      Team team,
      TeamGemm gemm,
      BatchForward forward,
      OutputGradient output) {
    this.parameters = parameters;
    this.kernels = kernels;
    this.team = team;
    this.gemm = gemm;
    this.forward = forward;
    this.output = output;
    shape = problem.shape();
    z = new float[Math.multiplyExact(shape.batch(), shape.width())];
    y = new float[forward.h.length];
    gw = new float[Math.multiplyExact(shape.features(), shape.width())];
    touched = new boolean[shape.features()];
  }

  /**
   * W ← W + descent·g_W; S must still be the one of the forward pass.
   *
   * @param t Cᵀ·G_z, M×K
   */
  void update(float[] t, float descent) {
    this.descent = descent;
    int k = shape.width();
    int m = forward.basis.size;
    gemm.multiply(
        Transpose.NN, m, k, k, t, 0, k, parameters.values, parameters.core, k, false, y, 0, k);
    team.run(latent);
    Arrays.fill(touched, false);
    output.markTouched(touched);
    for (int u = 0; u < forward.basis.distinct; u++) {
      touched[forward.basis.features[u]] = true;
    }
    team.run(columns);
  }

  private void latent(int part, int parts) {
    int k = shape.width();
    int from = Team.bound(forward.batch.rows, part, parts, 1);
    int to = Team.bound(forward.batch.rows, part + 1, parts, 1);
    Basis basis = forward.basis;
    kernels.gatherRows(
        basis.rowOffsets,
        basis.columns,
        basis.coefficients,
        from,
        to,
        k,
        null,
        0,
        forward.v,
        0,
        k,
        z,
        from * k,
        k);
  }

  /** Clear, sum and update this part's columns of every touched row. */
  private void columns(int part, int parts) {
    int k = shape.width();
    int from = Team.bound(k, part, parts, 16);
    int to = Team.bound(k, part + 1, parts, 16);
    for (int i = 0; i < touched.length; i++) {
      if (touched[i]) {
        Arrays.fill(gw, i * k + from, i * k + to, 0);
      }
    }
    output.addDecode(part, z, from, to, gw);
    addEncode(from, to);
    for (int i = 0; i < touched.length; i++) {
      if (touched[i]) {
        int row = parameters.embedding + i * k + from;
        kernels.axpy(to - from, descent, gw, i * k + from, parameters.values, row);
      }
    }
  }

  private void addEncode(int from, int to) {
    int k = shape.width();
    Basis basis = forward.basis;
    SparseBatch batch = forward.batch;
    for (int m = 0; m < basis.size; m++) {
      if (basis.byFeature) {
        kernels.axpy(to - from, 1, y, m * k + from, gw, basis.features[m] * k + from);
        continue;
      }
      for (int j = batch.rowOffsets[m]; j < batch.rowOffsets[m + 1]; j++) {
        int row = batch.indices[j] * k + from;
        kernels.axpy(to - from, batch.values[j], y, m * k + from, gw, row);
      }
    }
  }
}
