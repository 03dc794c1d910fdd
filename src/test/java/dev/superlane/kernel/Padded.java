package dev.superlane.kernel;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A rows×columns matrix at an offset, with gaps between its rows: every float of {@code data}
 * outside it is {@link #PADDING}, so that a kernel that reads one makes NaN and one that writes one
 * is seen.
 */
record Padded(float[] data, int offset, int stride, int rows, int columns) {
  /** A signalling NaN: arithmetic quiets it, so that even NaN ← NaN + x changes its bits. */
  static final float PADDING = Float.intBitsToFloat(0x7f80_1234);

  private static final int MARGIN = 80;

  /** Random placement, nothing in it yet: the matrix itself is padding, too. */
  static Padded empty(SplittableRandom random, int rows, int columns) {
    return empty(rows, columns, columns + random.nextInt(9), 1 + random.nextInt(19));
  }

  static Padded empty(int rows, int columns, int stride, int offset) {
    float[] data = new float[offset + rows * stride + MARGIN];
    Arrays.fill(data, PADDING);
    return new Padded(data, offset, stride, rows, columns);
  }

  /** Uniform in (-1, 1), multiples of 2^-24, one in eight 0 or -0. */
  static Padded random(SplittableRandom random, int rows, int columns) {
    return empty(random, rows, columns).fill(random);
  }

  /** Uniform values at a random offset, rows without gaps. */
  static Padded dense(SplittableRandom random, int rows, int columns) {
    return empty(rows, columns, columns, 1 + random.nextInt(19)).fill(random);
  }

  private Padded fill(SplittableRandom random) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        int bits = random.nextInt(1 << 24);
        float value = bits < 1 << 21 ? 0f : bits * 0x1p-24f;
        data[at(i, j)] = random.nextBoolean() ? value : -value;
      }
    }
    return this;
  }

  int at(int row, int column) {
    return offset + row * stride + column;
  }

  float get(int row, int column) {
    return data[at(row, column)];
  }

  Padded copy() {
    return new Padded(data.clone(), offset, stride, rows, columns);
  }

  /** Fails unless every float outside the matrix is still padding. */
  void assertPaddingIntact() {
    Padded blank = empty(rows, columns, stride, offset);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(data, at(i, 0), blank.data, at(i, 0), columns);
    }
    KernelChecks.same("padding", blank.data, data);
  }
}
