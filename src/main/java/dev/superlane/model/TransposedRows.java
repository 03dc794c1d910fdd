package dev.superlane.model;

import java.util.Arrays;

/**
 * A sparse matrix by its columns, as CSR of the transpose: a stable counting sort, so that the
 * entries of a column keep the order of the rows and every sum over them has one order.
 */
final class TransposedRows {
  /** Column j is entries offsets[j] … offsets[j + 1] − 1. */
  final int[] offsets;

  /** The rows that entries come from. */
  int[] rows;

  float[] values;

  private int columns;

  /**
   * @param capacity entries that it holds before it grows
   */
  TransposedRows(int maxColumns, int capacity) {
    offsets = new int[maxColumns + 2];
    rows = new int[capacity];
    values = new float[capacity];
  }

  /** Makes it a matrix without columns. */
  void clear() {
    columns = 0;
    offsets[0] = 0;
  }

  /**
   * Appends a matrix's columns.
   *
   * @param bounds row r is entries bounds[r·stride] to bounds[r·stride + last] (exclusive)
   */
  void append(
      int rowCount, int[] bounds, int stride, int last, int[] indices, float[] from, int more) {
    int first = columns;
    columns += more;
    // Counted two further on, a column's start is, after the sums, one further on; filling moves it
    // to the column's end, which is where the next one starts.
    Arrays.fill(offsets, first + 1, columns + 2, 0);
    for (int r = 0; r < rowCount; r++) {
      for (int j = bounds[r * stride]; j < bounds[r * stride + last]; j++) {
        offsets[first + indices[j] + 2]++;
      }
    }
    offsets[first + 1] = offsets[first];
    for (int c = first; c < columns; c++) {
      offsets[c + 2] += offsets[c + 1];
    }
    ensureCapacity(offsets[columns + 1]);
    for (int r = 0; r < rowCount; r++) {
      for (int j = bounds[r * stride]; j < bounds[r * stride + last]; j++) {
        int at = offsets[first + indices[j] + 1]++;
        rows[at] = r;
        values[at] = from[j];
      }
    }
  }

  private void ensureCapacity(int entries) {
    if (entries > rows.length) {
      rows = Arrays.copyOf(rows, entries);
      values = Arrays.copyOf(values, entries);
    }
  }

  /**
   * The first column of part {@code part} of a team: parts get about the same number of entries,
   * each column counted as one more.
   */
  int bound(int part, int parts) {
    long before = (long) (offsets[columns] + columns) * part / parts;
    int low = 0;
    int high = columns;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (offsets[middle] + middle < before) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
