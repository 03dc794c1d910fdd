package dev.superlane.jmh;

import dev.superlane.data.Spectrum;
import dev.superlane.data.Teacher;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.ScalarKernels;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.VectorKernels;
import dev.superlane.model.Activation;
import dev.superlane.model.Embedding;
import dev.superlane.model.Gradient;
import dev.superlane.model.Parameters;
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
    step = step(path, vector ? VectorKernels.INSTANCE : ScalarKernels.INSTANCE);
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
      jvmArgsPrepend = {Jvm.MODULE, Jvm.UNSAFE, Jvm.NO_SUPER_WORD})
  public float[] scalarNoSuperWord() {
    return advance();
  }

  private float[] advance() {
    step.advance(t++);
    return parameters.values;
  }
}
