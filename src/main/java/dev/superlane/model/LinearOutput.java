package dev.superlane.model;

import dev.superlane.data.SparseBatch;
import dev.superlane.kernel.GemmBuffers;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.TeamGemm;
import dev.superlane.kernel.Transpose;
import java.util.Arrays;

/**
 * The linear student: every gate is open, but R = (C·P − Y)/B is linear in the basis, so R is never
 * formed: G_z = (C·(P·W) − Y·W)/B, a product over M basis rows, and RᵀZ = (Pᵀ(CᵀZ) − YᵀZ)/B.
 */
final class LinearOutput implements OutputGradient {
  private final Shape shape;
  private final float[] importance;
  private final Parameters parameters;
  private final Kernels kernels;
  private final Team team;
  private final TeamGemm gemm;
  private final BatchForward forward;
  private final float[] q;
  private final float[] gz;

  /** CᵀZ/B, M×K; learned embedding only. */
  private final float[] d;

  private final GemmBuffers[] buffers;

  /** −y* of the batch's entries, and −y*{@code /B}. */
  private float[] negativeTargets;

  private float[] scaledTargets;
  private final Team.Region region = this::part;

  LinearOutput(
      Problem problem,
      Parameters parameters,
      Kernels kernels,
      Team team,
      TeamGemm gemm,
      BatchForward forward) {
    this.parameters = parameters;
    this.kernels = kernels;
    this.team = team;
    this.gemm = gemm;
    this.forward = forward;
    shape = problem.shape();
    importance = problem.importance();
    q = new float[forward.h.length];
    gz = new float[Math.multiplyExact(shape.batch(), shape.width())];
    negativeTargets = new float[forward.batch.values.length];
    scaledTargets = new float[forward.batch.values.length];
    boolean learned = shape.embedding() == Embedding.LEARNED;
    d = learned ? new float[forward.h.length] : null;
    buffers = new GemmBuffers[learned ? team.threads() : 0];
    Arrays.setAll(buffers, i -> new GemmBuffers());
  }

  @Override
  public void backward() {
    SparseBatch batch = forward.batch;
    if (negativeTargets.length < batch.values.length) {
      negativeTargets = new float[batch.values.length];
      scaledTargets = new float[batch.values.length];
    }
    float scale = 1f / shape.batch();
    for (int j = 0; j < batch.nonZeros(); j++) {
      negativeTargets[j] = -importance[batch.indices[j]] * batch.values[j];
      scaledTargets[j] = negativeTargets[j] * scale;
    }
    int m = forward.basis.size;
    int n = shape.features();
    int k = shape.width();
    int w = parameters.embedding;
    gemm.multiply(Transpose.NN, m, k, n, forward.p, 0, n, parameters.values, w, k, false, q, 0, k);
    team.run(region);
  }

  private void part(int part, int parts) {
    int k = shape.width();
    int from = Team.bound(forward.batch.rows, part, parts, 1);
    int to = Team.bound(forward.batch.rows, part + 1, parts, 1);
    Basis basis = forward.basis;
    SparseBatch batch = forward.batch;
    kernels.gatherRows(
        basis.rowOffsets,
        basis.columns,
        basis.coefficients,
        from,
        to,
        k,
        null,
        0,
        q,
        0,
        k,
        gz,
        from * k,
        k);
    for (int r = from; r < to; r++) {
      for (int j = batch.rowOffsets[r]; j < batch.rowOffsets[r + 1]; j++) {
        int w = parameters.embedding + batch.indices[j] * k;
        kernels.axpy(k, negativeTargets[j], parameters.values, w, gz, r * k);
      }
    }
    kernels.scale((to - from) * k, 1f / shape.batch(), gz, from * k);
  }

  @Override
  public float[] gz() {
    return gz;
  }

  @Override
  public void updateBias(float descent) {
    // A linear student has no bias: E[x] ≠ 0 would pull it off the closed forms.
  }

  @Override
  public void addDecode(int part, float[] z, int fromColumn, int toColumn, float[] gw) {
    int n = shape.features();
    int k = shape.width();
    Basis basis = forward.basis;
    SparseBatch batch = forward.batch;
    int columns = toColumn - fromColumn;
    int samples = batch.rows;
    for (int m = 0; m < basis.size; m++) {
      Arrays.fill(d, m * k + fromColumn, m * k + toColumn, 0);
    }
    kernels.scatterRows(
        basis.rowOffsets,
        basis.columns,
        basis.coefficients,
        samples,
        fromColumn,
        toColumn,
        z,
        0,
        k,
        d,
        0,
        k);
    for (int m = 0; m < basis.size; m++) {
      kernels.scale(columns, 1f / shape.batch(), d, m * k + fromColumn);
    }
    kernels.gemm(
        Transpose.TN,
        n,
        columns,
        basis.size,
        forward.p,
        0,
        n,
        d,
        fromColumn,
        k,
        true,
        gw,
        fromColumn,
        k,
        buffers[part]);
    kernels.scatterRows(
        batch.rowOffsets,
        batch.indices,
        scaledTargets,
        samples,
        fromColumn,
        toColumn,
        z,
        0,
        k,
        gw,
        0,
        k);
  }

  @Override
  public void markTouched(boolean[] touched) {
    Arrays.fill(touched, true);
  }
}
