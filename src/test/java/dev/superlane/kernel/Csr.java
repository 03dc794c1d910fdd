package dev.superlane.kernel;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Random sparse rows; entries before the first and after the last are poison. */
record Csr(int[] rowOffsets, int[] indices, float[] values, int rows, int columns) {
  private static final int MARGIN = 3;

  /** Empty rows, full rows and everything between, indices ascending. */
  static Csr random(SplittableRandom random, int rows, int columns) {
    int[] rowOffsets = new int[rows + 1];
    int[] indices = new int[rows * columns + 2 * MARGIN];
    float[] values = new float[indices.length];
    Arrays.fill(indices, Integer.MIN_VALUE);
    Arrays.fill(values, Padded.PADDING);
    int at = MARGIN;
    for (int r = 0; r < rows; r++) {
      rowOffsets[r] = at;
      double density = random.nextInt(4) / 3.0;
      for (int i = 0; i < columns; i++) {
        if (random.nextDouble() < density) {
          indices[at] = i;
          values[at++] = (random.nextInt(1 << 24) - (1 << 23)) * 0x1p-23f;
        }
      }
    }
    rowOffsets[rows] = at;
    return new Csr(rowOffsets, indices, values, rows, columns);
  }

  Csr transposed() {
    int[] offsets = new int[columns + 1];
    int[] rowOf = new int[indices.length];
    float[] transposed = new float[indices.length];
    int at = 0;
    for (int i = 0; i < columns; i++) {
      offsets[i] = at;
      for (int r = 0; r < rows; r++) {
        for (int j = rowOffsets[r]; j < rowOffsets[r + 1]; j++) {
          if (indices[j] == i) {
            rowOf[at] = r;
            transposed[at++] = values[j];
          }
        }
      }
    }
    offsets[columns] = at;
    return new Csr(offsets, rowOf, transposed, columns, rows);
  }
}
