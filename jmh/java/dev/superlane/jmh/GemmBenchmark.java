package dev.superlane.jmh;

import dev.superlane.kernel.GemmBuffers;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.ScalarKernels;
import dev.superlane.kernel.Transpose;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Param;

/**
 * C = op(A)·op(B), beta = 0, packing included; shapes are M×N×K: cubes, then the model's products.
 */
public class GemmBenchmark extends KernelBenchmark {
  @Param({"NN", "NT", "TN"})
  public Transpose transpose;

  @Param({
    "64x64x64",
    "128x128x128",
    "256x256x256",
    "384x384x384",
    "512x512x512",
    "768x768x768",
    "1024x1024x1024",
    "1152x1152x1152",
    "512x1024x256",
    "79x1024x256",
    "200x2048x512",
    "256x256x79",
    "512x256x1024",
    "512x256x256",
    "256x256x512",
    "1024x256x512",
    "79x256x256"
  })
  public String mnk;

  private int m;
  private int n;
  private int k;
  private int lda;
  private int ldb;
  private float[] a;
  private float[] b;
  private float[] c;
  private final GemmBuffers buffers = new GemmBuffers();

  @Override
  void prepare() {
    String[] sizes = mnk.split("x");
    m = Integer.parseInt(sizes[0]);
    n = Integer.parseInt(sizes[1]);
    k = Integer.parseInt(sizes[2]);
    lda = transpose == Transpose.TN ? m : k;
    ldb = transpose == Transpose.NT ? k : n;
    a = random(m * k, 1);
    b = random(k * n, 2);
    c = new float[m * n];
  }

  @Override
  void run(Kernels kernels) {
    kernels.gemm(transpose, m, n, k, a, 0, lda, b, 0, ldb, false, c, 0, n, buffers);
  }

  /** The first, the middle and the last row: rows are independent, so their bits stand alone. */
  @Override
  boolean correct(Kernels kernels) {
    Arrays.fill(c, Float.NaN);
    run(kernels);
    float[] row = new float[n];
    for (int i : new int[] {0, m / 2, m - 1}) {
      int start = transpose == Transpose.TN ? i : i * lda;
      ScalarKernels.INSTANCE.gemm(
          transpose, 1, n, k, a, start, lda, b, 0, ldb, false, row, 0, n, buffers);
      if (!Arrays.equals(row, 0, n, c, i * n, i * n + n)) {
        return false;
      }
    }
    return true;
  }
}
