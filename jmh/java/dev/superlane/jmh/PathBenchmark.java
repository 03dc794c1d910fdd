package dev.superlane.jmh;

import dev.superlane.kernel.VectorKernels;
import dev.superlane.model.StepPath;
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
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A step of one path in one configuration, one thread: what {@code --path auto} decides between.
 * Shorter than {@link StepBenchmark} in training and warm-up, for there are many configurations.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsPrepend = {Jvm.MODULE, Jvm.UNSAFE, Jvm.ALIGNED})
public class PathBenchmark {
  static final int TRAINED = 200;

  @Param({"DENSE", "SPARSE"})
  public StepPath path;

  /** A {@link PathCell}. */
  @Param({"1024 256 512 1 1.5 frozen relu"})
  public String cell;

  private TrainedStep step;

  @Setup(Level.Trial)
  public void prepare(BenchmarkParams params) {
    Jvm.require(params.getBenchmark());
    PathCell.Start start = PathCell.of(cell).start();
    step =
        new TrainedStep(
            start.problem(), start.parameters(), TRAINED, path, VectorKernels.INSTANCE, 1);
  }

  @Setup(Level.Iteration)
  public void reset() {
    step.reset();
  }

  @TearDown(Level.Iteration)
  public void finite() {
    step.requireMoved();
  }

  @TearDown(Level.Trial)
  public void close() {
    step.close();
  }

  @Benchmark
  public float[] step() {
    step.advance();
    return step.parameters();
  }
}
