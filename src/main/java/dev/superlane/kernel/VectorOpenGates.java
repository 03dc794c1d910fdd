package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The open gates of a row of pre-activations. Few are open, 0.3 to 2 % in training, so vectors are
 * tested four at a time (one branch for up to 64 outputs) and the bits of open ones walked one by
 * one.
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
      long open =
          open(
              FloatVector.fromArray(SPECIES, o, from),
              FloatVector.fromArray(SPECIES, o, from + LANES),
              FloatVector.fromArray(SPECIES, o, from + 2 * LANES),
              FloatVector.fromArray(SPECIES, o, from + 3 * LANES));
      if (open != 0) {
        at = append(open, i, o, from, columns, outputs, at);
      }
    }
    return tail(blocks, n, o, oOffset, columns, outputs, at);
  }

  /** See {@link Kernels#gatherOpenGates}. */
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
      int[] columns,
      float[] outputs,
      int at) {
    int blocks = n - n % BLOCK;
    float[] first = start == null ? VectorRows.ZEROS : start;
    for (int i = 0; i < blocks; i += BLOCK) {
      int base = denseOffset + i;
      int begin = start == null ? 0 : startOffset + i;
      long open = block(from, to, indices, values, first, begin, dense, base, ldd, o, i);
      if (open != 0) {
        at = append(open, i, o, i, columns, outputs, at);
      }
    }
    for (int i = blocks; i < n; i++) {
      float sum = start == null ? 0 : start[startOffset + i];
      for (int j = from; j < to; j++) {
        sum = Math.fma(values[j], dense[denseOffset + indices[j] * ldd + i], sum);
      }
      o[i] = sum;
    }
    return tail(blocks, n, o, 0, columns, outputs, at);
  }

  /** Four vectors of the row, left in {@code o} from {@code i}; returns the bits of open gates. */
  private static long block(
      int from,
      int to,
      int[] indices,
      float[] values,
      float[] start,
      int startOffset,
      float[] dense,
      int denseOffset,
      int ldd,
      float[] o,
      int i) {
    FloatVector sum0 = FloatVector.fromArray(SPECIES, start, startOffset);
    FloatVector sum1 = FloatVector.fromArray(SPECIES, start, startOffset + LANES);
    FloatVector sum2 = FloatVector.fromArray(SPECIES, start, startOffset + 2 * LANES);
    FloatVector sum3 = FloatVector.fromArray(SPECIES, start, startOffset + 3 * LANES);
    for (int j = from; j < to; j++) {
      FloatVector x = FloatVector.broadcast(SPECIES, values[j]);
      int d = denseOffset + indices[j] * ldd;
      sum0 = x.fma(FloatVector.fromArray(SPECIES, dense, d), sum0);
      sum1 = x.fma(FloatVector.fromArray(SPECIES, dense, d + LANES), sum1);
      sum2 = x.fma(FloatVector.fromArray(SPECIES, dense, d + 2 * LANES), sum2);
      sum3 = x.fma(FloatVector.fromArray(SPECIES, dense, d + 3 * LANES), sum3);
    }
    sum0.intoArray(o, i);
    sum1.intoArray(o, i + LANES);
    sum2.intoArray(o, i + 2 * LANES);
    sum3.intoArray(o, i + 3 * LANES);
    return open(sum0, sum1, sum2, sum3);
  }

  private static long open(FloatVector o0, FloatVector o1, FloatVector o2, FloatVector o3) {
    long shut0 = o0.compare(VectorOperators.LE, 0f).toLong();
    long shut1 = o1.compare(VectorOperators.LE, 0f).toLong();
    long shut2 = o2.compare(VectorOperators.LE, 0f).toLong();
    long shut3 = o3.compare(VectorOperators.LE, 0f).toLong();
    long shut = shut0 | shut1 << LANES | shut2 << 2 * LANES | shut3 << 3 * LANES;
    return ~shut & ALL;
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
