package dev.superlane.model;

import dev.superlane.data.SparseBatch;
import dev.superlane.kernel.CacheLine;
import dev.superlane.kernel.Team;

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

  /** y* of one sample in the block, zero between samples. */
  private final float[][] targets;

  /**
   * @param most features of a block
   */
  OpenGates(Problem problem, BatchForward forward, int threads, int most) {
    this.forward = forward;
    shape = problem.shape();
    importance = problem.importance();
    rows = new SparseRows(shape.batch(), 1, most);
    output = CacheLine.floats(threads, most);
    open = CacheLine.longs(threads, most / 8);
    targets = CacheLine.floats(threads, most);
  }

  /** One task's samples, features [fromFeature, toFeature). */
  void part(int thread, int part, int parts, int fromFeature, int toFeature) {
    int from = Team.bound(forward.batch.rows, part, parts, 1);
    int to = Team.bound(forward.batch.rows, part + 1, parts, 1);
    int at = from * (toFeature - fromFeature);
    for (int r = from; r < to; r++) {
      rows.bounds[2 * r] = at;
      target(r, fromFeature, toFeature, targets[thread], 1);
      at =
          forward.openGates(
              r,
              fromFeature,
              toFeature,
              output[thread],
              open[thread],
              rows.columns,
              rows.values,
              at,
              targets[thread]);
      target(r, fromFeature, toFeature, targets[thread], 0);
      rows.bounds[2 * r + 1] = at;
    }
  }

  /** Sets y* of the sample's features within the block, or zeros. */
  private void target(int r, int fromFeature, int toFeature, float[] targets, float factor) {
    SparseBatch batch = forward.batch;
    for (int j = batch.rowOffsets[r]; j < batch.rowOffsets[r + 1]; j++) {
      int feature = batch.indices[j];
      if (feature >= fromFeature && feature < toFeature) {
        targets[feature - fromFeature] = factor * importance[feature] * batch.values[j];
      }
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
