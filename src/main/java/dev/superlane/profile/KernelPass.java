package dev.superlane.profile;

import dev.superlane.data.BatchSampler;
import dev.superlane.data.SparseBatch;
import dev.superlane.data.Spectrum;
import dev.superlane.data.Stream;
import dev.superlane.kernel.GemmBuffers;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.OrderedSum;
import dev.superlane.kernel.Transpose;
import dev.superlane.kernel.VectorKernels;
import java.util.Arrays;
import java.util.SplittableRandom;

/** One kernel with its operands, to be timed on one core. */
final class KernelPass {
  /** Which, and at what size: m, n and k of a product, rows and columns, or a length. */
  enum Kind {
    GEMM_CUBE("gemm NN 768×768×768", 768, 768, 768),
    GEMM_NARROW("gemm NN 512×256×1024", 512, 256, 1024),
    GEMM_SMALL("gemm NN 64×64×64", 64, 64, 64),
    GATHER("gatherRows 512×256, batch of N 1024", 512, 256, 1024),
    GATE_RESIDUAL("gateResidual 512×1024", 512, 1024, 0),
    AXPY_CACHED("axpy 2048", 1, 2048, 0),
    AXPY("axpy 16777216", 1, 1 << 24, 0),
    DOT_CACHED("dot 2048", 1, 2048, 0),
    DOT("dot 16777216", 1, 1 << 24, 0);

    final String label;
    private final int m;
    private final int n;
    private final int k;

    Kind(String label, int m, int n, int k) {
      this.label = label;
      this.m = m;
      this.n = n;
      this.k = k;
    }
  }

  private final Kind kind;
  private final float[] a;
  private final float[] b;
  private final float[] c;
  private final float[] lanes = new float[OrderedSum.LANES];
  private final GemmBuffers buffers = new GemmBuffers();
  private final SparseBatch batch;

  KernelPass(Kind kind) {
    this.kind = kind;
    SplittableRandom random = new SplittableRandom(1);
    boolean product = kind.label.startsWith("gemm");
    a = product ? new float[kind.m * kind.k] : new float[kind.m * kind.n];
    b = new float[product || kind == Kind.GATHER ? kind.k * kind.n : kind.m * kind.n];
    c = new float[kind.m * kind.n];
    for (float[] operand : new float[][] {a, b}) {
      for (int i = 0; i < operand.length; i++) {
        operand[i] = (float) random.nextDouble(-1, 1);
      }
    }
    batch = kind == Kind.GATHER ? batch(kind.k, kind.m) : null;
    if (kind == Kind.GATE_RESIDUAL) {
      // With inputs of 0 an open gate's output stays as it is, pass after pass.
      Arrays.fill(a, 0);
      System.arraycopy(b, 0, c, 0, c.length);
    }
  }

  private static SparseBatch batch(int features, int rows) {
    Spectrum spectrum = Spectrum.power(features, 1.5, 1);
    SparseBatch batch = SparseBatch.forSpectrum(spectrum, rows);
    new BatchSampler(spectrum, 1).sample(Stream.BATCH, 0, rows, batch);
    return batch;
  }

  void run() {
    Kernels kernels = VectorKernels.INSTANCE;
    int m = kind.m;
    int n = kind.n;
    int k = kind.k;
    switch (kind) {
      case GEMM_CUBE, GEMM_NARROW, GEMM_SMALL ->
          kernels.gemm(Transpose.NN, m, n, k, a, 0, k, b, 0, n, false, c, 0, n, buffers);
      case GATHER ->
          kernels.gatherRows(
              batch.rowOffsets, batch.indices, batch.values, 0, m, n, null, 0, b, 0, n, c, 0, n);
      case GATE_RESIDUAL -> kernels.gateResidual(m, n, c, 0, a, 0, b, a, 0, 1, true);
      case AXPY_CACHED, AXPY -> kernels.axpy(n, 1e-7f, a, 0, b, 0);
      case DOT_CACHED, DOT -> c[0] = kernels.dot(n, a, 0, b, 0, lanes);
    }
  }

  Work work() {
    return switch (kind) {
      case GEMM_CUBE, GEMM_NARROW, GEMM_SMALL -> Work.gemm(kind.m, kind.n, kind.k);
      case GATHER -> {
        int entries = batch.nonZeros();
        long distinct = Arrays.stream(batch.indices, 0, entries).distinct().count();
        yield Work.gather(kind.m, kind.n, entries, distinct);
      }
      case GATE_RESIDUAL -> Work.gateResidual(kind.m, kind.n);
      case AXPY_CACHED, AXPY -> Work.axpy(kind.n);
      case DOT_CACHED, DOT -> Work.dot(kind.n);
    };
  }

  /**
   * @throws IllegalStateException if a result is not a finite number
   */
  void requireFinite() {
    for (float[] result : new float[][] {b, c}) {
      for (float value : result) {
        if (!Float.isFinite(value)) {
          throw new IllegalStateException(kind.label + " gave " + value);
        }
      }
    }
  }
}
