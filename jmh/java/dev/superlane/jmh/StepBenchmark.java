package dev.superlane.jmh;

import dev.superlane.data.Spectrum;
import dev.superlane.data.Teacher;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.ScalarKernels;
import dev.superlane.kernel.VectorKernels;
import dev.superlane.model.Activation;
import dev.superlane.model.Embedding;
import dev.superlane.model.Gradient;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import dev.superlane.model.Shape;
import dev.superlane.model.StepPath;
import dev.superlane.train.LearningRate;
import java.util.OptionalDouble;
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
 * A whole training step, sampling included, a = 1.5, E = 1. Every iteration starts from the same
 * parameters, those after 1000 steps.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 3,
    jvmArgsPrepend = {Jvm.MODULE, Jvm.UNSAFE, Jvm.ALIGNED})
public class StepBenchmark {
  /** η, unless the student would diverge: a large N/K gets what {@code --lr auto} takes. */
  private static final double RATE = 0.3;

  /** Steps before the first that is timed. */
  public static final int TRAINED = 1000;

  @Param({"DENSE", "SPARSE"})
  public StepPath path;

  @Param({"FROZEN", "LEARNED"})
  public Embedding embedding;

  /** N×K×B. */
  @Param({"1024x256x512"})
  public String nkb;

  @Param({"1"})
  public int threads;

  private TrainedStep step;

  /** N×K×B as the benchmark trains it. */
  public static Problem problem(String nkb, Embedding embedding) {
    return problem(nkb, embedding, RATE);
  }

  private static Problem problem(String nkb, Embedding embedding, double learningRate) {
    String[] sizes = nkb.split("x");
    int n = Integer.parseInt(sizes[0]);
    int k = Integer.parseInt(sizes[1]);
    int b = Integer.parseInt(sizes[2]);
    return new Problem(
        new Shape(n, k, b, embedding, Activation.RELU, true),
        Spectrum.power(n, 1.5, 1),
        Teacher.importance(n, 0),
        Gradient.MINIBATCH,
        learningRate,
        1);
  }

  /** That problem's step, trained. */
  public static TrainedStep trained(
      String nkb, Embedding embedding, StepPath path, Kernels kernels, int threads) {
    Problem problem = problem(nkb, embedding);
    Parameters start = Parameters.initial(problem.shape(), 0.1, 1);
    double stable = LearningRate.choose(OptionalDouble.of(RATE), problem, start).suggested();
    if (stable < RATE) {
      problem = problem(nkb, embedding, stable);
    }
    return new TrainedStep(problem, start, TRAINED, path, kernels, threads);
  }

  @Setup(Level.Trial)
  public void prepare(BenchmarkParams params) {
    Jvm.require(params.getBenchmark());
    boolean vector = params.getBenchmark().endsWith(".vector");
    Kernels kernels = vector ? VectorKernels.INSTANCE : ScalarKernels.INSTANCE;
    step = trained(nkb, embedding, path, kernels, threads);
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
  public void verify() {
    step.requireScalarBits();
    step.close();
  }

  @Benchmark
  public float[] vector() {
    return advance();
  }

  @Benchmark
  public float[] scalar() {
    return advance();
  }

  @Benchmark
  @Fork(
      value = 3,
      jvmArgsPrepend = {Jvm.MODULE, Jvm.UNSAFE, Jvm.ALIGNED, Jvm.NO_SUPER_WORD})
  public float[] scalarNoSuperWord() {
    return advance();
  }

  private float[] advance() {
    step.advance();
    return step.parameters();
  }
}
