package dev.superlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Kernels against {@link ScalarKernels}, to the bit: every method at awkward sizes, between NaN
 * padding. Throws AssertionError at the first difference.
 */
final class KernelChecks {
  private static final int L = Simd.LANES;

  /** Lengths around the vector, around the gather's four vectors and the sum's 16 lanes. */
  static final int[] LENGTHS = {
    0, 1, L - 1, L, L + 1, 2 * L + 3, 4 * L - 1, 4 * L, 4 * L + 1, 9 * L + 5, 7, 13, 31, 67, 1000
  };

  private static final GemmBuffers BUFFERS = new GemmBuffers();
  private static final Kernels SCALAR = ScalarKernels.INSTANCE;

  private KernelChecks() {}

  /** Equal raw bits, element by element. */
  static void same(String what, float[] expected, float[] actual) {
    for (int i = 0; i < expected.length; i++) {
      int wanted = Float.floatToRawIntBits(expected[i]);
      int found = Float.floatToRawIntBits(actual[i]);
      if (wanted != found) {
        throw new AssertionError(
            "%s[%d]: %s (%08x), expected %s (%08x)"
                .formatted(what, i, actual[i], found, expected[i], wanted));
      }
    }
  }

  static void same(String what, long expected, long actual) {
    if (expected != actual) {
      throw new AssertionError("%s: %d, expected %d".formatted(what, actual, expected));
    }
  }

  /** One product; with beta = 0, C is NaN on entry. */
  static void gemm(
      Kernels kernels,
      Transpose transpose,
      int m,
      int n,
      int k,
      boolean accumulate,
      SplittableRandom random) {
    boolean tn = transpose == Transpose.TN;
    boolean nt = transpose == Transpose.NT;
    Padded a = Padded.random(random, tn ? k : m, tn ? m : k);
    Padded b = Padded.random(random, nt ? n : k, nt ? k : n);
    Padded c = accumulate ? Padded.random(random, m, n) : Padded.empty(random, m, n);
    Padded expected = c.copy();
    Arrays.fill(BUFFERS.a, Float.NaN);
    Arrays.fill(BUFFERS.b, Float.NaN);
    Arrays.fill(BUFFERS.edge, Float.NaN);
    gemm(SCALAR, transpose, m, n, k, a, b, accumulate, expected, BUFFERS);
    expected.assertPaddingIntact();
    Padded a0 = a.copy();
    Padded b0 = b.copy();
    gemm(kernels, transpose, m, n, k, a, b, accumulate, c, BUFFERS);
    String what = transpose + (accumulate ? "+= " : "= ") + m + "x" + n + "x" + k + " ";
    same(what + "C", expected.data(), c.data());
    same(what + "A", a0.data(), a.data());
    same(what + "B", b0.data(), b.data());
  }

  static void gemm(
      Kernels kernels,
      Transpose transpose,
      int m,
      int n,
      int k,
      Padded a,
      Padded b,
      boolean accumulate,
      Padded c,
      GemmBuffers buffers) {
    kernels.gemm(
        transpose,
        m,
        n,
        k,
        a.data(),
        a.offset(),
        a.stride(),
        b.data(),
        b.offset(),
        b.stride(),
        accumulate,
        c.data(),
        c.offset(),
        c.stride(),
        buffers);
  }

  /** A packed right operand against the same product unpacked, whole and from one tile on. */
  static void gemmPacked(
      Kernels kernels,
      Transpose transpose,
      int m,
      int n,
      int k,
      boolean accumulate,
      SplittableRandom random) {
    boolean nt = transpose == Transpose.NT;
    Padded a = Padded.random(random, m, k);
    Padded b = Padded.random(random, nt ? n : k, nt ? k : n);
    PackedMatrix packed = new PackedMatrix(transpose, n, k, b.data(), b.offset(), b.stride());
    for (int column = 0; column <= n; column += GemmBlocking.NR) {
      int columns = n - column;
      Padded c = accumulate ? Padded.random(random, m, columns) : Padded.empty(random, m, columns);
      Padded expected = c.copy();
      Padded right =
          new Padded(b.data(), b.offset() + column * (nt ? b.stride() : 1), b.stride(), 0, 0);
      gemm(SCALAR, transpose, m, columns, k, a, right, accumulate, expected, BUFFERS);
      Arrays.fill(BUFFERS.edge, Float.NaN);
      kernels.gemmPacked(
          m,
          columns,
          a.data(),
          a.offset(),
          a.stride(),
          packed,
          column,
          accumulate,
          c.data(),
          c.offset(),
          c.stride(),
          BUFFERS);
      same("packed %s %dx%dx%d".formatted(transpose, m, columns, k), expected.data(), c.data());
    }
  }

