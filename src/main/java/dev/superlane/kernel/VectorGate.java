package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Activation and gate. A gate is shut at exactly 0 and open for NaN: the test is "not o ≤ 0". */
final class VectorGate {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;
  private static final long ALL = (1L << LANES) - 1;

  private VectorGate() {}

  /** See {@link Kernels#gateResidual}. */
  static void residual(
      int rows,
      int n,
      float[] o,
      int oOffset,
      float[] bias,
      int biasOffset,
      float[] importance,
      float[] x,
      int xOffset,
      float scale,
      boolean relu) {
    for (int r = 0; r < rows; r++) {
      int row = oOffset + r * n;
      if (bias != null) {
        add(n, bias, biasOffset, o, row);
      }
      residualRow(n, o, row, importance, x, xOffset + r * n, scale, relu);
    }
  }

  private static void add(int n, float[] bias, int biasOffset, float[] o, int row) {
    int vectors = n - n % LANES;
    for (int i = 0; i < vectors; i += LANES) {
      FloatVector c = FloatVector.fromArray(SPECIES, bias, biasOffset + i);
      FloatVector.fromArray(SPECIES, o, row + i).add(c).intoArray(o, row + i);
    }
    for (int i = vectors; i < n; i++) {
      o[row + i] += bias[biasOffset + i];
    }
  }

  private static void residualRow(
      int n,
      float[] o,
      int row,
      float[] importance,
      float[] x,
      int xRow,
      float scale,
      boolean relu) {
    int vectors = n - n % LANES;
    for (int i = 0; i < vectors; i += LANES) {
      FloatVector output = FloatVector.fromArray(SPECIES, o, row + i);
      FloatVector target =
          FloatVector.fromArray(SPECIES, importance, i)
              .mul(FloatVector.fromArray(SPECIES, x, xRow + i));
      FloatVector residual = output.sub(target).mul(scale);
      if (relu) {
        residual = residual.blend(0f, output.compare(VectorOperators.LE, 0f));
      }
      residual.intoArray(o, row + i);
    }
    for (int i = vectors; i < n; i++) {
      float output = o[row + i];
      boolean open = !relu || !(output <= 0);
      o[row + i] = open ? (output - importance[i] * x[xRow + i]) * scale : 0;
    }
  }

  /** See {@link Kernels#openGates}; few gates are open, so their bits are walked one by one. */
  static int open(int n, float[] o, int oOffset, int[] columns, float[] outputs, int at) {
    int vectors = n - n % LANES;
    for (int i = 0; i < vectors; i += LANES) {
      FloatVector output = FloatVector.fromArray(SPECIES, o, oOffset + i);
      long open = ALL & ~output.compare(VectorOperators.LE, 0f).toLong();
      while (open != 0) {
        int column = i + Long.numberOfTrailingZeros(open);
        columns[at] = column;
        outputs[at++] = o[oOffset + column];
        open &= open - 1;
      }
    }
    for (int i = vectors; i < n; i++) {
      if (!(o[oOffset + i] <= 0)) {
        columns[at] = i;
        outputs[at++] = o[oOffset + i];
      }
    }
    return at;
  }

  /** See {@link Kernels#relu}. */
  static int relu(int n, float[] o, int oOffset) {
    int vectors = n - n % LANES;
    int shut = 0;
    for (int i = 0; i < vectors; i += LANES) {
      FloatVector output = FloatVector.fromArray(SPECIES, o, oOffset + i);
      VectorMask<Float> closed = output.compare(VectorOperators.LE, 0f);
      output.blend(0f, closed).intoArray(o, oOffset + i);
      shut += closed.trueCount();
    }
    for (int i = vectors; i < n; i++) {
      if (o[oOffset + i] <= 0) {
        o[oOffset + i] = 0;
        shut++;
      }
    }
    return n - shut;
  }
}
