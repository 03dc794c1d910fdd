package dev.superlane.verify;

import static dev.superlane.verify.Operands.PAD;
import static dev.superlane.verify.Operands.lengths;
import static dev.superlane.verify.Operands.matrix;
import static dev.superlane.verify.Operands.padded;
import static dev.superlane.verify.Operands.special;
import static dev.superlane.verify.Operands.vector;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.OrderedSum;
import dev.superlane.kernel.ScalarKernels;
import dev.superlane.kernel.Transpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Every kernel against its scalar reference, to the bit, at awkward sizes: around the lanes and the
 * tile, odd, past one block; with offsets, padding full of NaN, and NaN in C where it is not to be
 * read. Measured is the number of floats that differ.
 */
final class KernelChecks {
  private static final Kernels REFERENCE = ScalarKernels.INSTANCE;

  private KernelChecks() {}

  static List<Check> of(Subject subject) {
    Kernels kernels = subject.kernels();
    List<Check> checks = new ArrayList<>();
    for (Transpose transpose : Transpose.values()) {
      checks.add(equality("gemm " + transpose, () -> GemmChecks.unpacked(kernels, transpose)));
    }
    checks.add(equality("gemm, packed", () -> GemmChecks.packed(kernels)));
    checks.add(equality("gather rows", () -> rows(kernels, false)));
    checks.add(equality("scatter rows", () -> rows(kernels, true)));
    checks.add(equality("bias, activation, residual, gate", () -> residual(kernels)));
    checks.add(equality("open gates and relu", () -> gates(kernels)));
    checks.add(equality("gathered open gates", () -> gatheredGates(kernels)));
    checks.add(equality("axpy and scale", () -> elementwise(kernels)));
    checks.add(equality("Adam's update", () -> adam(kernels)));
    checks.add(equality("ordered sum and dot", () -> sums(kernels)));
    checks.add(equality("random bits", () -> randomBits(kernels)));
    return checks;
  }

  private static Check equality(String kernel, Check.Deviation differing) {
    return new Check(kernel, 0, "floats that differ; the bits contract allows none", differing);
  }

  /** Of no entry, of one and of two, which stay in registers, and of more. */
  private static double gatheredGates(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(13);
    int[] indices = {2, 0, 1, 2, 1, 0};
    float[] values = {0.75f, -1.5f, 0.5f, -0.25f, 1.25f, 0.125f};
    int differing = 0;
    for (int n : lengths()) {
      float[] dense = matrix(random, 3, n);
      float[] start = padded(special(random, n));
      for (int entries = 0; entries <= indices.length; entries++) {
        int[] columns = new int[n + 1];
        float[] outputs = new float[n + 1];
        int end = openGates(kernels, entries, indices, values, n, start, dense, columns, outputs);
        int[] expectedColumns = new int[n + 1];
        float[] expected = new float[n + 1];
        int expectedEnd =
            openGates(
                REFERENCE, entries, indices, values, n, start, dense, expectedColumns, expected);
        differing += Math.abs(end - expectedEnd) + Bits.differing(expected, outputs);
        differing += Arrays.equals(columns, expectedColumns) ? 0 : 1;
      }
    }
    return differing;
  }

  private static int openGates(
      Kernels kernels,
      int entries,
      int[] indices,
      float[] values,
      int n,
      float[] start,
      float[] dense,
      int[] columns,
      float[] outputs) {
    float[] scratch = new float[n];
    long[] open = new long[n / 8];
    float[] targets = new float[n];
    for (int i = 0; i < n; i += 3) {
      targets[i] = 0.25f * i;
    }
    return kernels.gatherOpenGates(
        0, entries, indices, values, n, start, PAD, dense, PAD, n + PAD, scratch, open, columns,
        outputs, 1, targets, 0.375f);
  }

  private static double rows(Kernels kernels, boolean scatter) {
    SplittableRandom random = new SplittableRandom(7);
    int differing = 0;
    for (int n : lengths()) {
      int features = 23;
      int rows = 17;
      int[] offsets = new int[rows + 1];
      int[] indices = new int[rows * features];
      for (int r = 0; r < rows; r++) {
        offsets[r + 1] = offsets[r];
        for (int i = 0; i < features; i++) {
          if (random.nextInt(4) == 0) {
            indices[offsets[r + 1]++] = i;
          }
        }
      }
      float[] values = vector(random, offsets[rows]);
      float[] out = matrix(random, Math.max(rows, features), n);
      float[] expected = out.clone();
      int ld = n + PAD;
      if (scatter) {
        float[] dense = matrix(random, rows, n);
        int from = n / 3;
        kernels.scatterRows(offsets, indices, values, rows, from, n, dense, PAD, ld, out, PAD, ld);
        REFERENCE.scatterRows(
            offsets, indices, values, rows, from, n, dense, PAD, ld, expected, PAD, ld);
      } else {
        float[] dense = matrix(random, features, n);
        float[] start = n % 2 == 0 ? null : matrix(random, 1, n);
        kernels.gatherRows(
            offsets, indices, values, 2, rows, n, start, PAD, dense, PAD, ld, out, PAD, ld);
        REFERENCE.gatherRows(
            offsets, indices, values, 2, rows, n, start, PAD, dense, PAD, ld, expected, PAD, ld);
      }
      differing += Bits.differing(expected, out);
    }
    return differing;
  }

