package dev.superlane.profile;

import dev.superlane.kernel.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Gather and scatter through an array of indices, a multiple of {@link #GRAIN} of them. The Vector
 * API's check of each vector of indices is part of the loop: a kernel pays it too.
 */
final class IndexedLoops {
  static final int GRAIN = 64;

  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;

  private IndexedLoops() {}

  /** Σ a[at + indices[i]], i in [0, n). */
  static float gather(float[] a, int at, int[] indices, int n) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector s3 = FloatVector.zero(SPECIES);
    for (int i = 0; i < n; i += 4 * LANES) {
      s0 = s0.add(FloatVector.fromArray(SPECIES, a, at, indices, i));
      s1 = s1.add(FloatVector.fromArray(SPECIES, a, at, indices, i + LANES));
      s2 = s2.add(FloatVector.fromArray(SPECIES, a, at, indices, i + 2 * LANES));
      s3 = s3.add(FloatVector.fromArray(SPECIES, a, at, indices, i + 3 * LANES));
    }
    return s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
  }

  /** a[at + indices[i]] = value, i in [0, n). */
  static void scatter(float[] a, int at, int[] indices, int n, float value) {
    FloatVector v = FloatVector.broadcast(SPECIES, value);
    for (int i = 0; i < n; i += 4 * LANES) {
      v.intoArray(a, at, indices, i);
      v.intoArray(a, at, indices, i + LANES);
      v.intoArray(a, at, indices, i + 2 * LANES);
      v.intoArray(a, at, indices, i + 3 * LANES);
    }
  }
}