  /** Row ranges of sparse rows × dense, with and without a start. */
  static void gather(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(11);
    for (int n : LENGTHS) {
      for (int repeat = 0; repeat < 4; repeat++) {
        Csr csr = Csr.random(random, 1 + random.nextInt(7), 1 + random.nextInt(9));
        int from = random.nextInt(csr.rows());
        int to = from + random.nextInt(csr.rows() - from + 1);
        Padded start = repeat % 2 == 0 ? Padded.random(random, 1, n) : null;
        Padded dense = Padded.random(random, csr.columns(), n);
        Padded out = Padded.empty(random, to - from, n);
        Padded expected = out.copy();
        gather(SCALAR, csr, from, to, n, start, dense, expected);
        expected.assertPaddingIntact();
        gather(kernels, csr, from, to, n, start, dense, out);
        same("gather of " + n, expected.data(), out.data());
      }
    }
  }

  static void gather(
      Kernels kernels, Csr csr, int from, int to, int n, Padded start, Padded dense, Padded out) {
    kernels.gatherRows(
        csr.rowOffsets(),
        csr.indices(),
        csr.values(),
        from,
        to,
        n,
        start == null ? null : start.data(),
        start == null ? 0 : start.offset(),
        dense.data(),
        dense.offset(),
        dense.stride(),
        out.data(),
        out.offset(),
        out.stride());
  }

  /** Column ranges of the transposed product; columns outside the range are padding. */
  static void scatter(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(12);
    for (int n : LENGTHS) {
      for (int repeat = 0; repeat < 4; repeat++) {
        Csr csr = Csr.random(random, 1 + random.nextInt(7), 1 + random.nextInt(9));
        int from = repeat % 2 == 0 ? 0 : random.nextInt(20);
        Padded dense = Padded.random(random, csr.rows(), n);
        Padded out = Padded.random(random, csr.columns(), n);
        Padded expected = out.copy();
        scatter(SCALAR, csr, from, from + n, dense, expected);
        expected.assertPaddingIntact();
        scatter(kernels, csr, from, from + n, dense, out);
        same("scatter of " + n, expected.data(), out.data());
      }
    }
  }

  /** {@code dense} and {@code out} hold the columns from {@code from} only. */
  static void scatter(Kernels kernels, Csr csr, int from, int to, Padded dense, Padded out) {
    kernels.scatterRows(
        csr.rowOffsets(),
        csr.indices(),
        csr.values(),
        csr.rows(),
        from,
        to,
        dense.data(),
        dense.offset() - from,
        dense.stride(),
        out.data(),
        out.offset() - from,
        out.stride());
  }

  /** ReLU and linear, with and without bias, with gates at 0, -0, NaN and the infinities. */
  static void gateResidual(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(13);
    for (int n : LENGTHS) {
      for (int repeat = 0; repeat < 4; repeat++) {
        int rows = random.nextInt(4);
        boolean relu = repeat / 2 == 0;
        Padded bias = repeat % 2 == 0 ? Padded.random(random, 1, n) : null;
        Padded importance = Padded.empty(1, n, n, 0);
        for (int i = 0; i < n; i++) {
          importance.data()[i] = 1 + random.nextInt(1 << 20) * 0x1p-20f;
        }
        Padded x = Padded.dense(random, rows, n);
        Padded o = specials(random, Padded.dense(random, rows, n), bias);
        Padded expected = o.copy();
        residual(SCALAR, o.rows(), n, expected, bias, importance, x, relu);
        expected.assertPaddingIntact();
        residual(kernels, o.rows(), n, o, bias, importance, x, relu);
        same("gateResidual of " + n, expected.data(), o.data());
      }
    }
  }

