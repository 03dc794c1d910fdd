package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The open gates of a row of pre-activations. Few are open, 0.3 to 2 % in training, so vectors are
 * tested four at a time, up to 64 outputs to a word, and the bits of open ones walked one by one.
 *
 * <p>The walks of one and of two entries are written out. With one walk for both that notes
 * columns, and a pass over these for the outputs, a step at N 1024, K 256, B 8192 took 7.6 ms
 * instead of 5.8.
 *
 * <p>No vector is handed from method to method: where rows were short, the profile let C2 leave the
 * callee out of line, and every vector then was an object.
 */
final class VectorOpenGates {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;
  private static final int BLOCK = 4 * LANES;
  private static final long ALL = -1L >>> (Long.SIZE - BLOCK);

  private VectorOpenGates() {}

  /** See {@link Kernels#openGates}. */
  static int open(int n, float[] o, int oOffset, int[] columns, float[] outputs, int at) {
    int blocks = n - n % BLOCK;
    for (int i = 0; i < blocks; i += BLOCK) {
      int from = oOffset + i;
      long shut =
          shut(o, from)
              | shut(o, from + LANES) << LANES
              | shut(o, from + 2 * LANES) << 2 * LANES
              | shut(o, from + 3 * LANES) << 3 * LANES;
      long open = ~shut & ALL;
      if (open != 0) {
        at = append(open, i, o, from, columns, outputs, at);
      }
    }
    return tail(blocks, n, o, oOffset, columns, outputs, at);
  }

  /**
   * See {@link Kernels#gatherOpenGates}. The last two entries are not added to memory but to
   * registers: one pass finds the gates, and only open ones are computed again, by the same chain.
   */
  static int gather(
      int from,
      int to,
      int[] indices,
      float[] values,
      int n,
      float[] start,
      int startOffset,
      float[] dense,
      int denseOffset,
      int ldd,
      float[] o,
      long[] open,
      int[] columns,
      float[] residuals,
      int at,
      float[] targets,
      float scale) {
    float[] sums = start;
    int sumsAt = startOffset;
    if (start == null || to - from > 2) {
      VectorRows.gatherRow(
          from, to - 2, indices, values, n, start, startOffset, dense, denseOffset, ldd, o, 0);
      sums = o;
      sumsAt = 0;
    }
    if (to - from >= 2) {
      float x0 = values[to - 2];
      float x1 = values[to - 1];
      int d0 = denseOffset + indices[to - 2] * ldd;
      int d1 = denseOffset + indices[to - 1] * ldd;
      int words = test2(n, x0, x1, dense, d0, d1, sums, sumsAt, open);
      return walk2(
          n, x0, x1, dense, d0, d1, sums, sumsAt, open, words, columns, residuals, at, targets,
          scale);
    }
    if (to - from == 1) {
      float x = values[from];
      int d = denseOffset + indices[from] * ldd;
      int words = test1(n, x, dense, d, sums, sumsAt, open);
      return walk1(
          n, x, dense, d, sums, sumsAt, open, words, columns, residuals, at, targets, scale);
    }
    int end = open(n, sums, sumsAt, columns, residuals, at);
    ScalarGate.residuals(at, end, columns, residuals, targets, scale);
    return end;
  }

  /**
   * Notes each whole block of sums + x·dense that has open gates: its first column and their bits.
   * Without a jump; returns twice the number of such blocks.
   */
  private static int test1(
      int n, float x, float[] dense, int d, float[] sums, int sumsOffset, long[] open) {
    int words = 0;
    int end = n - n % BLOCK;
    for (int i = 0; i < end; i += BLOCK) {
      int r = d + i;
      int at = sumsOffset + i;
      long shut =
          shut1(x, dense, r, sums, at)
              | shut1(x, dense, r + LANES, sums, at + LANES) << LANES
              | shut1(x, dense, r + 2 * LANES, sums, at + 2 * LANES) << 2 * LANES
              | shut1(x, dense, r + 3 * LANES, sums, at + 3 * LANES) << 3 * LANES;
      long bits = ~shut & ALL;
      open[words] = i;
      open[words + 1] = bits;
      words += (int) ((bits | -bits) >>> 63) << 1;
    }
    return words;
  }

