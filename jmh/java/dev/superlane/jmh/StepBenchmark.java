package dev.superlane.jmh;

import dev.superlane.data.BatchSampler;
import dev.superlane.data.SparseBatch;
import dev.superlane.data.Spectrum;
import dev.superlane.data.Stream;
import dev.superlane.data.Teacher;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.ScalarKernels;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.VectorKernels;
import dev.superlane.model.Activation;
import dev.superlane.model.Embedding;
import dev.superlane.model.Gradient;
import dev.superlane.model.Parameters;
import dev.superlane.model.PathChoice;
import dev.superlane.model.Problem;
import dev.superlane.model.Shape;
import dev.superlane.model.StepPath;
import dev.superlane.model.TrainingStep;
import dev.superlane.model.TrainingSteps;
import java.util.Arrays;
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
 * A whole training step, sampling included, a = 1.5, E = 1, one thread. Every iteration starts from
 * the same parameters, those after 1000 steps: without the reset the gates would go on closing and
 * the work would vanish.
 *
 * <p>Flops, a multiply-add counted as two. Dense: exactly those of its products. Sparse: the least
 * that a frozen embedding needs, for the U distinct features and the entries of the step's own
 * batch: 2UK² + 2UKN for the two products, 2UK² for g_S, 2N an entry to combine rows and test
 * gates. The backward pass over open gates is left out, and a learned embedding's gradient too, so
 * a sparse step's figure is no share of what it does but the speed at which the least gets done.
 *
 * <p>JMH's average time of {@code gflops} is the time of one GFLOP, the inverse of GFLOP/s.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 3,
    jvmArgsPrepend = {Jvm.MODULE, Jvm.UNSAFE})
public class StepBenchmark {
  private static final int TRAINED = 1000;

  @Param({"DENSE", "SPARSE"})
  public StepPath path;

  @Param({"FROZEN", "LEARNED"})
  public Embedding embedding;

  /** N×K×B. */
  @Param({"1024x256x512"})
  public String nkb;

  private final Team team = new Team(1);
  private Problem problem;
  private Parameters parameters;
  private float[] trained;
  private TrainingStep step;
  private int t;

  /** Flops of steps TRAINED and up; longer iterations begin again at the first. */
  private final double[] flops = new double[4096];

  @Setup(Level.Trial)
  public void prepare(BenchmarkParams params) {
    Jvm.require(params.getBenchmark());
    String[] sizes = nkb.split("x");
    int n = Integer.parseInt(sizes[0]);
    int k = Integer.parseInt(sizes[1]);
    int b = Integer.parseInt(sizes[2]);
    problem =
        new Problem(
            new Shape(n, k, b, embedding, Activation.RELU, true),
            Spectrum.power(n, 1.5, 1),
            Teacher.importance(n, 0),
            Gradient.MINIBATCH,
            0.3,
            1);
    parameters = Parameters.initial(problem.shape(), 0.1, 1);
    TrainingStep training = step(StepPath.SPARSE, VectorKernels.INSTANCE);
    for (int i = 0; i < TRAINED; i++) {
      training.advance(i);
    }
    trained = parameters.values.clone();
    boolean vector = params.getBenchmark().endsWith(".vector");
    countFlops();
    step = step(path, vector ? VectorKernels.INSTANCE : ScalarKernels.INSTANCE);
  }

  private void countFlops() {
    Shape shape = problem.shape();
    double n = shape.features();
    double k = shape.width();
    BatchSampler sampler = new BatchSampler(problem.spectrum(), problem.seed());
    SparseBatch batch = SparseBatch.forSpectrum(problem.spectrum(), shape.batch());
    for (int i = 0; i < flops.length; i++) {
      sampler.sample(Stream.BATCH, TRAINED + i, shape.batch(), batch);
      long distinct = Arrays.stream(batch.indices, 0, batch.nonZeros()).distinct().count();
      double sparse = distinct * (4 * k * k + 2 * k * n) + 2.0 * batch.nonZeros() * n;
      flops[i] = path == StepPath.DENSE ? 2 * PathChoice.denseWork(problem) : sparse;
    }
  }

  private TrainingStep step(StepPath on, Kernels kernels) {
    return TrainingSteps.of(problem, parameters, on, kernels, team);
  }

  @Setup(Level.Iteration)
  public void reset() {
    System.arraycopy(trained, 0, parameters.values, 0, trained.length);
    t = TRAINED;
  }

  @TearDown(Level.Iteration)
  public void finite() {
    if (!parameters.finite() || Arrays.equals(trained, parameters.values)) {
      throw new IllegalStateException("the parameters diverged, or did not move");
    }
  }

  /** One step from the trained state gives the bits of the scalar kernels. */
  @TearDown(Level.Trial)
  public void verify() {
    reset();
    step.advance(t);
    float[] actual = parameters.values.clone();
    reset();
    step(path, ScalarKernels.INSTANCE).advance(t);
    if (!Arrays.equals(actual, parameters.values)) {
      throw new IllegalStateException("the step does not give the bits of the scalar kernels");
    }
  }

  @Benchmark
  public float[] vector(Work work) {
    return advance(work);
  }

  @Benchmark
  public float[] scalar(Work work) {
    return advance(work);
  }

  @Benchmark
  @Fork(
      value = 3,
      jvmArgsPrepend = {Jvm.MODULE, Jvm.UNSAFE, Jvm.NO_SUPER_WORD})
  public float[] scalarNoSuperWord(Work work) {
    return advance(work);
  }

  private float[] advance(Work work) {
    work.add(flops[(t - TRAINED) % flops.length]);
    step.advance(t++);
    return parameters.values;
  }
}
