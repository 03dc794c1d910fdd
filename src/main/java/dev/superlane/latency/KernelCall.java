package dev.superlane.latency;

import dev.superlane.data.BatchSampler;
import dev.superlane.data.SparseBatch;
import dev.superlane.data.Stream;
import dev.superlane.kernel.GemmBuffers;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Transpose;
import dev.superlane.model.Problem;
import dev.superlane.model.Shape;
import java.util.Locale;
import java.util.SplittableRandom;

/** One kernel as a training step of a configuration calls it, on one thread, time after time. */
public final class KernelCall {
  /** Which; N, K and B are features, width and batch. */
  public enum Kind {
    /** Z·P: B×K times K×N. */
    GEMM,
    /** H = X·W: sparse B×N times N×K. */
    GATHER,
    /** XᵀG: sparse N×B times B×K, added to what is there. */
    SCATTER,
    /** The open gates of B×N outputs, row by row, one in fifty open. */
    GATES,
    /** Bias, ReLU, residual and gate of B×N outputs, in place. */
    GATE_RESIDUAL,
    /** The update of N×K weights. */
    AXPY,
    /** The batch of the next step. */
    SAMPLE;

    /** As options and file names have it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final int ONE_OPEN_IN = 50;

  /** Weights hardly move however often they are updated. */
  private static final float TINY = 1e-7f;

  private final Kind kind;
  private final Kernels kernels;
  private final int n;
  private final int k;
  private final int rows;
  private final BatchSampler sampler;
  private final SparseBatch batch;
  private final float[] a;
  private final float[] b;
  private final float[] c;
  private final float[] importance;
  private final int[] columns;
  private int open;
  private final GemmBuffers buffers = new GemmBuffers();

  /**
   * Makes the operands.
   *
   * @throws OutOfMemoryError if the heap cannot hold them
   */
  public KernelCall(Kind kind, Problem problem, Kernels kernels) {
    this.kind = kind;
    this.kernels = kernels;
    Shape shape = problem.shape();
    n = shape.features();
    k = shape.width();
    rows = shape.batch();
    sampler = new BatchSampler(problem.spectrum(), problem.seed());
    batch = SparseBatch.forSpectrum(problem.spectrum(), rows);
    sampler.sample(Stream.BATCH, 0, rows, batch);
    SplittableRandom random = new SplittableRandom(1);
    a = kind == Kind.GEMM || kind == Kind.SCATTER ? random(random, rows, k) : new float[0];
    b =
        switch (kind) {
          case GEMM, GATHER, AXPY -> random(random, n, k);
          case GATES -> mostlyNegative(random(random, rows, n));
          // Inputs of 0: an open gate's output stays what it is, call after call.
          case GATE_RESIDUAL -> new float[Math.multiplyExact(rows, n)];
          case SCATTER, SAMPLE -> new float[0];
        };
    c =
        switch (kind) {
          case GEMM, GATES, GATE_RESIDUAL -> random(random, rows, n);
          case GATHER -> random(random, rows, k);
          case SCATTER, AXPY -> random(random, n, k);
          case SAMPLE -> new float[0];
        };
    importance = problem.importance();
    columns = new int[kind == Kind.GATES ? Math.multiplyExact(rows, n) : 0];
  }

  /**
   * One call.
   *
   * @param step its number, which a batch is drawn for
   */
  public void run(int step) {
    int[] offsets = batch.rowOffsets;
    switch (kind) {
      case GEMM ->
          kernels.gemm(Transpose.NN, rows, n, k, a, 0, k, b, 0, n, false, c, 0, n, buffers);
      case GATHER ->
          kernels.gatherRows(
              offsets, batch.indices, batch.values, 0, rows, k, null, 0, b, 0, k, c, 0, k);
      case SCATTER ->
          kernels.scatterRows(offsets, batch.indices, batch.values, rows, 0, k, a, 0, k, c, 0, k);
      case GATES -> {
        open = 0;
        for (int row = 0; row < rows; row++) {
          open = kernels.openGates(n, b, row * n, columns, c, open);
        }
      }
      case GATE_RESIDUAL -> kernels.gateResidual(rows, n, c, 0, null, 0, importance, b, 0, 1, true);
      case AXPY -> kernels.axpy(n * k, TINY, b, 0, c, 0);
      case SAMPLE -> sampler.sample(Stream.BATCH, step, rows, batch);
    }
  }

  /** Whether the results are finite numbers. */
  public boolean finite() {
    for (float value : c) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private static float[] random(SplittableRandom random, int rows, int columns) {
    float[] values = new float[Math.multiplyExact(rows, columns)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  private static float[] mostlyNegative(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = i % ONE_OPEN_IN == 0 ? Math.abs(values[i]) : -Math.abs(values[i]);
    }
    return values;
  }
}
