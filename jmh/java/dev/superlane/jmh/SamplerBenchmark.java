package dev.superlane.jmh;

import dev.superlane.data.BatchSampler;
import dev.superlane.data.SparseBatch;
import dev.superlane.data.Spectrum;
import dev.superlane.data.Stream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A batch of 512 samples: flat in the number of features, growing with the active ones. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 3,
    jvmArgsPrepend = {Jvm.MODULE, Jvm.UNSAFE, Jvm.ALIGNED})
public class SamplerBenchmark {
  private static final int ROWS = 512;

  @Param({"512", "4096", "32768"})
  public int features;

  @Param({"1", "8"})
  public double density;

  private Spectrum spectrum;
  private BatchSampler sampler;
  private SparseBatch batch;
  private int step;

  @Setup(Level.Trial)
  public void prepare() {
    spectrum = Spectrum.power(features, 1.5, density);
    sampler = new BatchSampler(spectrum, 1);
    batch = SparseBatch.forSpectrum(spectrum, ROWS);
  }

  @Benchmark
  public SparseBatch sample() {
    sampler.sample(Stream.BATCH, step++, ROWS, batch);
    return batch;
  }

  /** The mean number of active features of 200 batches, within 6 standard deviations. */
  @TearDown(Level.Trial)
  public void verify() {
    long active = 0;
    for (int t = 0; t < 200; t++) {
      sampler.sample(Stream.BATCH, t, ROWS, batch);
      active += batch.nonZeros();
    }
    double expected = 200.0 * ROWS * spectrum.sum();
    if (Math.abs(active - expected) > 6 * Math.sqrt(expected)) {
      throw new IllegalStateException(active + " active features where " + expected + " are due");
    }
  }
}
