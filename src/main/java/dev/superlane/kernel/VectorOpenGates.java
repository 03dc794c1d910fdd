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
    VectorRows.gatherRow(
        from, to, indices, values, n, start, startOffset, dense, denseOffset, ldd, o, 0);
    return open(n, o, 0, columns, outputs, at);
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
