package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * One pass over arrays: whole vectors, then a scalar tail (masked tails cost more than they save).
 */
final class VectorElementwise {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;

  private VectorElementwise() {}

  /** See {@link Kernels#axpy}. */
  static void axpy(int n, float alpha, float[] x, int xOffset, float[] y, int yOffset) {
    int vectors = n - n % LANES;
    FloatVector scale = FloatVector.broadcast(SPECIES, alpha);
    for (int i = 0; i < vectors; i += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, y, yOffset + i);
      scale.fma(FloatVector.fromArray(SPECIES, x, xOffset + i), sum).intoArray(y, yOffset + i);
    }
    for (int i = vectors; i < n; i++) {
      y[yOffset + i] = Math.fma(alpha, x[xOffset + i], y[yOffset + i]);
    }
  }

  /** See {@link Kernels#scale}. */
  static void scale(int n, float alpha, float[] x, int xOffset) {
    int vectors = n - n % LANES;
    for (int i = 0; i < vectors; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xOffset + i).mul(alpha).intoArray(x, xOffset + i);
    }
    for (int i = vectors; i < n; i++) {
      x[xOffset + i] *= alpha;
    }
  }
}
