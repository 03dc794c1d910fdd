package dev.superlane.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Activation and gate. A gate is shut at exactly 0 and open for NaN: the test is "not o ≤ 0". No
 * vector goes from method to method: C2 may box it when it compiles under load and does not inline.
 */
final class VectorGate {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;

  /** Adding -0 changes no bit; a choice between arrays, for C2 boxes a choice between vectors. */
  private static final float[] NO_BIAS = new float[LANES];

  static {
    Arrays.fill(NO_BIAS, -0f);
  }

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
      int xRow = xOffset + r * n;
      if (relu) {
        gated(n, o, row, bias, biasOffset, importance, x, xRow, scale);
      } else {
        linear(n, o, row, bias, biasOffset, importance, x, xRow, scale);
      }
    }
  }

  private static void gated(
      int n,
      float[] o,
      int row,
      float[] bias,
      int biasOffset,
      float[] importance,
      float[] x,
      int xRow,
      float scale) {
    int vectors = n - n % LANES;
    float[] c = bias == null ? NO_BIAS : bias;
    for (int i = 0; i < vectors; i += LANES) {
      int at = bias == null ? 0 : biasOffset + i;
      FloatVector output =
          FloatVector.fromArray(SPECIES, o, row + i).add(FloatVector.fromArray(SPECIES, c, at));
      FloatVector target =
          FloatVector.fromArray(SPECIES, importance, i)
              .mul(FloatVector.fromArray(SPECIES, x, xRow + i));
      output
          .sub(target)
          .mul(scale)
          .blend(0f, output.compare(VectorOperators.LE, 0f))
          .intoArray(o, row + i);
    }
    for (int i = vectors; i < n; i++) {
      float output = bias == null ? o[row + i] : o[row + i] + bias[biasOffset + i];
      o[row + i] = output <= 0 ? 0 : (output - importance[i] * x[xRow + i]) * scale;
    }
  }

  private static void linear(
      int n,
      float[] o,
      int row,
      float[] bias,
      int biasOffset,
      float[] importance,
      float[] x,
      int xRow,
      float scale) {
    int vectors = n - n % LANES;
    float[] c = bias == null ? NO_BIAS : bias;
    for (int i = 0; i < vectors; i += LANES) {
      int at = bias == null ? 0 : biasOffset + i;
      FloatVector target =
          FloatVector.fromArray(SPECIES, importance, i)
              .mul(FloatVector.fromArray(SPECIES, x, xRow + i));
      FloatVector.fromArray(SPECIES, o, row + i)
          .add(FloatVector.fromArray(SPECIES, c, at))
          .sub(target)
          .mul(scale)
          .intoArray(o, row + i);
    }
    for (int i = vectors; i < n; i++) {
      float output = bias == null ? o[row + i] : o[row + i] + bias[biasOffset + i];
      o[row + i] = (output - importance[i] * x[xRow + i]) * scale;
    }
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
