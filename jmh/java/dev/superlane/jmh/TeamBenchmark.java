package dev.superlane.jmh;

import dev.superlane.kernel.GemmBuffers;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.TeamGemm;
import dev.superlane.kernel.Transpose;
import dev.superlane.kernel.VectorKernels;
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

/** C = op(A)·op(B), n×n, split over a team's threads, packing included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 3,
    jvmArgsPrepend = {Jvm.MODULE, Jvm.UNSAFE, Jvm.ALIGNED})
public class TeamBenchmark {
  @Param({"NN", "NT", "TN"})
  public Transpose transpose;

  @Param({"512", "768", "1024"})
  public int n;

  @Param({"1", "2"})
  public int threads;

  private float[] a;
  private float[] b;
  private float[] c;
  private Team team;
  private TeamGemm gemm;

  @Setup(Level.Trial)
  public void prepare(BenchmarkParams params) {
    Jvm.require(params.getBenchmark());
    a = KernelBenchmark.random(n * n, 1);
    b = KernelBenchmark.random(n * n, 2);
    c = new float[n * n];
    team = new Team(threads);
    gemm = new TeamGemm(VectorKernels.INSTANCE, team);
  }

  @Benchmark
  public float[] gemm() {
    gemm.multiply(transpose, n, n, n, a, 0, n, b, 0, n, false, c, 0, n);
    return c;
  }

  /** The bits of one thread's kernel. */
  @TearDown(Level.Trial)
  public void verify() {
    team.close();
    float[] one = new float[n * n];
    VectorKernels.INSTANCE.gemm(
        transpose, n, n, n, a, 0, n, b, 0, n, false, one, 0, n, new GemmBuffers());
    if (!Arrays.equals(one, c)) {
      throw new IllegalStateException("the team's product has not the bits of one thread");
    }
  }
}
