package dev.superlane.profile;

import dev.superlane.kernel.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The five loops whose bandwidth is measured. Lengths are multiples of {@link #GRAIN} floats, a
 * multiple of what one iteration takes at any width.
 */
final class StreamLoops {
  static final int GRAIN = 128;

  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;

  private StreamLoops() {}

  /** Σ a[at, at + n): 4n bytes. Exact where all partial sums are integers below 2²⁴. */
  static float load(float[] a, int at, int n) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector s3 = FloatVector.zero(SPECIES);
    FloatVector s4 = FloatVector.zero(SPECIES);
    FloatVector s5 = FloatVector.zero(SPECIES);
    FloatVector s6 = FloatVector.zero(SPECIES);
    FloatVector s7 = FloatVector.zero(SPECIES);
    for (int i = at; i < at + n; i += 8 * LANES) {
      s0 = s0.add(FloatVector.fromArray(SPECIES, a, i));
      s1 = s1.add(FloatVector.fromArray(SPECIES, a, i + LANES));
      s2 = s2.add(FloatVector.fromArray(SPECIES, a, i + 2 * LANES));
      s3 = s3.add(FloatVector.fromArray(SPECIES, a, i + 3 * LANES));
      s4 = s4.add(FloatVector.fromArray(SPECIES, a, i + 4 * LANES));
      s5 = s5.add(FloatVector.fromArray(SPECIES, a, i + 5 * LANES));
      s6 = s6.add(FloatVector.fromArray(SPECIES, a, i + 6 * LANES));
      s7 = s7.add(FloatVector.fromArray(SPECIES, a, i + 7 * LANES));
    }
    FloatVector left = s0.add(s1).add(s2.add(s3));
    FloatVector right = s4.add(s5).add(s6.add(s7));
    return left.add(right).reduceLanes(VectorOperators.ADD);
  }

  /** a[at, at + n) = value: 4n bytes. */
  static void store(float[] a, int at, int n, float value) {
    FloatVector v = FloatVector.broadcast(SPECIES, value);
    for (int i = at; i < at + n; i += 4 * LANES) {
      v.intoArray(a, i);
      v.intoArray(a, i + LANES);
      v.intoArray(a, i + 2 * LANES);
      v.intoArray(a, i + 3 * LANES);
    }
  }

  /** a[to, to + n) = a[from, from + n): 8n bytes. */
  static void copy(float[] a, int from, int to, int n) {
    for (int i = 0; i < n; i += 4 * LANES) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, a, from + i);
      FloatVector v1 = FloatVector.fromArray(SPECIES, a, from + i + LANES);
      FloatVector v2 = FloatVector.fromArray(SPECIES, a, from + i + 2 * LANES);
      FloatVector v3 = FloatVector.fromArray(SPECIES, a, from + i + 3 * LANES);
      v0.intoArray(a, to + i);
      v1.intoArray(a, to + i + LANES);
      v2.intoArray(a, to + i + 2 * LANES);
      v3.intoArray(a, to + i + 3 * LANES);
    }
  }

  /** a[to …] = a[x …] + factor·a[y …], n floats each: 12n bytes. */
  static void triad(float[] a, int x, int y, int to, int n, float factor) {
    FloatVector f = FloatVector.broadcast(SPECIES, factor);
    for (int i = 0; i < n; i += 4 * LANES) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, a, x + i);
      FloatVector v1 = FloatVector.fromArray(SPECIES, a, x + i + LANES);
      FloatVector v2 = FloatVector.fromArray(SPECIES, a, x + i + 2 * LANES);
      FloatVector v3 = FloatVector.fromArray(SPECIES, a, x + i + 3 * LANES);
      v0 = f.fma(FloatVector.fromArray(SPECIES, a, y + i), v0);
      v1 = f.fma(FloatVector.fromArray(SPECIES, a, y + i + LANES), v1);
      v2 = f.fma(FloatVector.fromArray(SPECIES, a, y + i + 2 * LANES), v2);
      v3 = f.fma(FloatVector.fromArray(SPECIES, a, y + i + 3 * LANES), v3);
      v0.intoArray(a, to + i);
      v1.intoArray(a, to + i + LANES);
      v2.intoArray(a, to + i + 2 * LANES);
      v3.intoArray(a, to + i + 3 * LANES);
    }
  }

  /**
   * a[at, at + n) *= factor: 8n bytes over 4n. Beyond L1 it moves the most, for a line that is
   * written has been read already.
   */
  static void update(float[] a, int at, int n, float factor) {
    FloatVector f = FloatVector.broadcast(SPECIES, factor);
    for (int i = at; i < at + n; i += 4 * LANES) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, a, i).mul(f);
      FloatVector v1 = FloatVector.fromArray(SPECIES, a, i + LANES).mul(f);
      FloatVector v2 = FloatVector.fromArray(SPECIES, a, i + 2 * LANES).mul(f);
      FloatVector v3 = FloatVector.fromArray(SPECIES, a, i + 3 * LANES).mul(f);
      v0.intoArray(a, i);
      v1.intoArray(a, i + LANES);
      v2.intoArray(a, i + 2 * LANES);
      v3.intoArray(a, i + 3 * LANES);
    }
  }
}
