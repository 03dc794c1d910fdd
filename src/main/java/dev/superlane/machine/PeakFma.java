package dev.superlane.machine;

import dev.superlane.kernel.Simd;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The most fused multiply-adds that one core does in a second from the Vector API: a loop of
 * independent chains in registers, which reads and writes no memory. Kernels are stated as a share
 * of it.
 */
public final class PeakFma {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;

  /** Latency × throughput in flight: 4 × 2 on x86, 4 × 4 on the widest ARM cores. */
  private static final int FEW_CHAINS = 12;

  private static final int MANY_CHAINS = 16;

  private static final int ITERATIONS = 1 << 12;

  /**
   * A power of two: sums of at most 2 · ITERATIONS of them are exact, normal and can be checked.
   */
  private static final float STEP = 1f / ITERATIONS;

  private static final int REPETITIONS = 1000;

  /** Shorter than a scheduler's time slice: on a busy machine some repetitions stay undisturbed. */
  private static final long REPETITION_NS = 500_000;

  private static final long WARM_UP_NS = 300_000_000;

  private PeakFma() {}

  /**
   * The peak of one core in GFLOP/s, a multiply-add counted as 2; the best of many short
   * repetitions after warm-up, in about a second.
   */
  public static double measure() {
    double peak = best(PeakFma::few, FEW_CHAINS);
    // With 16 registers, 16 chains and two operands would spill.
    return Simd.REGISTERS < 32 ? peak : Math.max(peak, best(PeakFma::many, MANY_CHAINS));
  }

  /** Floats that {@link #pass} works on. */
  public static int accumulators() {
    return chains() * LANES;
  }

  /** Floating-point operations of one {@link #pass}. */
  public static double flopsOfPass() {
    return 2.0 * ITERATIONS * accumulators();
  }

  /**
   * One checked pass of the loop, for whoever does the timing.
   *
   * @param accumulators scratch, {@link #accumulators} floats
   * @throws IllegalStateException if a sum is not the exact one
   */
  public static void pass(float[] accumulators) {
    if (chains() == FEW_CHAINS) {
      check(PeakFma::few, accumulators);
    } else {
      check(PeakFma::many, accumulators);
    }
  }

  private static int chains() {
    return Simd.REGISTERS < 32 ? FEW_CHAINS : MANY_CHAINS;
  }

  /** Runs ITERATIONS of one multiply-add a chain; lanes start from and return to the array. */
  @FunctionalInterface
  interface Loop {
    void run(float[] accumulators, float a, float b);
  }

  private static double best(Loop loop, int chains) {
    float[] accumulators = new float[chains * LANES];
    timePerCall(loop, accumulators, WARM_UP_NS);
    double shortest = Double.MAX_VALUE;
    for (int i = 0; i < REPETITIONS; i++) {
      shortest = Math.min(shortest, timePerCall(loop, accumulators, REPETITION_NS));
    }
    return 2.0 * ITERATIONS * accumulators.length / shortest;
  }

  /** Nanoseconds a call, over calls that fill {@code duration}. */
  private static double timePerCall(Loop loop, float[] accumulators, long duration) {
    long start = System.nanoTime();
    long elapsed;
    int calls = 0;
    do {
      check(loop, accumulators);
      calls++;
      elapsed = System.nanoTime() - start;
    } while (elapsed < duration);
    return (double) elapsed / calls;
  }

  /** From 1, ITERATIONS times ½ · 2 · STEP more, is exactly 2. */
  static void check(Loop loop, float[] accumulators) {
    Arrays.fill(accumulators, 1);
    loop.run(accumulators, 0.5f, 2 * STEP);
    for (float sum : accumulators) {
      if (sum != 2) {
        throw new IllegalStateException("a sum of multiply-adds is " + sum + ", exact is 2.0");
      }
    }
  }

