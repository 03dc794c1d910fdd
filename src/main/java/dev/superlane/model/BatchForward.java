package dev.superlane.model;

import dev.superlane.data.SparseBatch;
import dev.superlane.data.Stream;
import dev.superlane.kernel.CacheLine;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.PackedMatrix;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.TeamGemm;
import dev.superlane.kernel.Transpose;
import java.util.Arrays;

/**
 * Samples a batch and takes its basis through the student: H (M×K), V = H·Sᵀ (M×K), and P = V·Wᵀ
 * (M×N) by {@link #outputs}; for the identity embedding P's rows are columns of S. Pre-activations
 * are then combinations of P's rows, because they are linear in x.
 */
final class BatchForward {
  /** Rows of S that are transposed together: sixteen lines of a row block stay in L1. */
  private static final int COLUMN_BLOCK = 16;

  /** The non-empty samples, grouped. */
  final SparseBatch batch;

  final Basis basis;
  final float[] h;

  /** From {@link CacheLine#FIRST} on, as P. */
  final float[] v;

  float[] p;

  private final Shape shape;
  private final Parameters parameters;
  private final Kernels kernels;
  private final Team team;
  private final GroupedBatch grouped;
  private final TeamGemm gemm;

  /** Wᵀ as P's right operand where W is frozen, else null. */
  private final PackedMatrix decoder;

  private final Team.Region basisRows = this::basisRows;
  private final Team.Region coreColumns = this::coreColumns;

  /**
   * @param decoder the embedding, packed, as it will stay; or null
   * @param columns of P at a time: N, or fewer for those who take it in blocks
   */
  BatchForward(
      Problem problem,
      Parameters parameters,
      Kernels kernels,
      Team team,
      TeamGemm gemm,
      PackedMatrix decoder,
      int maxRows,
      int columns) {
    this.parameters = parameters;
    this.kernels = kernels;
    this.team = team;
    this.gemm = gemm;
    this.decoder = decoder;
    shape = problem.shape();
    grouped = new GroupedBatch(problem.spectrum(), problem.seed(), maxRows, kernels, team);
    batch = grouped.batch;
    boolean identity = shape.embedding() == Embedding.IDENTITY;
    basis = new Basis(shape.features(), maxRows, batch.indices.length, identity);
    int rows = basisCapacity(shape, maxRows, batch.indices.length);
    h = identity ? null : new float[Math.multiplyExact(rows, shape.width())];
    v = identity ? null : CacheLine.floats(h.length);
    p = CacheLine.floats(Math.multiplyExact(rows, columns));
  }

  /** Basis rows that a batch of {@code maxRows} samples can need. */
  static int basisCapacity(Shape shape, int maxRows, int nonZeroCapacity) {
    int most = shape.embedding() == Embedding.IDENTITY ? nonZeroCapacity : maxRows;
    return Math.min(shape.features(), most);
  }

  void run(Stream stream, int step, int firstRow, int rows) {
    grouped.sample(stream, step, firstRow, rows);
    basis.build(batch);
    if (shape.embedding() == Embedding.IDENTITY) {
      return;
    }
    team.run(basisRows);
    int m = basis.size;
    int k = shape.width();
    float[] values = parameters.values;
    gemm.multiply(
        Transpose.NT, m, k, k, h, 0, k, values, parameters.core, k, false, v, CacheLine.FIRST, k);
  }

  /** P, M×N. */
  void outputs() {
    int n = shape.features();
    if (shape.embedding() != Embedding.IDENTITY) {
      outputs(0, n);
      return;
    }
    int needed = Math.multiplyExact(basis.size, n);
    if (p.length < CacheLine.FIRST + needed) {
      p = CacheLine.floats(needed);
    }
    team.run(coreColumns);
  }

  /** Columns [from, to) of P, the outputs of these features, M×(to − from). */
  void outputs(int from, int to) {
    int m = basis.size;
    int n = to - from;
    int k = shape.width();
    if (decoder != null) {
      gemm.multiply(m, n, k, v, CacheLine.FIRST, k, decoder, from, false, p, CacheLine.FIRST, n);
      return;
    }
    int w = parameters.embedding + from * k;
    gemm.multiply(
        Transpose.NT,
        m,
        n,
        k,
        v,
        CacheLine.FIRST,
        k,
        parameters.values,
        w,
        k,
        false,
        p,
        CacheLine.FIRST,
        n);
  }

