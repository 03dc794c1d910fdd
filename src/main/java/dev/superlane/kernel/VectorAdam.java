package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Adam's update: whole vectors, then the scalar tail. IEEE's division and root are exact. */
final class VectorAdam {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;

  private VectorAdam() {}

  /** See {@link Kernels#adam}. */
  static void update(
      int n, float rate, float epsilon, float[] g, float[] m, float[] v, float[] x, int offset) {
    int end = offset + n - n % LANES;
    FloatVector beta1 = FloatVector.broadcast(SPECIES, ScalarAdam.BETA1);
    FloatVector beta2 = FloatVector.broadcast(SPECIES, ScalarAdam.BETA2);
    FloatVector descent = FloatVector.broadcast(SPECIES, -rate);
    for (int i = offset; i < end; i += LANES) {
      FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
      FloatVector first =
          beta1.fma(FloatVector.fromArray(SPECIES, m, i), gradient.mul(ScalarAdam.NEW1));
      FloatVector second =
          beta2.fma(
              FloatVector.fromArray(SPECIES, v, i), gradient.mul(ScalarAdam.NEW2).mul(gradient));
      first.intoArray(m, i);
      second.intoArray(v, i);
      descent
          .fma(first.div(second.sqrt().add(epsilon)), FloatVector.fromArray(SPECIES, x, i))
          .intoArray(x, i);
    }
    ScalarAdam.update(n % LANES, rate, epsilon, g, m, v, x, end);
  }
}