  private static void residual(
      Kernels kernels,
      int rows,
      int n,
      Padded o,
      Padded bias,
      Padded importance,
      Padded x,
      boolean relu) {
    kernels.gateResidual(
        rows,
        n,
        o.data(),
        o.offset(),
        bias == null ? null : bias.data(),
        bias == null ? 0 : bias.offset(),
        importance.data(),
        x.data(),
        x.offset(),
        0.3f,
        relu);
  }

  /** One in four elements is special; with a bias, some pre-activations are exactly 0. */
  private static Padded specials(SplittableRandom random, Padded o, Padded bias) {
    float[] special = {
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      0f,
      -0f
    };
    for (int i = 0; i < o.rows(); i++) {
      for (int j = 0; j < o.columns(); j++) {
        int pick = random.nextInt(4 * (special.length + 1));
        if (pick < special.length) {
          o.data()[o.at(i, j)] = special[pick];
        } else if (pick == special.length && bias != null) {
          o.data()[o.at(i, j)] = -bias.get(0, j);
        }
      }
    }
    return o;
  }

  /** Columns and outputs of open gates; entries before and after stay as they are. */
  static void openGates(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(14);
    for (int n : LENGTHS) {
      Padded o = specials(random, Padded.random(random, 1, n), null);
      int at = 1 + random.nextInt(5);
      int[] expectedColumns = new int[at + n + 9];
      float[] expectedOutputs = new float[at + n + 9];
      Arrays.fill(expectedColumns, -7);
      Arrays.fill(expectedOutputs, Padded.PADDING);
      int[] columns = expectedColumns.clone();
      float[] outputs = expectedOutputs.clone();
      float[] before = o.data().clone();
      int expected =
          SCALAR.openGates(n, o.data(), o.offset(), expectedColumns, expectedOutputs, at);
      int found = kernels.openGates(n, o.data(), o.offset(), columns, outputs, at);
      same("open gates of " + n, expected, found);
      same("columns", Arrays.mismatch(expectedColumns, columns), -1);
      same("outputs", expectedOutputs, outputs);
      same("o", before, o.data());
    }
  }

  /** A gathered row's open gates, with and without a start; NaN comes through the dense rows. */
  static void gatherOpenGates(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(20);
    for (int n : LENGTHS) {
      for (int repeat = 0; repeat < 16; repeat++) {
        Csr csr = Csr.random(random, 1, 1 + random.nextInt(7));
        Padded start = repeat % 2 == 0 ? specials(random, Padded.random(random, 1, n), null) : null;
        Padded dense = specials(random, Padded.random(random, csr.columns(), n), null);
        int at = 1 + random.nextInt(5);
        int[] expectedColumns = new int[at + n + 9];
        float[] expectedOutputs = new float[at + n + 9];
        Arrays.fill(expectedColumns, -7);
        Arrays.fill(expectedOutputs, Padded.PADDING);
        int[] columns = expectedColumns.clone();
        float[] outputs = expectedOutputs.clone();
        int expected =
            gatherOpenGates(SCALAR, csr, n, start, dense, expectedColumns, expectedOutputs, at);
        int found = gatherOpenGates(kernels, csr, n, start, dense, columns, outputs, at);
        same("gathered open gates of " + n, expected, found);
        same("columns", Arrays.mismatch(expectedColumns, columns), -1);
        same("outputs", expectedOutputs, outputs);
      }
    }
  }

  static int gatherOpenGates(
      Kernels kernels,
      Csr csr,
      int n,
      Padded start,
      Padded dense,
      int[] columns,
      float[] outputs,
      int at) {
    float[] scratch = new float[n];
    Arrays.fill(scratch, Float.NaN);
    return kernels.gatherOpenGates(
        csr.rowOffsets()[0],
        csr.rowOffsets()[1],
        csr.indices(),
        csr.values(),
        n,
        start == null ? null : start.data(),
        start == null ? 0 : start.offset(),
        dense.data(),
        dense.offset(),
        dense.stride(),
        scratch,
        new long[n / 8],
        columns,
        outputs,
        at,
        targets(n),
        0.375f);
  }

