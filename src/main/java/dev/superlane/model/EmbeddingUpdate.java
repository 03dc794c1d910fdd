package dev.superlane.model;

import dev.superlane.kernel.CacheLine;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.TeamGemm;
import dev.superlane.kernel.Transpose;

/**
 * The tied embedding's gradient and update: g_W = RᵀZ (decode) + Xᵀ(G_z S) (encode), feature by
 * feature. Only rows that received a gradient are summed and updated; g_W is never whole.
 */
final class EmbeddingUpdate {
  private final Shape shape;
  private final Parameters parameters;
  private final Kernels kernels;
  private final Team team;
  private final TeamGemm gemm;
  private final BatchForward forward;
  private final OutputGradient output;

  /** T·S, M×K: what each basis row adds to the encode part. */
  private final float[] y;

  /** The basis rows that add to each feature, and how often. */
  private final TransposedRows encode;

  /** A row of g_W, a thread. */
  private final float[][] gradient;

  private Descent descent;
  private final Team.Tasks features = this::features;

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
    int n = shape.features();
    y = CacheLine.floats(forward.h.length);
    encode = new TransposedRows(n, Math.max(n, forward.batch.values.length));
    gradient = CacheLine.floats(team.threads(), shape.width());
  }

  /**
   * Adds g_W by {@code descent}; S must still be the one of the forward pass.
   *
   * @param t Cᵀ·G_z, M×K
   */
  void update(float[] t, Descent descent) {
    this.descent = descent;
    int n = shape.features();
    int k = shape.width();
    Basis basis = forward.basis;
    gemm.multiply(
        Transpose.NN,
        basis.size,
        k,
        k,
        t,
        0,
        k,
        parameters.values,
        parameters.core,
        k,
        false,
        y,
        CacheLine.FIRST,
        k);
    encode.clear();
    encode.append(
        basis.size, basis.featureOffsets, 1, 1, basis.featureIndices, basis.featureValues, n);
    team.run(features, team.tasks());
  }

  private void features(int thread, int part, int parts) {
    int n = shape.features();
    int k = shape.width();
    int from = Team.bound(n, part, parts, 1);
    int to = Team.bound(n, part + 1, parts, 1);
    float[] g = gradient[thread];
    for (int i = from; i < to; i++) {
      boolean encoded = encode.offsets[i] < encode.offsets[i + 1];
      boolean decoded = output.decode(i, g);
      if (encoded) {
        kernels.gatherRows(
            encode.offsets,
            encode.rows,
            encode.values,
            i,
            i + 1,
            k,
            decoded ? g : null,
            0,
            y,
            CacheLine.FIRST,
            k,
            g,
            0,
            k);
      }
      if (encoded || decoded) {
        int at = parameters.embedding + i * k;
        kernels.axpy(k, descent.factor(), g, 0, descent.target(), at);
      }
    }
  }
}
