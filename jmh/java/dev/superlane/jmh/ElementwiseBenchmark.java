package dev.superlane.jmh;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.OrderedSum;
import dev.superlane.kernel.ScalarKernels;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * One pass over 4096 floats (in L1) or 1 048 576 (beyond L2). Operands are reset each iteration.
 */
public class ElementwiseBenchmark extends KernelBenchmark {
  /** Operations: y += αx, x *= α, Σx, Σxy, and the dense path's output pass and its pieces. */
  public enum Operation {
    AXPY(2),
    SCALE(1),
    SUM(1),
    DOT(2),
    GATE_RESIDUAL(4),
    RELU(1),
    OPEN_GATES(1);

    final int flops;

    Operation(int flops) {
      this.flops = flops;
    }
  }

  @Param public Operation operation;

  @Param({"4096", "1048576"})
  public int length;

  private float[] x;
  private float[] y;
  private float[] z;
  private float[] start;
  private float[] outputs;
  private int[] columns;
  private final float[] lanes = new float[OrderedSum.LANES];
  private float result;

  @Override
  void prepare() {
    x = random(length, 4);
    z = random(length, 5);
    start = random(length, 6);
    if (operation == Operation.OPEN_GATES) {
      // One output in fifty is open, as in training.
      for (int i = 0; i < length; i++) {
        start[i] = i % 50 == 0 ? Math.abs(start[i]) : -Math.abs(start[i]);
      }
    }
    y = start.clone();
    outputs = new float[length];
    columns = new int[length];
  }

  @Setup(Level.Iteration)
  public void reset() {
    System.arraycopy(start, 0, y, 0, length);
  }

  @Override
  void run(Kernels kernels) {
    switch (operation) {
      case AXPY -> kernels.axpy(length, 1e-7f, x, 0, y, 0);
      case SCALE -> kernels.scale(length, 0.9999999f, y, 0);
      case SUM -> result = kernels.sum(length, y, 0, lanes);
      case DOT -> result = kernels.dot(length, x, 0, y, 0, lanes);
      case GATE_RESIDUAL -> kernels.gateResidual(1, length, y, 0, z, 0, z, x, 0, 1f, true);
      case RELU -> result = kernels.relu(length, y, 0);
      case OPEN_GATES -> result = kernels.openGates(length, y, 0, columns, outputs, 0);
    }
  }

  @Override
  double flops() {
    return (double) operation.flops * length;
  }

  @Override
  boolean correct(Kernels kernels) {
    reset();
    run(kernels);
    float[] actual = y.clone();
    float actualResult = result;
    reset();
    run(ScalarKernels.INSTANCE);
    return Arrays.equals(y, actual) && Float.compare(result, actualResult) == 0;
  }
}
