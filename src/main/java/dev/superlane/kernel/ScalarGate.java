package dev.superlane.kernel;

/** Activation and gate, the reference. A gate is shut at exactly 0 and open for NaN. */
final class ScalarGate {
  private ScalarGate() {}

  /** See {@link Kernels#gateResidual}. */
  static void residual(
      int rows,
      int n,
      float[] o,
      int oOffset,
      float[] bias,
      int biasOffset,
      float[] importance,
      float[] x,
      int xOffset,
      float scale,
      boolean relu) {
    for (int r = 0; r < rows; r++) {
      int row = oOffset + r * n;
      for (int i = 0; i < n; i++) {
        float output = bias == null ? o[row + i] : o[row + i] + bias[biasOffset + i];
        boolean open = !relu || !(output <= 0);
        float target = importance[i] * x[xOffset + r * n + i];
        o[row + i] = open ? (output - target) * scale : 0;
      }
    }
  }

  /** See {@link Kernels#openGates}. */
  static int open(int n, float[] o, int oOffset, int[] columns, float[] outputs, int at) {
    for (int i = 0; i < n; i++) {
      if (!(o[oOffset + i] <= 0)) {
        columns[at] = i;
        outputs[at++] = o[oOffset + i];
      }
    }
    return at;
  }

  /** See {@link Kernels#gatherOpenGates}. */
  static int gatherOpen(
      int from,
      int to,
      int[] indices,
      float[] values,
      int n,
      float[] start,
      int startOffset,
      float[] dense,
      int denseOffset,
      int ldd,
      float[] o,
      long[] open,
      int[] columns,
      float[] residuals,
      int at,
      float[] targets,
      float scale) {
    for (int i = 0; i < n; i++) {
      o[i] = start == null ? 0 : start[startOffset + i];
    }
    for (int j = from; j < to; j++) {
      ScalarElementwise.axpy(n, values[j], dense, denseOffset + indices[j] * ldd, o, 0);
    }
    int end = open(n, o, 0, columns, residuals, at);
    residuals(at, end, columns, residuals, targets, scale);
    return end;
  }

  /** Turns the outputs of entries [from, to) into residuals. */
  static void residuals(
      int from, int to, int[] columns, float[] outputs, float[] targets, float scale) {
    for (int g = from; g < to; g++) {
      outputs[g] = (outputs[g] - targets[columns[g]]) * scale;
    }
  }

  /** See {@link Kernels#relu}. */
  static int relu(int n, float[] o, int oOffset) {
    int open = 0;
    for (int i = 0; i < n; i++) {
      if (o[oOffset + i] <= 0) {
        o[oOffset + i] = 0;
      } else {
        open++;
      }
    }
    return open;
  }
}