  /** Samples without an active feature: their o is c. */
  int empty() {
    return grouped.empty;
  }

  /** H: the embedding's rows of distinct features, or X·W over the samples. */
  private void basisRows(int part, int parts) {
    int k = shape.width();
    int from = Team.bound(basis.size, part, parts, 1);
    int to = Team.bound(basis.size, part + 1, parts, 1);
    float[] values = parameters.values;
    if (basis.byFeature) {
      for (int m = from; m < to; m++) {
        int row = parameters.embedding + basis.features[m] * k;
        System.arraycopy(values, row, h, m * k, k);
      }
      return;
    }
    kernels.gatherRows(
        batch.rowOffsets,
        batch.indices,
        batch.values,
        from,
        to,
        k,
        null,
        0,
        values,
        parameters.embedding,
        k,
        h,
        from * k,
        k);
  }

  /** P_m = column features[m] of S, transposed block by block. */
  private void coreColumns(int part, int parts) {
    int n = shape.features();
    int from = Team.bound(n, part, parts, COLUMN_BLOCK);
    int to = Team.bound(n, part + 1, parts, COLUMN_BLOCK);
    float[] values = parameters.values;
    for (int block = from; block < to; block += COLUMN_BLOCK) {
      int end = Math.min(block + COLUMN_BLOCK, to);
      for (int m = 0; m < basis.size; m++) {
        int column = parameters.core + basis.features[m];
        for (int i = block; i < end; i++) {
          p[CacheLine.FIRST + m * n + i] = values[column + i * n];
        }
      }
    }
  }

  /** o_r = c + Σ coefficient·P of samples [fromRow, toRow), each N long, from {@code offset}. */
  void preActivations(int fromRow, int toRow, float[] o, int offset) {
    float[] bias = shape.bias() ? parameters.values : null;
    combine(fromRow, toRow, shape.features(), bias, parameters.bias, p, CacheLine.FIRST, o, offset);
  }

  /**
   * Samples [fromRow, toRow) of C·dense.
   *
   * @param start that each sample starts from, or null
   * @param dense M×n
   */
  void combine(
      int fromRow,
      int toRow,
      int n,
      float[] start,
      int startOffset,
      float[] dense,
      int denseOffset,
      float[] out,
      int outOffset) {
    kernels.gatherRows(
        basis.rowOffsets,
        basis.columns,
        basis.coefficients,
        fromRow,
        toRow,
        n,
        start,
        startOffset,
        dense,
        denseOffset,
        n,
        out,
        outOffset,
        n);
  }

  /**
   * Columns [from, to) of Cᵀ·dense.
   *
   * @param dense B×n
   * @param sums M×n, overwritten
   */
  void sumOverSamples(int from, int to, int n, float[] dense, float[] sums) {
    for (int m = 0; m < basis.size; m++) {
      Arrays.fill(sums, m * n + from, m * n + to, 0);
    }
    kernels.scatterRows(
        basis.rowOffsets,
        basis.columns,
        basis.coefficients,
        batch.rows,
        from,
        to,
        dense,
        0,
        n,
        sums,
        0,
        n);
  }

  /**
   * {@link Kernels#gatherOpenGates} of sample r over P's present columns, [from, to), counted from
   * there; their residuals over B.
   */
  int openGates(
      int r,
      int from,
      int to,
      float[] o,
      long[] open,
      int[] columns,
      float[] residuals,
      int at,
      float[] targets) {
    int n = to - from;
    float[] bias = shape.bias() ? parameters.values : null;
    return kernels.gatherOpenGates(
        basis.rowOffsets[r],
        basis.rowOffsets[r + 1],
        basis.columns,
        basis.coefficients,
        n,
        bias,
        parameters.bias + from,
        p,
        CacheLine.FIRST,
        n,
        o,
        open,
        columns,
        residuals,
        at,
        targets,
        1f / shape.batch());
  }
}
