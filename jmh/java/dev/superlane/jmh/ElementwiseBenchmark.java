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
 *
 * <p>RELU and GATE_RESIDUAL overwrite what they read, and a second pass would find all gates shut
 * or open: each of their calls copies its operand first. COPY is that share alone.
 */
public class ElementwiseBenchmark extends KernelBenchmark {
  /**
   * Operations: y += αx, x *= α, Σx, Σxy, and the dense path's output pass and its pieces, and a
   * plain copy.
   */
  public enum Operation {
    AXPY,
    SCALE,
    SUM,
    DOT,
    GATE_RESIDUAL,
    RELU,
    OPEN_GATES,
    COPY
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
    copyStart();
  }

  @Override
  void run(Kernels kernels) {
    switch (operation) {
      case AXPY -> kernels.axpy(length, 1e-7f, x, 0, y, 0);
      case SCALE -> kernels.scale(length, 0.9999999f, y, 0);
      case SUM -> result = kernels.sum(length, y, 0, lanes);
      case DOT -> result = kernels.dot(length, x, 0, y, 0, lanes);
      case GATE_RESIDUAL -> {
        copyStart();
        kernels.gateResidual(1, length, y, 0, z, 0, z, x, 0, 1f, true);
      }
      case RELU -> {
        copyStart();
        result = kernels.relu(length, y, 0);
      }
      case OPEN_GATES -> result = kernels.openGates(length, y, 0, columns, outputs, 0);
      case COPY -> copyStart();
    }
  }

  private void copyStart() {
    System.arraycopy(start, 0, y, 0, length);
  }

  @Override
  boolean correct(Kernels kernels) {
    rerun(kernels);
    float[] actual = y.clone();
    int[] actualColumns = columns.clone();
    float[] actualOutputs = outputs.clone();
    float actualResult = result;
    rerun(ScalarKernels.INSTANCE);
    return Arrays.equals(y, actual)
        && Arrays.equals(columns, actualColumns)
        && Arrays.equals(outputs, actualOutputs)
        && Float.compare(result, actualResult) == 0;
  }

  private void rerun(Kernels kernels) {
    reset();
    Arrays.fill(columns, -1);
    Arrays.fill(outputs, Float.NaN);
    run(kernels);
  }
}
