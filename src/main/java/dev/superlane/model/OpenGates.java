package dev.superlane.model;

import dev.superlane.data.SparseBatch;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Team;

/**
 * The open gates of a batch's non-empty samples and their residuals R = (ŷ − y*)/B, as CSR: rows
 * ascending, columns ascending, so that every sum over them has one order.
 *
 * <p>Each thread writes the gates of its samples into its own stretch of the arrays ({@link
 * #part}); {@link #join} closes the gaps.
 */
final class OpenGates {
  final int[] rowOffsets;
  final int[] columns;
  final float[] residuals;

  private final Shape shape;
  private final float[] importance;
  private final Kernels kernels;
  private final BatchForward forward;
  private final float[][] output;

  /** Offsets before the join: part q uses slots from + q … to + q, so that none is shared. */
  private final int[] partOffsets;

  OpenGates(Problem problem, Kernels kernels, BatchForward forward, int threads) {
    this.kernels = kernels;
    this.forward = forward;
    shape = problem.shape();
    importance = problem.importance();
    int most = Math.multiplyExact(shape.batch(), shape.features());
    rowOffsets = new int[shape.batch() + 1];
    partOffsets = new int[shape.batch() + threads];
    columns = new int[most];
    residuals = new float[most];
    output = new float[threads][shape.features()];
  }

  /**
   * Gates of one part's samples, and G_z = R·W over them.
   *
   * @param gz B×K, written in this part's rows
   */
  void part(int part, int parts, float[] embedding, int embeddingOffset, float[] gz) {
    int n = shape.features();
    int k = shape.width();
    int from = Team.bound(forward.batch.rows, part, parts, 1);
    int to = Team.bound(forward.batch.rows, part + 1, parts, 1);
    float[] o = output[part];
    int at = from * n;
    partOffsets[from + part] = at;
    for (int r = from; r < to; r++) {
      int first = at;
      at = forward.openGates(r, o, columns, residuals, first);
      residuals(r, first, at);
      partOffsets[r + 1 + part] = at;
    }
    kernels.gatherRows(
        partOffsets,
        columns,
        residuals,
        from + part,
        to + part,
        k,
        null,
        0,
        embedding,
        embeddingOffset,
        k,
        gz,
        from * k,
        k);
  }

  /** Turns the outputs of one sample's open gates into residuals: both lists ascend. */
  private void residuals(int r, int first, int end) {
    float scale = 1f / shape.batch();
    SparseBatch batch = forward.batch;
    int active = batch.rowOffsets[r];
    int lastActive = batch.rowOffsets[r + 1];
    for (int g = first; g < end; g++) {
      int column = columns[g];
      while (active < lastActive && batch.indices[active] < column) {
        active++;
      }
      float target = 0;
      if (active < lastActive && batch.indices[active] == column) {
        target = importance[column] * batch.values[active];
      }
      residuals[g] = (residuals[g] - target) * scale;
    }
  }

  /** Closes the gaps between the parts' stretches. */
  void join(int parts) {
    int n = shape.features();
    int at = 0;
    for (int part = 0; part < parts; part++) {
      int from = Team.bound(forward.batch.rows, part, parts, 1);
      int to = Team.bound(forward.batch.rows, part + 1, parts, 1);
      int shift = from * n - at;
      for (int r = from; r <= to; r++) {
        rowOffsets[r] = partOffsets[r + part] - shift;
      }
      int length = rowOffsets[to] - at;
      if (shift > 0) {
        System.arraycopy(columns, from * n, columns, at, length);
        System.arraycopy(residuals, from * n, residuals, at, length);
      }
      at += length;
    }
  }

  int count() {
    return rowOffsets[forward.batch.rows];
  }

  /** g_c += column sums of R over the non-empty samples, in their order. */
  void addColumnSums(float[] gc) {
    for (int g = 0; g < count(); g++) {
      gc[columns[g]] += residuals[g];
    }
  }
}