  private static double residual(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(8);
    int differing = 0;
    for (int n : lengths()) {
      for (int mode = 0; mode < 4; mode++) {
        int rows = 3;
        float[] o = padded(special(random, rows * n));
        float[] expected = o.clone();
        float[] bias = mode % 2 == 0 ? null : padded(vector(random, n));
        float[] importance = vector(random, n);
        float[] x = padded(vector(random, rows * n));
        boolean relu = mode < 2;
        kernels.gateResidual(rows, n, o, PAD, bias, PAD, importance, x, PAD, 0.125f, relu);
        REFERENCE.gateResidual(rows, n, expected, PAD, bias, PAD, importance, x, PAD, 0.125f, relu);
        differing += Bits.differing(expected, o);
      }
    }
    return differing;
  }

  private static double gates(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(9);
    int differing = 0;
    for (int n : lengths()) {
      float[] o = padded(special(random, n));
      float[] copy = o.clone();
      int[] columns = new int[n + 2];
      int[] expectedColumns = new int[n + 2];
      float[] outputs = new float[n + 2];
      float[] expectedOutputs = new float[n + 2];
      int end = kernels.openGates(n, o, PAD, columns, outputs, 1);
      int expectedEnd = REFERENCE.openGates(n, o, PAD, expectedColumns, expectedOutputs, 1);
      differing += Math.abs(end - expectedEnd) + Bits.differing(expectedOutputs, outputs);
      differing += Arrays.equals(columns, expectedColumns) ? 0 : 1;
      differing += Math.abs(kernels.relu(n, o, PAD) - REFERENCE.relu(n, copy, PAD));
      differing += Bits.differing(copy, o);
    }
    return differing;
  }

  private static double elementwise(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(10);
    int differing = 0;
    for (int n : lengths()) {
      float[] x = padded(vector(random, n));
      float[] y = padded(vector(random, n));
      float[] expected = y.clone();
      kernels.axpy(n, -0.3f, x, PAD, y, PAD);
      REFERENCE.axpy(n, -0.3f, x, PAD, expected, PAD);
      differing += Bits.differing(expected, y);
      kernels.scale(n, 1.7f, y, PAD);
      REFERENCE.scale(n, 1.7f, expected, PAD);
      differing += Bits.differing(expected, y);
    }
    return differing;
  }

  private static double adam(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(14);
    int differing = 0;
    for (int n : lengths()) {
      float[] g = padded(vector(random, n));
      float[] m = padded(vector(random, n));
      float[] v = padded(vector(random, n));
      for (int i = 0; i < v.length; i++) {
        v[i] *= v[i];
      }
      float[] x = padded(vector(random, n));
      float[] expectedM = m.clone();
      float[] expectedV = v.clone();
      float[] expected = x.clone();
      kernels.adam(n, 0.01f, 0.125f, g, m, v, x, PAD);
      REFERENCE.adam(n, 0.01f, 0.125f, g, expectedM, expectedV, expected, PAD);
      differing += Bits.differing(expectedM, m) + Bits.differing(expectedV, v);
      differing += Bits.differing(expected, x);
    }
    return differing;
  }

  private static double sums(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(11);
    float[] lanes = new float[OrderedSum.LANES];
    float[] got = new float[2];
    float[] expected = new float[2];
    int differing = 0;
    for (int n : lengths()) {
      float[] x = padded(vector(random, n));
      float[] y = padded(vector(random, n));
      got[0] = kernels.sum(n, x, PAD, lanes);
      got[1] = kernels.dot(n, x, PAD, y, PAD, lanes);
      expected[0] = REFERENCE.sum(n, x, PAD, lanes);
      expected[1] = REFERENCE.dot(n, x, PAD, y, PAD, lanes);
      differing += Bits.differing(expected, got);
    }
    return differing;
  }

  private static double randomBits(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(12);
    int differing = 0;
    for (int n : lengths()) {
      long[] c0 = random.longs(n + Kernels.PHILOX_PAD).toArray();
      long[] c1 = random.longs(n + Kernels.PHILOX_PAD).toArray();
      long[] high = new long[c0.length];
      long[] low = new long[c0.length];
      long[] expectedHigh = new long[c0.length];
      long[] expectedLow = new long[c0.length];
      kernels.philox(n, n, c0, c1, 5, 6, high, low);
      REFERENCE.philox(n, n, c0, c1, 5, 6, expectedHigh, expectedLow);
      for (int i = 0; i < n; i++) {
        differing += high[i] != expectedHigh[i] || low[i] != expectedLow[i] ? 1 : 0;
      }
    }
    return differing;
  }
}
