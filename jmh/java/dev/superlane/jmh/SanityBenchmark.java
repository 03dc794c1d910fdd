package dev.superlane.jmh;

import dev.superlane.kernel.GemmBuffers;
import dev.superlane.kernel.Transpose;
import dev.superlane.kernel.VectorKernels;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Benchmarks whose results are known: where they come out otherwise the machine cannot be trusted.
 * {@code bench} runs them first, and {@link PeakBenchmark}, and judges.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsPrepend = {Jvm.MODULE, Jvm.UNSAFE, Jvm.ALIGNED})
public class SanityBenchmark {
  static final int SIZE = 256;

  private final float[] a = KernelBenchmark.random(SIZE * SIZE, 1);
  private final float[] b = KernelBenchmark.random(SIZE * SIZE, 2);
  private final float[] c = new float[SIZE * SIZE];
  private final GemmBuffers buffers = new GemmBuffers();

  /** JMH's own loop. */
  @Benchmark
  public void emptyLoop() {}

  /** Until the clock has moved. */
  @Benchmark
  public long timerStep() {
    long start = System.nanoTime();
    long now;
    do {
      now = System.nanoTime();
    } while (now == start);
    return now;
  }

  /** 2 · 256³ flops. */
  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public float[] product() {
    VectorKernels.INSTANCE.gemm(
        Transpose.NN, SIZE, SIZE, SIZE, a, 0, SIZE, b, 0, SIZE, false, c, 0, SIZE, buffers);
    return c;
  }
}
