package dev.superlane.model;

import dev.superlane.data.SparseBatch;
import java.util.Arrays;

/**
 * The M rows over which a batch's big products run: its distinct features, in order of first
 * appearance, or its samples, whichever are fewer. A function of the batch alone.
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

  /** Coefficients as CSR over the batch's samples. */
  int[] rowOffsets;

  int[] columns;
  float[] coefficients;

  /** The basis rows themselves over the features, as CSR. */
  int[] featureOffsets;

  int[] featureIndices;
  float[] featureValues;

  private final boolean featuresOnly;

  /** 0, 1, 2 …: each sample is a basis row of its own. */
  private final int[] counting;

  private final float[] ones;
  private int[] slots;
  private final int[] slotOf;

  /**
   * @param featuresOnly never choose samples (the identity student, whose basis rows cost no
   *     product)
   */
  Basis(int features, int maxRows, int capacity, boolean featuresOnly) {
    this.features = new int[features];
    this.featuresOnly = featuresOnly;
    slotOf = new int[features];
    Arrays.fill(slotOf, -1);
    counting = new int[maxRows + 1];
    Arrays.setAll(counting, i -> i);
    ones = new float[maxRows];
    Arrays.fill(ones, 1);
    slots = new int[capacity];
  }

  /**
   * @param batch without empty samples
   */
  void build(SparseBatch batch) {
    int nonZeros = batch.nonZeros();
    if (slots.length < nonZeros) {
      slots = new int[batch.indices.length];
    }
    distinct = 0;
    for (int j = 0; j < nonZeros; j++) {
      int feature = batch.indices[j];
      if (slotOf[feature] < 0) {
        slotOf[feature] = distinct;
        features[distinct++] = feature;
      }
      slots[j] = slotOf[feature];
    }
    for (int u = 0; u < distinct; u++) {
      slotOf[features[u]] = -1;
    }
    byFeature = featuresOnly || distinct <= batch.rows;
    size = byFeature ? distinct : batch.rows;
    rowOffsets = byFeature ? batch.rowOffsets : counting;
    columns = byFeature ? slots : counting;
    coefficients = byFeature ? batch.values : ones;
    featureOffsets = byFeature ? counting : batch.rowOffsets;
    featureIndices = byFeature ? features : batch.indices;
    featureValues = byFeature ? ones : batch.values;
  }
}
