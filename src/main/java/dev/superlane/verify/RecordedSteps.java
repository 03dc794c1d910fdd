package dev.superlane.verify;

import java.util.stream.IntStream;

/** The steps at which a curve is held against theory: each up to 16, then 16 a doubling. */
final class RecordedSteps {
  private RecordedSteps() {}

  /** Those from 0 to {@code last}, ascending. */
  static int[] upTo(int last) {
    return IntStream.rangeClosed(0, last)
        .filter(t -> t % Math.max(1, Integer.highestOneBit(Math.max(t, 1)) / 16) == 0)
        .toArray();
  }
}
