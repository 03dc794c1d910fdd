package dev.superlane.model;

import dev.superlane.data.SparseBatch;
import java.util.Arrays;

/**
 * The M rows over which a batch's big products run: its distinct features, in order of first
 * appearance, or its non-empty samples, whichever are fewer. A function of the batch alone.
 *
 * <p>Every sample is a combination of basis rows, with the batch's values over features and with 1
 * over samples: o_r = c + Σ_m coefficient·P_m.
 */
final class Basis {
  /** M. */
  int size;

  /** Whether basis rows are features; otherwise they are samples. */
  boolean byFeature;

  /** U, the number of distinct features, and those features. */
  int distinct;

  final int[] features;

  /** The basis rows' samples when they are samples. */
  final int[] samples;

  /** Coefficients as CSR over the batch's samples. */
  int[] rowOffsets;

  int[] columns;
  float[] coefficients;

  private final boolean featuresOnly;
  private final int[] ownOffsets;
  private final float[] ones;
  private int[] own;
  private final int[] slot;

  /**
   * @param featuresOnly never choose samples (the identity student, whose basis rows cost no
   *     product)
   */
  Basis(int features, int maxRows, int capacity, boolean featuresOnly) {
    this.features = new int[features];
    this.featuresOnly = featuresOnly;
    samples = new int[maxRows];
    slot = new int[features];
    Arrays.fill(slot, -1);
    ownOffsets = new int[maxRows + 1];
    own = new int[Math.max(capacity, maxRows)];
    ones = new float[maxRows];
    Arrays.fill(ones, 1);
  }

  void build(SparseBatch batch) {
    int nonZeros = batch.nonZeros();
    if (own.length < nonZeros) {
      own = new int[batch.indices.length];
    }
    distinct = 0;
    for (int j = 0; j < nonZeros; j++) {
      int feature = batch.indices[j];
      if (slot[feature] < 0) {
        slot[feature] = distinct;
        features[distinct++] = feature;
      }
    }
    int filled = 0;
    for (int r = 0; r < batch.rows; r++) {
      if (batch.rowOffsets[r + 1] > batch.rowOffsets[r]) {
        samples[filled++] = r;
      }
    }
    byFeature = featuresOnly || distinct <= filled;
    size = byFeature ? distinct : filled;
    columns = own;
    if (byFeature) {
      rowOffsets = batch.rowOffsets;
      coefficients = batch.values;
      for (int j = 0; j < nonZeros; j++) {
        own[j] = slot[batch.indices[j]];
      }
    } else {
      rowOffsets = ownOffsets;
      coefficients = ones;
      int at = 0;
      for (int r = 0; r < batch.rows; r++) {
        ownOffsets[r] = at;
        if (batch.rowOffsets[r + 1] > batch.rowOffsets[r]) {
          own[at] = at;
          at++;
        }
      }
      ownOffsets[batch.rows] = at;
    }
    for (int u = 0; u < distinct; u++) {
      slot[features[u]] = -1;
    }
  }
}
