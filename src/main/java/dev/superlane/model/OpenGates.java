package dev.superlane.model;

import dev.superlane.data.SparseBatch;
import dev.superlane.kernel.CacheLine;
import dev.superlane.kernel.Team;
import java.util.Arrays;

/**
 * The open gates of a batch's non-empty samples in a block of features, and their residuals R = (ŷ
 * − y*)/B; a row a sample, columns counted from the block's first feature.
 */
final class OpenGates {
  /** R. */
  final SparseRows rows;

  private final Shape shape;
  private final float[] importance;
  private final BatchForward forward;

  /** Scratch of {@link BatchForward#openGates}, a thread. */
  private final float[][] output;

  private final long[][] open;

  /**
   * @param most features of a block
   */
  OpenGates(Problem problem, BatchForward forward, int threads, int most) {
    this.forward = forward;
    shape = problem.shape();
    importance = problem.importance();
    rows = new SparseRows(shape.batch(), 1, most);
    output = CacheLine.floats(threads, most);
    open = CacheLine.longs(threads, most / 16);
  }

  /** One task's samples, features [fromFeature, toFeature). */
  void part(int thread, int part, int parts, int fromFeature, int toFeature) {
    int from = Team.bound(forward.batch.rows, part, parts, 1);
    int to = Team.bound(forward.batch.rows, part + 1, parts, 1);
    int at = from * (toFeature - fromFeature);
    for (int r = from; r < to; r++) {
      int first = at;
      at =
          forward.openGates(
              r,
              fromFeature,
              toFeature,
              output[thread],
              open[thread],
              rows.columns,
              rows.values,
              first);
      residuals(r, fromFeature, first, at);
      rows.bounds[2 * r] = first;
      rows.bounds[2 * r + 1] = at;
    }
  }

  /** Turns the outputs of one sample's open gates, entries [first, end), into residuals. */
  private void residuals(int r, int fromFeature, int first, int end) {
    SparseBatch batch = forward.batch;
    for (int j = batch.rowOffsets[r]; j < batch.rowOffsets[r + 1]; j++) {
      int feature = batch.indices[j];
      int g = Arrays.binarySearch(rows.columns, first, end, feature - fromFeature);
      if (g >= 0) {
        rows.values[g] -= importance[feature] * batch.values[j];
      }
    }
    float scale = 1f / shape.batch();
    for (int g = first; g < end; g++) {
      rows.values[g] *= scale;
    }
  }

  /** g_c += column sums of R over the non-empty samples, in their order. */
  void addColumnSums(float[] gc, int fromFeature) {
    for (int r = 0; r < forward.batch.rows; r++) {
      for (int g = rows.from(r); g < rows.to(r); g++) {
        gc[fromFeature + rows.columns[g]] += rows.values[g];
      }
    }
  }
}
