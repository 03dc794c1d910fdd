package dev.superlane.model;

import dev.superlane.data.SparseBatch;
import dev.superlane.kernel.CacheLine;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.TeamGemm;
import dev.superlane.kernel.Transpose;

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

  /** Z = C·V (B×K), CᵀZ/B (M×K) and RᵀZ (N×K); learned embedding only. */
  private final float[] z;

  private final float[] d;
  private final float[] decode;

  /** −y* of the batch's entries, and −y*{@code /B}. */
  private float[] negativeTargets;

  private float[] scaledTargets;
  private float[] t;
  private final Team.Region samples = this::samples;
  private final Team.Region basisRows = this::basisRows;
  private final Team.Region latent = this::latent;
  private final Team.Region latentSums = this::latentSums;
  private final Team.Region targets = this::targets;

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
    z = learned ? new float[gz.length] : null;
    d = learned ? new float[forward.h.length] : null;
    decode = learned ? new float[Math.multiplyExact(shape.features(), shape.width())] : null;
  }

  @Override
  public void backward(float[] t) {
    this.t = t;
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
    forward.outputs();
    int w = parameters.embedding;
    gemm.multiply(
        Transpose.NN,
        m,
        k,
        n,
        forward.p,
        CacheLine.FIRST,
        n,
        parameters.values,
        w,
        k,
        false,
        q,
        0,
        k);
    team.run(samples);
    team.run(basisRows);
    if (decode != null) {
      team.run(latent);
      team.run(latentSums);
      gemm.multiply(
          Transpose.TN, n, k, m, forward.p, CacheLine.FIRST, n, d, 0, k, false, decode, 0, k);
      team.run(targets);
    }
  }

  private void samples(int part, int parts) {
    int k = shape.width();
    int from = Team.bound(forward.batch.rows, part, parts, 1);
    int to = Team.bound(forward.batch.rows, part + 1, parts, 1);
    SparseBatch batch = forward.batch;
    forward.combine(from, to, k, null, 0, q, 0, gz, from * k);
    for (int r = from; r < to; r++) {
      for (int j = batch.rowOffsets[r]; j < batch.rowOffsets[r + 1]; j++) {
        int w = parameters.embedding + batch.indices[j] * k;
        kernels.axpy(k, negativeTargets[j], parameters.values, w, gz, r * k);
      }
    }
    kernels.scale((to - from) * k, 1f / shape.batch(), gz, from * k);
  }

  private void basisRows(int part, int parts) {
    int k = shape.width();
    int from = Team.bound(k, part, parts, 16);
    forward.sumOverSamples(from, Team.bound(k, part + 1, parts, 16), k, gz, t);
  }

  @Override
  public void updateBias(Descent descent) {
    // A linear student has no bias: E[x] ≠ 0 would pull it off the closed forms.
  }

  private void latent(int part, int parts) {
    int k = shape.width();
    int from = Team.bound(forward.batch.rows, part, parts, 1);
    int to = Team.bound(forward.batch.rows, part + 1, parts, 1);
    forward.combine(from, to, k, null, 0, forward.v, CacheLine.FIRST, z, from * k);
  }

  private void latentSums(int part, int parts) {
    int k = shape.width();
    int from = Team.bound(k, part, parts, 16);
    int to = Team.bound(k, part + 1, parts, 16);
    forward.sumOverSamples(from, to, k, z, d);
    for (int m = 0; m < forward.basis.size; m++) {
      kernels.scale(to - from, 1f / shape.batch(), d, m * k + from);
    }
  }

  private void targets(int part, int parts) {
    int k = shape.width();
    SparseBatch batch = forward.batch;
    kernels.scatterRows(
        batch.rowOffsets,
        batch.indices,
        scaledTargets,
        batch.rows,
        Team.bound(k, part, parts, 16),
        Team.bound(k, part + 1, parts, 16),
        z,
        0,
        k,
        decode,
        0,
        k);
  }

  @Override
  public boolean decode(int feature, float[] row) {
    int k = shape.width();
    System.arraycopy(decode, feature * k, row, 0, k);
    return true;
  }
}
