package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Ordered sums: the 16 virtual lanes are one vector, or two or four narrower ones, each summed in a
 * sweep of its own.
 */
final class VectorSum {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;
  private static final int GROUP = OrderedSum.LANES;

  private VectorSum() {}

  /** See {@link Kernels#sum}. */
  static float sum(int n, float[] x, int xOffset, float[] lanes) {
    int whole = n - n % GROUP;
    for (int lane = 0; lane < GROUP; lane += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int i = 0; i < whole; i += GROUP) {
        sum = sum.add(FloatVector.fromArray(SPECIES, x, xOffset + lane + i));
      }
      ((FloatVector) sum.check(SPECIES)).intoArray(lanes, lane);
    }
    for (int i = whole; i < n; i++) {
      lanes[i - whole] += x[xOffset + i];
    }
    return OrderedSum.tree(lanes);
  }

  /** See {@link Kernels#dot}. */
  static float dot(int n, float[] x, int xOffset, float[] y, int yOffset, float[] lanes) {
    int whole = n - n % GROUP;
    for (int lane = 0; lane < GROUP; lane += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int i = 0; i < whole; i += GROUP) {
        FloatVector a = FloatVector.fromArray(SPECIES, x, xOffset + lane + i);
        sum = a.fma(FloatVector.fromArray(SPECIES, y, yOffset + lane + i), sum);
      }
      ((FloatVector) sum.check(SPECIES)).intoArray(lanes, lane);
    }
    for (int i = whole; i < n; i++) {
      lanes[i - whole] = Math.fma(x[xOffset + i], y[yOffset + i], lanes[i - whole]);
    }
    return OrderedSum.tree(lanes);
  }
}
