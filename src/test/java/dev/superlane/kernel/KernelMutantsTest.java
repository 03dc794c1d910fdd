package dev.superlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Broken kernels: the equality checks must see each of them. */
@Tag("width")
class KernelMutantsTest {
  private static final int L = Simd.LANES;

  private static final Consumer<Kernels> GEMM =
      kernels -> {
        for (Transpose transpose : Transpose.values()) {
          GemmChecks.sizes(kernels, transpose, false);
          GemmChecks.sizes(kernels, transpose, true);
        }
        GemmChecks.random(kernels);
      };
  private static final Consumer<Kernels> BLOCKS =
      kernels -> GemmChecks.blocks(kernels, Transpose.NN, true);

  private static final Consumer<Kernels> PACKED = GemmChecks::packed;

  static Stream<Mutant> mutants() {
    return Stream.of(gemm(), rows(), gates(), elementwise(), philox(), sums())
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void theCheckSeesTheMutant(Mutant mutant) {
    Throwable seen = catchThrowable(() -> mutant.check().accept(mutant.kernels()));
    assertThat(seen).isInstanceOfAny(AssertionError.class, IndexOutOfBoundsException.class);
  }

  /** The proxy alone breaks nothing. */
  @Test
  void theChecksPassWithoutMutation() {
    Kernels right = new Mutant("right", "none", null, null).kernels();
    mutants()
        .map(Mutant::check)
        .distinct()
        .forEach(check -> assertThatCode(() -> check.accept(right)).doesNotThrowAnyException());
  }

  // gemmPacked: 0 m, 1 n, 2 a, 3 aOffset, 4 lda, 5 b, 6 bColumn, 7 accumulate, 8 c, 9 cOffset,
  // 10 ldc, 11 buffers
  // gemm: 0 transpose, 1 m, 2 n, 3 k, 4 a, 5 aOffset, 6 lda, 7 b, 8 bOffset, 9 ldb, 10 accumulate,
  // 11 c, 12 cOffset, 13 ldc, 14 buffers
  private static List<Mutant> gemm() {
    String gemm = "gemm";
    String packed = "gemmPacked";
    return List.of(
        wrong("tail columns dropped", gemm, 2, n -> n - n % L, GEMM),
        wrong("last column dropped", gemm, 2, n -> n - 1, GEMM),
        wrong("tail rows dropped", gemm, 1, m -> m - m % GemmBlocking.MR, GEMM),
        wrong("last k dropped", gemm, 3, k -> Math.max(0, k - 1), GEMM),
        wrong("depths after KC dropped", gemm, 3, k -> Math.min(GemmBlocking.KC, k), BLOCKS),
        wrong("rows after MC dropped", gemm, 1, m -> Math.min(GemmBlocking.MC, m), BLOCKS),
        wrong("columns after NC dropped", gemm, 2, n -> Math.min(GemmBlocking.NC, n), BLOCKS),
        wrong("offset of A", gemm, 5, offset -> offset + 1, GEMM),
        wrong("offset of B", gemm, 8, offset -> offset + 1, GEMM),
        wrong("offset of C", gemm, 12, offset -> offset - 1, GEMM),
        wrong("rows of C one float apart", gemm, 13, ldc -> ldc + 1, GEMM),
        Mutant.arguments("beta always 0", gemm, args -> args[10] = false, GEMM),
        Mutant.arguments("beta always 1", gemm, args -> args[10] = true, GEMM),
        Mutant.arguments("NN for NT", gemm, args -> swap(args, Transpose.NT), GEMM),
        Mutant.arguments("NN for TN", gemm, args -> swap(args, Transpose.TN), GEMM),
        new Mutant("C kept at k = 0", gemm, KernelMutantsTest::keepCWithoutDepth, GEMM),
        new Mutant("C times beta = 0", gemm, KernelMutantsTest::multiplyByBeta, GEMM),
        new Mutant("writes past a row", gemm, KernelMutantsTest::writePastTheRow, GEMM),
        new Mutant("k backwards", gemm, KernelMutantsTest::backwards, GEMM),
        wrong("packed: tail columns dropped", packed, 1, n -> n - n % L, PACKED),
        wrong("packed: tail rows dropped", packed, 0, m -> m - m % GemmBlocking.MR, PACKED),
        wrong("packed: first column", packed, 6, column -> 0, PACKED),
        wrong("packed: offset of A", packed, 3, offset -> offset + 1, PACKED),
        Mutant.arguments("packed: beta always 1", packed, args -> args[7] = true, PACKED));
  }

  private static void swap(Object[] args, Transpose from) {
    if (args[0] == from) {
      args[0] = Transpose.NN;
    }
  }

  private static Object keepCWithoutDepth(Mutant.Call call, Object[] args)
      throws ReflectiveOperationException {
    return (int) args[3] == 0 ? null : call.call(args);
  }

  private static Object multiplyByBeta(Mutant.Call call, Object[] args)
      throws ReflectiveOperationException {
    float[] c = (float[]) args[11];
    float[] before = c.clone();
    call.call(args);
    if (!(boolean) args[10]) {
      for (int i = 0; i < (int) args[1]; i++) {
        for (int j = 0; j < (int) args[2]; j++) {
          int at = (int) args[12] + i * (int) args[13] + j;
          c[at] = Math.fma(0f, before[at], c[at]);
        }
      }
    }
    return null;
  }

  private static Object writePastTheRow(Mutant.Call call, Object[] args)
      throws ReflectiveOperationException {
    call.call(args);
    float[] c = (float[]) args[11];
    c[(int) args[12] + ((int) args[1] - 1) * (int) args[13] + (int) args[2]] = 0;
    return null;
  }

  private static Object backwards(Mutant.Call call, Object[] args)
      throws ReflectiveOperationException {
    if (args[0] != Transpose.NN || !(boolean) args[10]) {
      return call.call(args);
    }
    int a = (int) args[5];
    int b = (int) args[8];
    int k = (int) args[3];
    args[3] = 1;
    for (int p = k - 1; p >= 0; p--) {
      args[5] = a + p;
      args[8] = b + p * (int) args[9];
      call.call(args);
    }
    return null;
  }

  // gatherRows: 0 rowOffsets, 1 indices, 2 values, 3 fromRow, 4 toRow, 5 n, 6 start, 7 startOffset,
  // 8 dense, 9 denseOffset, 10 ldd, 11 out, 12 outOffset, 13 ldo
  // scatterRows: 0 rowOffsets, 1 indices, 2 values, 3 rows, 4 fromColumn, 5 toColumn, 6 dense,
  // 7 denseOffset, 8 ldd, 9 out, 10 outOffset, 11 ldo
  private static List<Mutant> rows() {
    String gather = "gatherRows";
    String scatter = "scatterRows";
    Consumer<Kernels> gathers = KernelChecks::gather;
    Consumer<Kernels> scatters = KernelChecks::scatter;
    return List.of(
        new Mutant("last entry of a row missing", gather, lastEntryMissing(3, 4), gathers),
        wrong("tail columns dropped", gather, 5, n -> n - n % L, gathers),
        wrong("last row dropped", gather, 4, to -> to - 1, gathers),
        wrong("offset of start", gather, 7, offset -> offset + 1, gathers),
        wrong("offset of dense", gather, 9, offset -> offset + 1, gathers),
        wrong("offset of out", gather, 12, offset -> offset - 1, gathers),
        Mutant.arguments("start ignored", gather, args -> args[6] = null, gathers),
        Mutant.arguments(
            "rows not counted from fromRow",
            gather,
            args -> args[12] = (int) args[12] + (int) args[3] * (int) args[13],
            gathers),
        new Mutant("last entry of a row missing", scatter, lastEntryMissing(-1, 3), scatters),
        new Mutant("overwrites", scatter, KernelMutantsTest::overwrite, scatters),
        wrong("last row dropped", scatter, 3, rows -> rows - 1, scatters),
        wrong("last column dropped", scatter, 5, to -> to - 1, scatters),
        wrong("a column too many", scatter, 5, to -> to + 1, scatters),
        wrong("starts a column early", scatter, 4, from -> from - 1, scatters),
        wrong("offset of dense", scatter, 7, offset -> offset + 1, scatters));
  }

  /** Row by row; {@code from} is the argument that holds the first row, or -1. */
  private static Mutant.Body lastEntryMissing(int from, int to) {
    return (call, args) -> {
      int[] rowOffsets = (int[]) args[0];
      boolean gather = from >= 0;
      int first = gather ? (int) args[from] : 0;
      int last = (int) args[to];
      Object[] one = args.clone();
      for (int r = first; r < last; r++) {
        int end = rowOffsets[r + 1];
        one[0] = new int[] {rowOffsets[r], end > rowOffsets[r] ? end - 1 : end};
        one[to] = 1;
        if (gather) {
          one[from] = 0;
          one[12] = (int) args[12] + (r - first) * (int) args[13];
        } else {
          one[7] = (int) args[7] + r * (int) args[8];
        }
        call.call(one);
      }
      return null;
    };
  }

  private static Object overwrite(Mutant.Call call, Object[] args)
      throws ReflectiveOperationException {
    int[] rowOffsets = (int[]) args[0];
    for (int j = rowOffsets[0]; j < rowOffsets[(int) args[3]]; j++) {
      int row = (int) args[10] + ((int[]) args[1])[j] * (int) args[11];
      for (int i = (int) args[4]; i < (int) args[5]; i++) {
        ((float[]) args[9])[row + i] = 0;
      }
    }
    return call.call(args);
  }

  // gateResidual: 0 rows, 1 n, 2 o, 3 oOffset, 4 bias, 5 biasOffset, 6 importance, 7 x, 8 xOffset,
  // 9 scale, 10 relu; openGates: 0 n, 1 o, 2 oOffset, 3 columns, 4 outputs, 5 at
  // gatherOpenGates: 0 from, 1 to, 2 indices, 3 values, 4 n, 5 start, 6 startOffset, 7 dense,
  // 8 denseOffset, 9 ldd, 10 o, 11 open, 12 columns, 13 outputs, 14 at,
  // 15 targets, 16 scale
  private static List<Mutant> gates() {
    String residual = "gateResidual";
    String open = "openGates";
    String gathered = "gatherOpenGates";
    String relu = "relu";
    Consumer<Kernels> gathers = KernelChecks::gatherOpenGates;
    Consumer<Kernels> residuals = KernelChecks::gateResidual;
    Consumer<Kernels> gates = KernelChecks::openGates;
    Consumer<Kernels> relus = KernelChecks::relu;
    return List.of(
        Mutant.arguments("bias dropped", residual, args -> args[4] = null, residuals),
        Mutant.arguments("gate dropped", residual, args -> args[10] = false, residuals),
        Mutant.arguments("linear gated", residual, args -> args[10] = true, residuals),
        Mutant.arguments("scale dropped", residual, args -> args[9] = 1f, residuals),
        wrong("last row dropped", residual, 0, rows -> Math.max(0, rows - 1), residuals),
        wrong("offset of bias", residual, 5, offset -> offset + 1, residuals),
        wrong("offset of x", residual, 8, offset -> offset + 1, residuals),
        new Mutant("open at 0", residual, gate(o -> !(o < 0)), residuals),
        new Mutant("shut at NaN", residual, gate(o -> o > 0), residuals),
        Mutant.arguments(
            "importance dropped", residual, KernelMutantsTest::forgetImportance, residuals),
        new Mutant("open at 0", open, opened(o -> !(o < 0)), gates),
        new Mutant("shut at NaN", open, opened(o -> o > 0), gates),
        wrong("last column dropped", open, 0, n -> n - 1, gates),
        wrong("starts at 0", open, 5, at -> 0, gates),
        wrong("entry dropped", gathered, 1, to -> to - 1, gathers),
        Mutant.arguments("start ignored", gathered, args -> args[5] = null, gathers),
        wrong("tail dropped", gathered, 4, n -> n - n % L, gathers),
        wrong("offset of start", gathered, 6, offset -> offset + 1, gathers),
        wrong("offset of dense", gathered, 8, offset -> offset + 1, gathers),
        wrong("starts at 0", gathered, 14, at -> 0, gathers),
        Mutant.arguments(
            "targets forgotten",
            gathered,
            args -> args[15] = new float[((float[]) args[15]).length],
            gathers),
        Mutant.arguments("scale dropped", gathered, args -> args[16] = 1f, gathers),
        new Mutant("-0 kept", relu, kept(o -> o < 0 ? 0f : o), relus),
        new Mutant("NaN zeroed", relu, kept(o -> o > 0 ? o : 0f), relus),
        new Mutant(
            "counts shut gates",
            relu,
            (call, args) -> (int) args[0] - (int) call.call(args),
            relus),
        wrong("tail dropped", relu, 0, n -> n - n % L, relus));
  }

  /** The right residual behind a wrong gate: linear, then zeroed where the gate is shut. */
  private static Mutant.Body gate(Predicate<Float> open) {
    return (call, args) -> {
      float[] o = (float[]) args[2];
      float[] bias = (float[]) args[4];
      int n = (int) args[1];
      boolean[] shut = new boolean[o.length];
      for (int i = 0; i < (int) args[0] * n; i++) {
        int at = (int) args[3] + i;
        shut[at] = !open.test(bias == null ? o[at] : o[at] + bias[(int) args[5] + i % n]);
      }
      boolean relu = (boolean) args[10];
      args[10] = false;
      call.call(args);
      for (int at = 0; at < o.length; at++) {
        o[at] = relu && shut[at] ? 0 : o[at];
      }
      return null;
    };
  }

  private static void forgetImportance(Object[] args) {
    float[] ones = new float[(int) args[1]];
    Arrays.fill(ones, 1f);
    args[6] = ones;
  }

  private static Mutant.Body opened(Predicate<Float> open) {
    return (call, args) -> {
      float[] o = (float[]) args[1];
      int at = (int) args[5];
      for (int i = 0; i < (int) args[0]; i++) {
        float output = o[(int) args[2] + i];
        if (open.test(output)) {
          ((int[]) args[3])[at] = i;
          ((float[]) args[4])[at++] = output;
        }
      }
      return at;
    };
  }

  /** relu: 0 n, 1 o, 2 oOffset. */
  private static Mutant.Body kept(UnaryOperator<Float> activation) {
    return (call, args) -> {
      float[] o = (float[]) args[1];
      float[] outputs = o.clone();
      for (int i = (int) args[2]; i < (int) args[2] + (int) args[0]; i++) {
        outputs[i] = activation.apply(o[i]);
      }
      Object open = call.call(args);
      System.arraycopy(outputs, 0, o, 0, o.length);
      return open;
    };
  }

  // axpy: 0 n, 1 alpha, 2 x, 3 xOffset, 4 y, 5 yOffset; scale: 0 n, 1 alpha, 2 x, 3 xOffset
  private static List<Mutant> elementwise() {
    Consumer<Kernels> axpys = KernelChecks::axpy;
    Consumer<Kernels> scales = KernelChecks::scale;
    return List.of(
        Mutant.arguments("sign flipped", "axpy", args -> args[1] = -(float) args[1], axpys),
        new Mutant("product rounded", "axpy", KernelMutantsTest::roundProduct, axpys),
        wrong("tail dropped", "axpy", 0, n -> n - n % L, axpys),
        wrong("an element too many", "axpy", 0, n -> n + 1, axpys),
        wrong("offset of x", "axpy", 3, offset -> offset + 1, axpys),
        wrong("offset of y", "axpy", 5, offset -> offset - 1, axpys),
        Mutant.arguments("sign flipped", "scale", args -> args[1] = -(float) args[1], scales),
        wrong("tail dropped", "scale", 0, n -> n - n % L, scales),
        wrong("whole vectors dropped", "scale", 0, n -> n % L, scales),
        wrong("offset of x", "scale", 3, offset -> offset + 1, scales));
  }

  private static Object roundProduct(Mutant.Call call, Object[] args) {
    float[] y = (float[]) args[4];
    for (int i = 0; i < (int) args[0]; i++) {
      y[(int) args[5] + i] += (float) args[1] * ((float[]) args[2])[(int) args[3] + i];
    }
    return null;
  }

  // philox: 0 n, 1 seed, 2 c0, 3 c1, 4 c2, 5 c3, 6 high, 7 low
  private static List<Mutant> philox() {
    Consumer<Kernels> bits = KernelChecks::philox;
    return List.of(
        wrong("last counter dropped", "philox", 0, n -> Math.max(0, n - 1), bits),
        wrong("step", "philox", 4, step -> step + 1, bits),
        wrong("stream", "philox", 5, stream -> stream + 1, bits));
  }

  // sum: 0 n, 1 x, 2 xOffset, 3 lanes; dot: 0 n, 1 x, 2 xOffset, 3 y, 4 yOffset, 5 lanes
  private static List<Mutant> sums() {
    Consumer<Kernels> sums = KernelChecks::sum;
    Consumer<Kernels> dots = KernelChecks::dot;
    return List.of(
        new Mutant("plain loop", "sum", (call, args) -> lanes(1, args), sums),
        new Mutant("4 lanes", "sum", (call, args) -> lanes(4, args), sums),
        new Mutant("8 lanes", "sum", (call, args) -> lanes(8, args), sums),
        new Mutant("32 lanes", "sum", (call, args) -> lanes(32, args), sums),
        wrong("last element dropped", "sum", 0, n -> Math.max(0, n - 1), sums),
        wrong("offset of x", "sum", 2, offset -> offset + 1, sums),
        new Mutant("plain loop", "dot", KernelMutantsTest::plainDot, dots),
        wrong("tail dropped", "dot", 0, n -> n - n % L, dots),
        wrong("offset of x", "dot", 2, offset -> offset + 1, dots),
        wrong("offset of y", "dot", 4, offset -> offset + 1, dots));
  }

  /** The ordered sum with another number of lanes. */
  private static Object lanes(int count, Object[] args) {
    float[] lanes = new float[count];
    for (int i = 0; i < (int) args[0]; i++) {
      lanes[i % count] += ((float[]) args[1])[(int) args[2] + i];
    }
    for (int half = count / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[0];
  }

  private static Object plainDot(Mutant.Call call, Object[] args) {
    float sum = 0;
    for (int i = 0; i < (int) args[0]; i++) {
      float x = ((float[]) args[1])[(int) args[2] + i];
      sum = Math.fma(x, ((float[]) args[3])[(int) args[4] + i], sum);
    }
    return sum;
  }

  /** The right method with one int argument changed. */
  private static Mutant wrong(
      String name, String method, int index, IntUnaryOperator change, Consumer<Kernels> check) {
    return Mutant.arguments(
        name, method, args -> args[index] = change.applyAsInt((int) args[index]), check);
  }
}
