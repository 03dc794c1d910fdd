package dev.superlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiled kernels allocate nothing: their vectors live in registers. */
@Tag("width")
@DisabledIfSystemProperty(
    named = "superlane.testVectorBits",
    matches = ".*",
    disabledReason = "emulated vectors are objects")
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CALLS = 200;

  /** Far more than compilation takes: the compiler's queue may be long and the machine busy. */
  private static final int WINDOWS = 20_000;

  /** A strip of sixteen vectors, two of four, one vector and a tail at 512 bits; more at others. */
  private static final int N = 25 * 16 + 5;

  private static final int MOST_ROWS = 2 * GemmBlocking.MR - 1;
  private static final int MOST_COLUMNS = 2 * GemmBlocking.NR;

  /** A sparse row. */
  private static final int[] ENTRIES = {0, 4, 1, 3, 2, 0};

  private static final float[] WEIGHTS = {0.5f, -0.25f, 1, -0.5f, 0.25f, -1};

  private static volatile float sink;

  static Stream<Named<Runnable>> kernelCalls() {
    Kernels kernels = VectorKernels.INSTANCE;
    SplittableRandom random = new SplittableRandom(41);
    GemmBuffers buffers = new GemmBuffers();
    int most = Math.max(MOST_ROWS, MOST_COLUMNS);
    Padded a = Padded.dense(random, most, most);
    Padded b = Padded.dense(random, most, most);
    Padded c = Padded.dense(random, most, most);
    Csr csr = Csr.random(random, 5, 5);
    Padded start = Padded.dense(random, 1, N);
    Padded dense = Padded.dense(random, 5, N);
    Padded out = Padded.dense(random, 5, N);
    float[] x = ones();
    float[] y = ones();
    float[] first = ones();
    float[] second = ones();
    float[] lanes = new float[OrderedSum.LANES];
    long[] open = new long[N / 8];
    long[] bits = new long[N + Kernels.PHILOX_PAD];
    int[] columns = new int[N];
    float[] outputs = new float[N];
    return Stream.of(
        call("gemm NN", () -> everyTile(kernels, Transpose.NN, a, b, false, c, buffers)),
        call("gemm NN +=", () -> everyTile(kernels, Transpose.NN, a, b, true, c, buffers)),
        call("gemm NT", () -> everyTile(kernels, Transpose.NT, a, b, false, c, buffers)),
        call("gemm NT +=", () -> everyTile(kernels, Transpose.NT, a, b, true, c, buffers)),
        call("gemm TN", () -> everyTile(kernels, Transpose.TN, a, b, false, c, buffers)),
        call("gemm TN +=", () -> everyTile(kernels, Transpose.TN, a, b, true, c, buffers)),
        call("gather", () -> KernelChecks.gather(kernels, csr, 0, 5, N, null, dense, out)),
        call("gather, start", () -> KernelChecks.gather(kernels, csr, 0, 5, N, start, dense, out)),
        call("scatter", () -> KernelChecks.scatter(kernels, csr, 0, N, dense, out)),
        call("gateResidual", () -> kernels.gateResidual(1, N, x, 0, y, 0, y, y, 0, 0.5f, true)),
        call(
            "gateResidual, linear, no bias",
            () -> kernels.gateResidual(1, N, x, 0, null, 0, y, y, 0, 0.5f, false)),
        call("openGates", () -> sink = kernels.openGates(N, y, 0, columns, outputs, 0)),
        call("gatherOpenGates", () -> gatherOpenGates(kernels, dense, x, open, columns, outputs)),
        call("relu", () -> sink = kernels.relu(N, y, 0)),
        call("axpy", () -> kernels.axpy(N, 1e-9f, y, 0, x, 0)),
        call("adam", () -> kernels.adam(N, 1e-9f, 1e-8f, y, first, second, x, 0)),
        call("scale", () -> kernels.scale(N, 1f, x, 0)),
        call("sum", () -> sink = kernels.sum(N, x, 0, lanes)),
        call("dot", () -> sink = kernels.dot(N, x, 0, y, 0, lanes)),
        call("philox", () -> kernels.philox(N, 1, bits, bits, 3, 4, bits, bits)));
  }

  /** Of no entry, of one and of two, which stay in registers, and of more. */
  private static void gatherOpenGates(
      Kernels kernels, Padded dense, float[] o, long[] open, int[] columns, float[] outputs) {
    int from = dense.offset();
    int ld = dense.stride();
    for (int to = 0; to <= ENTRIES.length; to++) {
      sink =
          kernels.gatherOpenGates(
              0,
              to,
              ENTRIES,
              WEIGHTS,
              N,
              null,
              0,
              dense.data(),
              from,
              ld,
              o,
              open,
              columns,
              outputs,
              0,
              dense.data(),
              0.5f);
    }
  }

  /** Rows left over by whole tiles: none to all but one; columns: 1 to NV vectors, also ragged. */
  private static void everyTile(
      Kernels kernels,
      Transpose transpose,
      Padded a,
      Padded b,
      boolean accumulate,
      Padded c,
      GemmBuffers buffers) {
    for (int m = GemmBlocking.MR; m <= MOST_ROWS; m++) {
      for (int n = GemmBlocking.NR + Simd.LANES; n <= MOST_COLUMNS; n += Simd.LANES) {
        KernelChecks.gemm(kernels, transpose, m, n, 5, a, b, accumulate, c, buffers);
        KernelChecks.gemm(kernels, transpose, m, n - 1, 5, a, b, accumulate, c, buffers);
      }
    }
  }

  private static Named<Runnable> call(String name, Runnable call) {
    return Named.of(name, call);
  }

  private static float[] ones() {
    float[] ones = new float[N];
    Arrays.fill(ones, 1f);
    return ones;
  }

  @ParameterizedTest
  @MethodSource("kernelCalls")
  void vectorKernelsAllocateNothing(Runnable call) {
    assertThat(leastBytes(call, WINDOWS)).isZero();
  }

  /** The measurement sees vectors that are objects: a species that is no constant makes them. */
  @Test
  void speciesAsParameterAllocates() {
    float[] x = ones();
    List<VectorSpecies<Float>> both = List.of(FloatVector.SPECIES_128, FloatVector.SPECIES_64);
    Runnable call =
        () -> {
          for (VectorSpecies<Float> species : both) {
            twice(species, x);
          }
        };
    assertThat(leastBytes(call, 200)).isPositive();
  }

  private static void twice(VectorSpecies<Float> species, float[] x) {
    for (int i = 0; i < species.loopBound(x.length); i += species.length()) {
      FloatVector.fromArray(species, x, i).mul(2f).intoArray(x, i);
    }
  }

  /**
   * Bytes of the best window of calls. Interpreted and half-compiled windows come first; the first
   * window without a byte ends the search.
   */
  private static long leastBytes(Runnable call, int windows) {
    long least = Long.MAX_VALUE;
    for (int window = 0; window < windows && least > 0; window++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
