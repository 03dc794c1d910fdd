package dev.superlane.model;

import dev.superlane.data.BatchSampler;
import dev.superlane.data.SparseBatch;
import dev.superlane.data.Stream;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.TeamGemm;
import dev.superlane.kernel.Transpose;
import java.util.Arrays;

/**
 * A minibatch step with X, Z, O and R as full matrices, formula by formula: the baseline and the
 * reference.
 */
final class DenseStep implements TrainingStep {
  private final Shape shape;
  private final float[] importance;
  private final Parameters parameters;
  private final Kernels kernels;
  private final Team team;
  private final TeamGemm gemm;
  private final BatchSampler sampler;
  private final SparseBatch batch;
  private final Descent descent;
  private final boolean embedded;
  private final float[] x;
  private final float[] h;
  private final float[] z;

  /** O, then R in its place. */
  private final float[] residual;

  private final float[] gz;
  private final float[] gs;
  private final float[] gw;
  private final float[] gc;

  /** G_z·S, B×K. */
  private final float[] gh;

  private final Team.Region gate = this::gate;
  private final Team.Region update = this::update;

  DenseStep(Problem problem, Parameters parameters, Descent descent, Kernels kernels, Team team) {
    this.parameters = parameters;
    this.kernels = kernels;
    this.team = team;
    shape = problem.shape();
    importance = problem.importance();
    gemm = new TeamGemm(kernels, team);
    sampler = new BatchSampler(problem.spectrum(), problem.seed(), kernels);
    batch = SparseBatch.forSpectrum(problem.spectrum(), shape.batch());
    this.descent = descent;
    embedded = shape.embedding() != Embedding.IDENTITY;
    boolean learned = shape.embedding() == Embedding.LEARNED;
    int wide = Math.multiplyExact(shape.batch(), shape.features());
    int narrow = Math.multiplyExact(shape.batch(), shape.width());
    x = new float[wide];
    residual = new float[wide];
    h = embedded ? new float[narrow] : x;
    z = embedded ? new float[narrow] : null;
    gz = embedded ? new float[narrow] : residual;
    gh = learned ? new float[narrow] : null;
    gs = new float[Math.multiplyExact(shape.width(), shape.width())];
    gw = learned ? new float[Math.multiplyExact(shape.features(), shape.width())] : null;
    gc = shape.bias() ? new float[shape.features()] : null;
  }

  @Override
  public void advance(int step) {
    sampler.sample(Stream.BATCH, step, shape.batch(), batch);
    expand();
    forward();
    team.run(gate);
    backward();
    team.run(update);
  }

  private void expand() {
    int n = shape.features();
    Arrays.fill(x, 0);
    for (int r = 0; r < batch.rows; r++) {
      for (int j = batch.rowOffsets[r]; j < batch.rowOffsets[r + 1]; j++) {
        x[r * n + batch.indices[j]] = batch.values[j];
      }
    }
  }

  private void forward() {
    int n = shape.features();
    int k = shape.width();
    int b = shape.batch();
    float[] values = parameters.values;
    int w = parameters.embedding;
    int s = parameters.core;
    if (embedded) {
      gemm.multiply(Transpose.NN, b, k, n, x, 0, n, values, w, k, false, h, 0, k);
      gemm.multiply(Transpose.NT, b, k, k, h, 0, k, values, s, k, false, z, 0, k);
      gemm.multiply(Transpose.NT, b, n, k, z, 0, k, values, w, k, false, residual, 0, n);
    } else {
      gemm.multiply(Transpose.NT, b, n, n, x, 0, n, values, s, n, false, residual, 0, n);
    }
  }

  private void gate(int part, int parts) {
    int n = shape.features();
    int from = Team.bound(shape.batch(), part, parts, 1);
    int to = Team.bound(shape.batch(), part + 1, parts, 1);
    float[] bias = shape.bias() ? parameters.values : null;
    kernels.gateResidual(
        to - from,
        n,
        residual,
        from * n,
        bias,
        parameters.bias,
        importance,
        x,
        from * n,
        1f / shape.batch(),
        shape.relu());
  }

  private void backward() {
    int n = shape.features();
    int k = shape.width();
    int b = shape.batch();
    float[] values = parameters.values;
    int w = parameters.embedding;
    int s = parameters.core;
    if (embedded) {
      gemm.multiply(Transpose.NN, b, k, n, residual, 0, n, values, w, k, false, gz, 0, k);
    }
    gemm.multiply(Transpose.TN, k, k, b, gz, 0, k, h, 0, k, false, gs, 0, k);
    if (gw != null) {
      gemm.multiply(Transpose.TN, n, k, b, residual, 0, n, z, 0, k, false, gw, 0, k);
      gemm.multiply(Transpose.NN, b, k, k, gz, 0, k, values, s, k, false, gh, 0, k);
      gemm.multiply(Transpose.TN, n, k, b, x, 0, n, gh, 0, k, true, gw, 0, k);
    }
  }

  private void update(int part, int parts) {
    descend(gs, parameters.core, part, parts);
    if (gw != null) {
      descend(gw, parameters.embedding, part, parts);
    }
    if (gc != null) {
      columnSums(part, parts);
      descend(gc, parameters.bias, part, parts);
    }
  }

  /** g_c over this part's features, rows ascending. */
  private void columnSums(int part, int parts) {
    int n = shape.features();
    int from = Team.bound(n, part, parts, 16);
    int to = Team.bound(n, part + 1, parts, 16);
    Arrays.fill(gc, from, to, 0);
    for (int r = 0; r < shape.batch(); r++) {
      kernels.axpy(to - from, 1, residual, r * n + from, gc, from);
    }
  }

  private void descend(float[] gradient, int offset, int part, int parts) {
    int from = Team.bound(gradient.length, part, parts, 16);
    int to = Team.bound(gradient.length, part + 1, parts, 16);
    kernels.axpy(to - from, descent.factor(), gradient, from, descent.target(), offset + from);
  }
}
