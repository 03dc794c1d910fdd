package dev.superlane.jmh;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.ScalarKernels;
import dev.superlane.kernel.VectorKernels;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * One kernel call three ways: the Vector-API kernel; its scalar twin as C2 compiles it; the scalar
 * twin with C2's auto-vectorisation off. The first against the second is what the hand-written
 * kernel brings, the second against the third is what C2 does alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 3,
    jvmArgsPrepend = {Jvm.MODULE, Jvm.UNSAFE, Jvm.ALIGNED})
public abstract class KernelBenchmark {
  private Kernels used;

  @Setup(Level.Trial)
  public void prepare(BenchmarkParams params) {
    Jvm.require(params.getBenchmark());
    prepare();
  }

  @TearDown(Level.Trial)
  public void verify() {
    if (!correct(used)) {
      throw new IllegalStateException("the result is not that of the scalar reference");
    }
  }

  @Benchmark
  public void vector() {
    used = VectorKernels.INSTANCE;
    run(VectorKernels.INSTANCE);
  }

  @Benchmark
  public void scalar() {
    used = ScalarKernels.INSTANCE;
    run(ScalarKernels.INSTANCE);
  }

  @Benchmark
  @Fork(
      value = 3,
      jvmArgsPrepend = {Jvm.MODULE, Jvm.UNSAFE, Jvm.ALIGNED, Jvm.NO_SUPER_WORD})
  public void scalarNoSuperWord() {
    used = ScalarKernels.INSTANCE;
    run(ScalarKernels.INSTANCE);
  }

  /** Makes the operands; they are fields, so that nothing is constant. */
  abstract void prepare();

  /** The measured call. */
  abstract void run(Kernels kernels);

  /** Whether one more call on fresh operands gives the scalar reference's bits. */
  abstract boolean correct(Kernels kernels);

  /** Values in (-1, 1), the same in every fork. */
  static float[] random(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] out = new float[length];
    for (int i = 0; i < length; i++) {
      out[i] = (float) random.nextDouble(-1, 1);
    }
    return out;
  }
}
