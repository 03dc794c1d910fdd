package dev.superlane.jmh;

import dev.superlane.data.BatchSampler;
import dev.superlane.data.SparseBatch;
import dev.superlane.data.Spectrum;
import dev.superlane.data.Stream;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.ScalarKernels;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Sparse rows × dense and its transpose on a batch of the model, 512 samples of 1024 features with
 * a = 1.5: H = X·W, XᵀG, and the open gates of X·P, one output in fifty.
 */
public class RowsBenchmark extends KernelBenchmark {
  static final int ROWS = 512;
  private static final int FEATURES = 1024;

  @Param({"gather", "scatter", "gates"})
  public String operation;

  @Param({"256", "1024"})
  public int columns;

  private SparseBatch batch;
  private float[] dense;
  private float[] out;

  /** Open gates: where they are, and how many. */
  private int[] openColumns;

  private int open;
  private float[] scratch;
  private long[] openMasks;

  /** Of all rows the same, one in fifty. */
  private float[] targets;

  @Override
  void prepare() {
    batch = batch();
    boolean scatter = operation.equals("scatter");
    boolean gates = operation.equals("gates");
    dense = random((scatter ? ROWS : FEATURES) * columns, 3);
    // x is positive, so an output is open where P is.
    for (int i = 0; gates && i < dense.length; i++) {
      dense[i] = i % 50 == 0 ? Math.abs(dense[i]) : -Math.abs(dense[i]);
    }
    out = new float[(scatter ? FEATURES : ROWS) * columns];
    openColumns = new int[gates ? ROWS * columns : 0];
    scratch = new float[columns];
    openMasks = new long[columns / 8];
    targets = new float[columns];
    for (int i = 7; i < columns; i += 50) {
      targets[i] = 1;
    }
  }

  static SparseBatch batch() {
    Spectrum spectrum = Spectrum.power(FEATURES, 1.5, 1);
    SparseBatch batch = SparseBatch.forSpectrum(spectrum, ROWS);
    new BatchSampler(spectrum, 1).sample(Stream.BATCH, 0, ROWS, batch);
    return batch;
  }

  /** A scatter adds to what is there, and would grow without end. */
  @Setup(Level.Iteration)
  public void reset() {
    Arrays.fill(out, 0);
  }

  @Override
  void run(Kernels kernels) {
    int[] offsets = batch.rowOffsets;
    int[] indices = batch.indices;
    float[] x = batch.values;
    int n = columns;
    switch (operation) {
      case "gather" ->
          kernels.gatherRows(offsets, indices, x, 0, ROWS, n, null, 0, dense, 0, n, out, 0, n);
      case "scatter" ->
          kernels.scatterRows(offsets, indices, x, ROWS, 0, n, dense, 0, n, out, 0, n);
      default -> openGates(kernels);
    }
  }

  private void openGates(Kernels kernels) {
    open = 0;
    for (int r = 0; r < ROWS; r++) {
      open =
          kernels.gatherOpenGates(
              batch.rowOffsets[r],
              batch.rowOffsets[r + 1],
              batch.indices,
              batch.values,
              columns,
              null,
              0,
              dense,
              0,
              columns,
              scratch,
              openMasks,
              openColumns,
              out,
              open,
              targets,
              1f / ROWS);
    }
  }

  @Override
  boolean correct(Kernels kernels) {
    rerun(kernels);
    float[] actual = out.clone();
    int[] actualColumns = openColumns.clone();
    int actualOpen = open;
    rerun(ScalarKernels.INSTANCE);
    return open == actualOpen
        && Arrays.equals(out, actual)
        && Arrays.equals(openColumns, actualColumns);
  }

  private void rerun(Kernels kernels) {
    reset();
    Arrays.fill(openColumns, -1);
    run(kernels);
  }
}