  /** As {@link #test1}, of sums + x0·dense0 + x1·dense1. */
  private static int test2(
      int n,
      float x0,
      float x1,
      float[] dense,
      int d0,
      int d1,
      float[] sums,
      int sumsOffset,
      long[] open) {
    int words = 0;
    int end = n - n % BLOCK;
    for (int i = 0; i < end; i += BLOCK) {
      int r0 = d0 + i;
      int r1 = d1 + i;
      int at = sumsOffset + i;
      long shut =
          shut2(x0, x1, dense, r0, r1, sums, at)
              | shut2(x0, x1, dense, r0 + LANES, r1 + LANES, sums, at + LANES) << LANES
              | shut2(x0, x1, dense, r0 + 2 * LANES, r1 + 2 * LANES, sums, at + 2 * LANES)
                  << 2 * LANES
              | shut2(x0, x1, dense, r0 + 3 * LANES, r1 + 3 * LANES, sums, at + 3 * LANES)
                  << 3 * LANES;
      long bits = ~shut & ALL;
      open[words] = i;
      open[words + 1] = bits;
      words += (int) ((bits | -bits) >>> 63) << 1;
    }
    return words;
  }

  private static long shut(float[] o, int at) {
    return FloatVector.fromArray(SPECIES, o, at).compare(VectorOperators.LE, 0f).toLong();
  }

  private static long shut1(float x, float[] dense, int d, float[] sums, int at) {
    return FloatVector.broadcast(SPECIES, x)
        .fma(FloatVector.fromArray(SPECIES, dense, d), FloatVector.fromArray(SPECIES, sums, at))
        .compare(VectorOperators.LE, 0f)
        .toLong();
  }

  private static long shut2(
      float x0, float x1, float[] dense, int d0, int d1, float[] sums, int at) {
    FloatVector first =
        FloatVector.broadcast(SPECIES, x0)
            .fma(
                FloatVector.fromArray(SPECIES, dense, d0),
                FloatVector.fromArray(SPECIES, sums, at));
    return FloatVector.broadcast(SPECIES, x1)
        .fma(FloatVector.fromArray(SPECIES, dense, d1), first)
        .compare(VectorOperators.LE, 0f)
        .toLong();
  }

  private static int walk1(
      int n,
      float x,
      float[] dense,
      int d,
      float[] sums,
      int sumsOffset,
      long[] open,
      int words,
      int[] columns,
      float[] residuals,
      int at,
      float[] targets,
      float scale) {
    for (int word = 0; word < words; word += 2) {
      long rest = open[word + 1];
      do {
        int i = (int) open[word] + Long.numberOfTrailingZeros(rest);
        float output = Math.fma(x, dense[d + i], sums[sumsOffset + i]);
        columns[at] = i;
        residuals[at++] = (output - targets[i]) * scale;
        rest &= rest - 1;
      } while (rest != 0);
    }
    for (int i = n - n % BLOCK; i < n; i++) {
      float output = Math.fma(x, dense[d + i], sums[sumsOffset + i]);
      if (!(output <= 0)) {
        columns[at] = i;
        residuals[at++] = (output - targets[i]) * scale;
      }
    }
    return at;
  }

  private static int walk2(
      int n,
      float x0,
      float x1,
      float[] dense,
      int d0,
      int d1,
      float[] sums,
      int sumsOffset,
      long[] open,
      int words,
      int[] columns,
      float[] residuals,
      int at,
      float[] targets,
      float scale) {
    for (int word = 0; word < words; word += 2) {
      long rest = open[word + 1];
      do {
        int i = (int) open[word] + Long.numberOfTrailingZeros(rest);
        float first = Math.fma(x0, dense[d0 + i], sums[sumsOffset + i]);
        float output = Math.fma(x1, dense[d1 + i], first);
        columns[at] = i;
        residuals[at++] = (output - targets[i]) * scale;
        rest &= rest - 1;
      } while (rest != 0);
    }
    for (int i = n - n % BLOCK; i < n; i++) {
      float output = Math.fma(x1, dense[d1 + i], Math.fma(x0, dense[d0 + i], sums[sumsOffset + i]));
      if (!(output <= 0)) {
        columns[at] = i;
        residuals[at++] = (output - targets[i]) * scale;
      }
    }
    return at;
  }

  private static int append(
      long open, int column, float[] o, int oOffset, int[] columns, float[] outputs, int at) {
    long rest = open;
    while (rest != 0) {
      int i = Long.numberOfTrailingZeros(rest);
      columns[at] = column + i;
      outputs[at++] = o[oOffset + i];
      rest &= rest - 1;
    }
    return at;
  }

  private static int tail(
      int from, int n, float[] o, int oOffset, int[] columns, float[] outputs, int at) {
    for (int i = from; i < n; i++) {
      if (!(o[oOffset + i] <= 0)) {
        columns[at] = i;
        outputs[at++] = o[oOffset + i];
      }
    }
    return at;
  }
}