  static void few(float[] accumulators, float factor, float other) {
    FloatVector a = FloatVector.broadcast(SPECIES, factor);
    FloatVector b = FloatVector.broadcast(SPECIES, other);
    FloatVector s0 = start(accumulators, 0);
    FloatVector s1 = start(accumulators, 1);
    FloatVector s2 = start(accumulators, 2);
    FloatVector s3 = start(accumulators, 3);
    FloatVector s4 = start(accumulators, 4);
    FloatVector s5 = start(accumulators, 5);
    FloatVector s6 = start(accumulators, 6);
    FloatVector s7 = start(accumulators, 7);
    FloatVector s8 = start(accumulators, 8);
    FloatVector s9 = start(accumulators, 9);
    FloatVector s10 = start(accumulators, 10);
    FloatVector s11 = start(accumulators, 11);
    for (int i = 0; i < ITERATIONS; i++) {
      s0 = a.fma(b, s0);
      s1 = a.fma(b, s1);
      s2 = a.fma(b, s2);
      s3 = a.fma(b, s3);
      s4 = a.fma(b, s4);
      s5 = a.fma(b, s5);
      s6 = a.fma(b, s6);
      s7 = a.fma(b, s7);
      s8 = a.fma(b, s8);
      s9 = a.fma(b, s9);
      s10 = a.fma(b, s10);
      s11 = a.fma(b, s11);
    }
    ((FloatVector) s0.check(SPECIES)).intoArray(accumulators, 0 * LANES);
    ((FloatVector) s1.check(SPECIES)).intoArray(accumulators, 1 * LANES);
    ((FloatVector) s2.check(SPECIES)).intoArray(accumulators, 2 * LANES);
    ((FloatVector) s3.check(SPECIES)).intoArray(accumulators, 3 * LANES);
    ((FloatVector) s4.check(SPECIES)).intoArray(accumulators, 4 * LANES);
    ((FloatVector) s5.check(SPECIES)).intoArray(accumulators, 5 * LANES);
    ((FloatVector) s6.check(SPECIES)).intoArray(accumulators, 6 * LANES);
    ((FloatVector) s7.check(SPECIES)).intoArray(accumulators, 7 * LANES);
    ((FloatVector) s8.check(SPECIES)).intoArray(accumulators, 8 * LANES);
    ((FloatVector) s9.check(SPECIES)).intoArray(accumulators, 9 * LANES);
    ((FloatVector) s10.check(SPECIES)).intoArray(accumulators, 10 * LANES);
    ((FloatVector) s11.check(SPECIES)).intoArray(accumulators, 11 * LANES);
  }

  static void many(float[] accumulators, float factor, float other) {
    FloatVector a = FloatVector.broadcast(SPECIES, factor);
    FloatVector b = FloatVector.broadcast(SPECIES, other);
    FloatVector s0 = start(accumulators, 0);
    FloatVector s1 = start(accumulators, 1);
    FloatVector s2 = start(accumulators, 2);
    FloatVector s3 = start(accumulators, 3);
    FloatVector s4 = start(accumulators, 4);
    FloatVector s5 = start(accumulators, 5);
    FloatVector s6 = start(accumulators, 6);
    FloatVector s7 = start(accumulators, 7);
    FloatVector s8 = start(accumulators, 8);
    FloatVector s9 = start(accumulators, 9);
    FloatVector s10 = start(accumulators, 10);
    FloatVector s11 = start(accumulators, 11);
    FloatVector s12 = start(accumulators, 12);
    FloatVector s13 = start(accumulators, 13);
    FloatVector s14 = start(accumulators, 14);
    FloatVector s15 = start(accumulators, 15);
    for (int i = 0; i < ITERATIONS; i++) {
      s0 = a.fma(b, s0);
      s1 = a.fma(b, s1);
      s2 = a.fma(b, s2);
      s3 = a.fma(b, s3);
      s4 = a.fma(b, s4);
      s5 = a.fma(b, s5);
      s6 = a.fma(b, s6);
      s7 = a.fma(b, s7);
      s8 = a.fma(b, s8);
      s9 = a.fma(b, s9);
      s10 = a.fma(b, s10);
      s11 = a.fma(b, s11);
      s12 = a.fma(b, s12);
      s13 = a.fma(b, s13);
      s14 = a.fma(b, s14);
      s15 = a.fma(b, s15);
    }
    ((FloatVector) s0.check(SPECIES)).intoArray(accumulators, 0 * LANES);
    ((FloatVector) s1.check(SPECIES)).intoArray(accumulators, 1 * LANES);
    ((FloatVector) s2.check(SPECIES)).intoArray(accumulators, 2 * LANES);
    ((FloatVector) s3.check(SPECIES)).intoArray(accumulators, 3 * LANES);
    ((FloatVector) s4.check(SPECIES)).intoArray(accumulators, 4 * LANES);
    ((FloatVector) s5.check(SPECIES)).intoArray(accumulators, 5 * LANES);
    ((FloatVector) s6.check(SPECIES)).intoArray(accumulators, 6 * LANES);
    ((FloatVector) s7.check(SPECIES)).intoArray(accumulators, 7 * LANES);
    ((FloatVector) s8.check(SPECIES)).intoArray(accumulators, 8 * LANES);
    ((FloatVector) s9.check(SPECIES)).intoArray(accumulators, 9 * LANES);
    ((FloatVector) s10.check(SPECIES)).intoArray(accumulators, 10 * LANES);
    ((FloatVector) s11.check(SPECIES)).intoArray(accumulators, 11 * LANES);
    ((FloatVector) s12.check(SPECIES)).intoArray(accumulators, 12 * LANES);
    ((FloatVector) s13.check(SPECIES)).intoArray(accumulators, 13 * LANES);
    ((FloatVector) s14.check(SPECIES)).intoArray(accumulators, 14 * LANES);
    ((FloatVector) s15.check(SPECIES)).intoArray(accumulators, 15 * LANES);
  }

  // The chain runs through the addend: x86 and ARM both add to a register in one instruction, where
  // a chain through a factor needs a move as well (88 instead of 103 GFLOP/s on a Zen 3 core).
  private static FloatVector start(float[] accumulators, int chain) {
    return FloatVector.fromArray(SPECIES, accumulators, chain * LANES);
  }
}
