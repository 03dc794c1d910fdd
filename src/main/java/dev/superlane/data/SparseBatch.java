package dev.superlane.data;

import java.util.Arrays;

/**
 * Samples as compressed sparse rows: row r holds entries rowOffsets[r] … rowOffsets[r+1] - 1 of
 * {@code indices} and {@code values}, features ascending.
 */
public final class SparseBatch {
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  /** Rows in use. */
  public int rows;

  /** rows + 1 in use. */
  public int[] rowOffsets;

  /** Features, 0-based. */
  public int[] indices;

  /** x of that feature, in (0, 2). */
  public float[] values;

  /**
   * @param maxRows rows that it can hold
   * @param nonZeroCapacity entries that it holds before it grows
   */
  public SparseBatch(int maxRows, int nonZeroCapacity) {
    rowOffsets = new int[maxRows + 1];
    indices = new int[nonZeroCapacity];
    values = new float[nonZeroCapacity];
  }

  /**
   * Entries that {@code maxRows} samples of a spectrum get room for: mean + 10 σ + 64, at most all.
   *
   * <p>Entries are a sum of independent Bernoullis, so by Bernstein's inequality they exceed mean +
   * t with probability at most exp(-t²/(2σ² + 2t/3)); for t = 10 σ + 64 the exponent falls with σ
   * from 96 towards 50, so the arrays grow in fewer than 1 batch of 10^21.
   *
   * @throws IllegalArgumentException if that is more than an array holds
   */
  public static int capacity(Spectrum s, int maxRows) {
    double variance = 0;
    for (int i = 0; i < s.features(); i++) {
      variance += s.probability(i) * (1 - s.probability(i));
    }
    double room = Math.ceil(maxRows * s.sum() + 10 * StrictMath.sqrt(maxRows * variance) + 64);
    double capacity = Math.min(room, (double) maxRows * s.features());
    if (capacity > MAX_ARRAY) {
      throw new IllegalArgumentException(
          "a batch of %d samples with %s active features each needs room for %s, allowed is %d"
              .formatted(maxRows, s.sum(), (long) capacity, MAX_ARRAY));
    }
    return (int) capacity;
  }

  /** Room for {@code maxRows} samples of a spectrum: {@link #capacity} entries. */
  public static SparseBatch forSpectrum(Spectrum s, int maxRows) {
    return new SparseBatch(maxRows, capacity(s, maxRows));
  }

  /** Rows that it can hold. */
  public int maxRows() {
    return rowOffsets.length - 1;
  }

  /** Entries in use. */
  public int nonZeros() {
    return rowOffsets[rows];
  }

  /**
   * Makes room for {@code nonZeros} entries and keeps those there are; new arrays only if needed.
   */
  public void ensureCapacity(int nonZeros) {
    if (nonZeros > indices.length) {
      int grown = (int) Math.min(indices.length * 3L / 2, MAX_ARRAY);
      int capacity = Math.max(nonZeros, grown);
      indices = Arrays.copyOf(indices, capacity);
      values = Arrays.copyOf(values, capacity);
    }
  }

  /** Appends the rows of another batch; they must fit below {@link #maxRows}. */
  public void append(SparseBatch more) {
    int at = nonZeros();
    ensureCapacity(at + more.nonZeros());
    System.arraycopy(more.indices, 0, indices, at, more.nonZeros());
    System.arraycopy(more.values, 0, values, at, more.nonZeros());
    for (int r = 1; r <= more.rows; r++) {
      rowOffsets[rows + r] = at + more.rowOffsets[r];
    }
    rows += more.rows;
  }
}