  /** Zero but for some, as a sparse sample's. */
  private static float[] targets(int n) {
    float[] targets = new float[n];
    for (int i = 0; i < n; i += 3) {
      targets[i] = 0.25f * i;
    }
    return targets;
  }

  static void relu(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(15);
    for (int n : LENGTHS) {
      Padded o = specials(random, Padded.random(random, 1, n), null);
      Padded expected = o.copy();
      int open = SCALAR.relu(n, expected.data(), o.offset());
      expected.assertPaddingIntact();
      same("open gates of " + n, open, kernels.relu(n, o.data(), o.offset()));
      same("relu of " + n, expected.data(), o.data());
    }
  }

  static void axpy(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(16);
    for (int n : LENGTHS) {
      for (float alpha : new float[] {-0.01f, 0f, 1f, 3.7f}) {
        Padded x = Padded.random(random, 1, n);
        Padded y = Padded.random(random, 1, n);
        Padded expected = y.copy();
        SCALAR.axpy(n, alpha, x.data(), x.offset(), expected.data(), y.offset());
        expected.assertPaddingIntact();
        kernels.axpy(n, alpha, x.data(), x.offset(), y.data(), y.offset());
        same("axpy of " + n, expected.data(), y.data());
      }
    }
  }

  static void scale(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(17);
    for (int n : LENGTHS) {
      for (float alpha : new float[] {-0.01f, 0f, 1f, 3.7f}) {
        Padded x = Padded.random(random, 1, n);
        Padded expected = x.copy();
        SCALAR.scale(n, alpha, expected.data(), x.offset());
        expected.assertPaddingIntact();
        kernels.scale(n, alpha, x.data(), x.offset());
        same("scale of " + n, expected.data(), x.data());
      }
    }
  }

  /** Around the vectors of 2, 4 and 8 lanes; counters of all 32 bits, sign bits among them. */
  static void philox(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(61);
    for (int n : new int[] {0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 40}) {
      long seed = random.nextLong();
      int c2 = random.nextInt();
      int c3 = random.nextInt();
      long[] c0 = random.longs(n + Kernels.PHILOX_PAD).map(c -> c >>> 32).toArray();
      long[] c1 = random.longs(n + Kernels.PHILOX_PAD).map(c -> c >>> 32).toArray();
      long[][] expected = new long[2][n + Kernels.PHILOX_PAD];
      long[][] found = new long[2][n + Kernels.PHILOX_PAD];
      SCALAR.philox(n, seed, c0, c1, c2, c3, expected[0], expected[1]);
      kernels.philox(n, seed, c0, c1, c2, c3, found[0], found[1]);
      for (int word = 0; word < 2; word++) {
        assertThat(Arrays.copyOf(found[word], n))
            .as("philox of %d counters", n)
            .isEqualTo(Arrays.copyOf(expected[word], n));
      }
    }
  }

  /** Every length to 70 and 1000; the scratch holds NaN on entry. */
  static void sum(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(18);
    for (int i = 0; i <= 71; i++) {
      int n = i == 71 ? 1000 : i;
      Padded x = Padded.random(random, 1, n);
      float expected = SCALAR.sum(n, x.data(), x.offset(), scratch());
      float found = kernels.sum(n, x.data(), x.offset(), scratch());
      same("sum of " + n, new float[] {expected}, new float[] {found});
    }
  }

  static void dot(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(19);
    for (int i = 0; i <= 71; i++) {
      int n = i == 71 ? 1000 : i;
      Padded x = Padded.random(random, 1, n);
      Padded y = Padded.random(random, 1, n);
      float expected = SCALAR.dot(n, x.data(), x.offset(), y.data(), y.offset(), scratch());
      float found = kernels.dot(n, x.data(), x.offset(), y.data(), y.offset(), scratch());
      same("dot of " + n, new float[] {expected}, new float[] {found});
    }
  }

  static float[] scratch() {
    float[] lanes = new float[OrderedSum.LANES];
    Arrays.fill(lanes, Float.NaN);
    return lanes;
  }
}
