package dev.superlane.machine;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.ScalarKernels;
import dev.superlane.kernel.Simd;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the Vector API becomes vector instructions in this JVM. A species of 512 bits proves
 * nothing: an interpreter reports it too. So a small kernel runs, and it must allocate nothing (a
 * vector that lives in a register is no object) and beat its scalar twin.
 *
 * @param fast the verdict
 * @param sentence why, in one sentence
 * @param bytesPerCall what the vector kernel allocates after warm-up; NaN where it was not tried
 * @param speedup scalar time over vector time of the same sum; NaN where that was not measured
 */
public record FastVectors(boolean fast, String sentence, double bytesPerCall, double speedup) {
  /** The module that holds the Vector API. */
  public static final String MODULE = "jdk.incubator.vector";

  /** Half of what the narrowest register, 128 bits, brings. */
  private static final double LEAST_SPEEDUP = 2;

  /**
   * Runs the probe, 1 to 4 seconds, once in a JVM; without C2 or the module it does not run and
   * says so.
   */
  public static FastVectors probe() {
    return Probe.RESULT;
  }

  /** What runs behind these kernels: of scalar ones there is nothing to probe. */
  public static FastVectors behind(Kernels kernels) {
    return kernels == ScalarKernels.INSTANCE
        ? new FastVectors(false, "the kernels are scalar", Double.NaN, Double.NaN)
        : probe();
  }

  private static final class Probe {
    static final FastVectors RESULT = run();
  }

  private static FastVectors run() {
    String obstacle = Compiler.obstacle().orElse(moduleIsMissing() ? missingModule() : null);
    if (obstacle != null) {
      return new FastVectors(false, obstacle, Double.NaN, Double.NaN);
    }
    Optional<String> refusal = refusal();
    if (refusal.isPresent()) {
      return new FastVectors(false, refusal.get(), 0, Double.NaN);
    }
    VectorProbe probe = new VectorProbe();
    double bytes = probe.bytesPerCall();
    return bytes > 0 ? boxed(bytes) : inRegisters(probe.speedup());
  }

  /** Why the kernels refuse this JVM, which has the module; empty where they do not. */
  public static Optional<String> refusal() {
    return Refusal.SENTENCE;
  }

  /** Asked once: a class that failed to start tells its reason only to the first who needs it. */
  private static final class Refusal {
    static final Optional<String> SENTENCE = sentence();

    private static Optional<String> sentence() {
      try {
        return Simd.LANES > 0 ? Optional.empty() : Optional.of("vectors of no lanes");
      } catch (ExceptionInInitializerError e) {
        return Optional.of(e.getCause().getMessage());
      }
    }
  }

  private static FastVectors boxed(double bytes) {
    String sentence =
        String.format(
            Locale.ROOT,
            "vectors are objects, not registers: a call of a small kernel allocates %.0f bytes",
            bytes);
    return new FastVectors(false, sentence, bytes, Double.NaN);
  }

  static FastVectors inRegisters(double speedup) {
    boolean fast = speedup >= LEAST_SPEEDUP;
    String sentence =
        String.format(
            Locale.ROOT,
            "%d bits, %d lanes: 0 bytes allocated a call, %.1f times the scalar speed%s",
            Simd.LANES * Float.SIZE,
            Simd.LANES,
            speedup,
            fast ? "" : ", which is too little for real vectors");
    return new FastVectors(fast, sentence, 0, speedup);
  }

  public static boolean moduleIsMissing() {
    return ModuleLayer.boot().findModule(MODULE).isEmpty();
  }

  static String missingModule() {
    return "the module " + MODULE + " is missing: start java with --add-modules " + MODULE;
  }
}
