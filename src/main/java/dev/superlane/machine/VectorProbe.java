package dev.superlane.machine;

import com.sun.management.ThreadMXBean;
import dev.superlane.kernel.Simd;
import java.lang.management.ManagementFactory;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * One sum of products with vectors and with scalars. Each is a single chain of fused multiply-adds,
 * which no compiler may reorder: the scalar twin stays scalar, and the ratio of the times is the
 * number of lanes wherever the vectors are real.
 */
final class VectorProbe {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LENGTH = 1024;
  private static final int CALLS = 200;
  private static final int REPETITIONS = 200;
  private static final long WARM_UP_NS = 200_000_000;
  private static final long LONGEST_WARM_UP_NS = 3_000_000_000L;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final float[] x = new float[LENGTH];
  private final float[] y = new float[LENGTH];
  private final float[] lanes = new float[Simd.LANES];

  VectorProbe() {
    for (int i = 0; i < LENGTH; i++) {
      x[i] = i % 3;
      y[i] = i % 5;
    }
  }

  /** Bytes that a call of the vector kernel allocates, as soon as it is 0 or after 3 seconds. */
  double bytesPerCall() {
    long end = System.nanoTime() + LONGEST_WARM_UP_NS;
    long bytes;
    do {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        vector(x, y, lanes);
      }
      bytes = threads.getCurrentThreadAllocatedBytes() - before;
    } while (bytes != 0 && System.nanoTime() < end);
    return (double) bytes / CALLS;
  }

  /** Best scalar time over best vector time. */
  double speedup() {
    long scalar = best(this::scalarCalls);
    return (double) scalar / best(this::vectorCalls);
  }

  private static long best(Runnable calls) {
    long end = System.nanoTime() + WARM_UP_NS;
    while (System.nanoTime() < end) {
      calls.run();
    }
    long best = Long.MAX_VALUE;
    for (int i = 0; i < REPETITIONS; i++) {
      long start = System.nanoTime();
      calls.run();
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }

  private void scalarCalls() {
    for (int i = 0; i < CALLS; i++) {
      lanes[0] = scalar(x, y);
    }
  }

  private void vectorCalls() {
    for (int i = 0; i < CALLS; i++) {
      vector(x, y, lanes);
    }
  }

  /** Lane l of the result sums the products l, l + LANES, …. */
  static void vector(float[] x, float[] y, float[] lanes) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < LENGTH; i += Simd.LANES) {
      FloatVector factor = FloatVector.fromArray(SPECIES, x, i);
      sum = factor.fma(FloatVector.fromArray(SPECIES, y, i), sum);
    }
    sum.intoArray(lanes, 0);
  }

  static float scalar(float[] x, float[] y) {
    float sum = 0;
    for (int i = 0; i < LENGTH; i++) {
      sum = Math.fma(x[i], y[i], sum);
    }
    return sum;
  }
}
