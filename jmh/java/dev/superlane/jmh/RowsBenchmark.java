package dev.superlane.jmh;

import dev.superlane.data.BatchSampler;
import dev.superlane.data.SparseBatch;
import dev.superlane.data.Spectrum;
import dev.superlane.data.Stream;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.ScalarKernels;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Param;

/**
 * Sparse rows × dense and its transpose on a batch of the model, 512 samples of 1024 features with
 * a = 1.5: H = X·W and XᵀG.
 */
public class RowsBenchmark extends KernelBenchmark {
  private static final int ROWS = 512;
  private static final int FEATURES = 1024;

  @Param({"gather", "scatter"})
  public String operation;

  @Param({"256", "1024"})
  public int columns;

  private boolean gather;
  private SparseBatch batch;
  private float[] dense;
  private float[] out;

  @Override
  void prepare() {
    Spectrum spectrum = Spectrum.power(FEATURES, 1.5, 1);
    batch = SparseBatch.forSpectrum(spectrum, ROWS);
    new BatchSampler(spectrum, 1).sample(Stream.BATCH, 0, ROWS, batch);
    gather = operation.equals("gather");
    dense = random((gather ? FEATURES : ROWS) * columns, 3);
    out = new float[(gather ? ROWS : FEATURES) * columns];
  }

  @Override
  void run(Kernels kernels) {
    run(kernels, out);
  }

  private void run(Kernels kernels, float[] to) {
    int[] offsets = batch.rowOffsets;
    int[] indices = batch.indices;
    float[] x = batch.values;
    int n = columns;
    if (gather) {
      kernels.gatherRows(offsets, indices, x, 0, ROWS, n, null, 0, dense, 0, n, to, 0, n);
    } else {
      kernels.scatterRows(offsets, indices, x, ROWS, 0, n, dense, 0, n, to, 0, n);
    }
  }

  @Override
  double flops() {
    return 2.0 * batch.nonZeros() * columns;
  }

  @Override
  boolean correct(Kernels kernels) {
    float[] expected = new float[out.length];
    float[] actual = new float[out.length];
    run(ScalarKernels.INSTANCE, expected);
    run(kernels, actual);
    return Arrays.equals(expected, actual);
  }
}
