package dev.superlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Adam's update: vector against scalar kernels to the bit, both against doubles, and mutants. */
@Tag("width")
class AdamTest {
  private static final String ADAM = "adam";
  private static final float RATE = 0.01f;

  /** So large that it shows beside any second moment. */
  private static final float EPSILON = 0.125f;

  /** The four arrays, of which {@code n} elements from {@code offset} on are no padding. */
  private record Operands(int n, int offset, float[] g, float[] m, float[] v, float[] x) {
    /** One in eight gradients and moments is 0; second moments are squares of a wide range. */
    static Operands random(SplittableRandom random, int n) {
      int offset = 1 + random.nextInt(19);
      Operands operands =
          new Operands(
              n,
              offset,
              of(random, n, offset),
              of(random, n, offset),
              of(random, n, offset),
              of(random, n, offset));
      for (int i = offset; i < offset + n; i++) {
        operands.v[i] *= operands.v[i] * (float) StrictMath.pow(2, -random.nextInt(40));
      }
      return operands;
    }

    private static float[] of(SplittableRandom random, int n, int offset) {
      float[] row = Padded.dense(random, 1, n).data();
      float[] values = Padded.empty(1, n, n, offset).data();
      System.arraycopy(row, firstOf(row), values, offset, n);
      return values;
    }

    private static int firstOf(float[] padded) {
      int first = 0;
      while (first < padded.length && Float.isNaN(padded[first])) {
        first++;
      }
      return first == padded.length ? 0 : first;
    }

    Operands copy() {
      return new Operands(n, offset, g.clone(), m.clone(), v.clone(), x.clone());
    }

    Operands updated(Kernels kernels) {
      Operands after = copy();
      kernels.adam(n, RATE, EPSILON, after.g, after.m, after.v, after.x, offset);
      return after;
    }
  }

  private static void sameBits(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(71);
    for (int n : KernelChecks.LENGTHS) {
      Operands before = Operands.random(random, n);
      Operands expected = before.updated(ScalarKernels.INSTANCE);
      Operands found = before.updated(kernels);
      KernelChecks.same("first moments of " + n, expected.m, found.m);
      KernelChecks.same("second moments of " + n, expected.v, found.v);
      KernelChecks.same("parameters of " + n, expected.x, found.x);
      KernelChecks.same("gradient of " + n, before.g, found.g);
    }
  }

  /**
   * Kingma and Ba's formulas in double. With u = 2^-24 and γ_k = ku/(1 − ku), S = |0.9 m| + |0.1 g|
   * and d = √v' + ε: the constants are rounded, so that m' errs by γ_3·S (constant, product, fma)
   * and v' by γ_4·v' (constant, two products, fma), d by γ_4·d (half of that, root, sum), the
   * quotient by γ_8·S/d, and x' by rate·γ_9·S/d + u·|x'|. Nothing underflows.
   */
  private static void nearDouble(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(72);
    Operands before = Operands.random(random, 1000);
    Operands after = before.updated(kernels);
    for (int i = before.offset; i < before.offset + before.n; i++) {
      double g = before.g[i];
      double m = 0.9 * before.m[i] + 0.1 * g;
      double v = 0.999 * before.v[i] + 0.001 * g * g;
      double denominator = Math.sqrt(v) + EPSILON;
      double x = before.x[i] - RATE * m / denominator;
      double size = Math.abs(0.9 * before.m[i]) + Math.abs(0.1 * g);
      within("m", m, after.m[i], gamma(3) * size);
      within("v", v, after.v[i], gamma(4) * v);
      within("x", x, after.x[i], RATE * gamma(9) * size / denominator + Math.abs(x) * 0x1p-24);
    }
  }

  private static double gamma(int k) {
    return k * 0x1p-24 / (1 - k * 0x1p-24);
  }

  private static void within(String what, double expected, float found, double bound) {
    if (!(Math.abs(found - expected) <= bound)) {
      throw new AssertionError("%s: %s, expected %s ± %s".formatted(what, found, expected, bound));
    }
  }

  @Test
  void vectorIsScalar() {
    sameBits(VectorKernels.INSTANCE);
  }

  @Test
  void bothAreKingmaAndBas() {
    nearDouble(ScalarKernels.INSTANCE);
    nearDouble(VectorKernels.INSTANCE);
  }

  @Test
  void paddingStaysAsItIs() {
    Operands before = Operands.random(new SplittableRandom(73), 67);
    Operands after = before.updated(VectorKernels.INSTANCE);
    for (float[] array : new float[][] {after.m, after.v, after.x}) {
      int end = after.offset + after.n;
      assertThat(padding(array, 0, after.offset)).isZero();
      assertThat(padding(array, end, array.length)).isZero();
    }
  }

  /** How many are no longer padding. */
  private static long padding(float[] array, int from, int to) {
    int blank = Float.floatToRawIntBits(Padded.PADDING);
    long changed = 0;
    for (int i = from; i < to; i++) {
      changed += Float.floatToRawIntBits(array[i]) == blank ? 0 : 1;
    }
    return changed;
  }

  // adam: 0 n, 1 rate, 2 epsilon, 3 g, 4 m, 5 v, 6 x, 7 offset
  static Stream<Mutant> mutants() {
    int lanes = Simd.LANES;
    return Stream.of(
        wrong("tail dropped", 0, n -> n - n % lanes),
        wrong("whole vectors dropped", 0, n -> n % lanes),
        wrong("an element too many", 0, n -> n + 1),
        wrong("starts an element late", 7, offset -> offset + 1),
        arguments("sign flipped", args -> args[1] = -(float) args[1], AdamTest::nearDouble),
        arguments("epsilon dropped", args -> args[2] = 0f, AdamTest::nearDouble),
        arguments("moments swapped", args -> swap(args, 4, 5), AdamTest::nearDouble),
        arguments("no gradient", args -> args[3] = zeros(args), AdamTest::nearDouble),
        arguments(
            "rate off by 2^-18",
            args -> args[1] = (1 + 0x1p-18f) * (float) args[1],
            AdamTest::nearDouble),
        new Mutant("first moment rounded twice", ADAM, AdamTest::roundProduct, AdamTest::sameBits),
        new Mutant("moments of before", ADAM, AdamTest::momentsAfter, AdamTest::nearDouble),
        new Mutant("root of the sum", ADAM, AdamTest::rootOfSum, AdamTest::nearDouble));
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
    assertThatCode(() -> sameBits(right)).doesNotThrowAnyException();
    assertThatCode(() -> nearDouble(right)).doesNotThrowAnyException();
  }

  private static Mutant wrong(String name, int index, IntUnaryOperator change) {
    return arguments(
        name, args -> args[index] = change.applyAsInt((int) args[index]), AdamTest::sameBits);
  }

  private static Mutant arguments(String name, Consumer<Object[]> change, Consumer<Kernels> check) {
    return Mutant.arguments(name, ADAM, change, check);
  }

  private static void swap(Object[] args, int one, int other) {
    Object first = args[one];
    args[one] = args[other];
    args[other] = first;
  }

  private static float[] zeros(Object[] args) {
    float[] zeros = ((float[]) args[3]).clone();
    Arrays.fill(zeros, 0);
    return zeros;
  }

  private static Object roundProduct(Mutant.Call call, Object[] args)
      throws ReflectiveOperationException {
    float[] g = (float[]) args[3];
    float[] m = ((float[]) args[4]).clone();
    call.call(args);
    for (int i = (int) args[7]; i < (int) args[7] + (int) args[0]; i++) {
      ((float[]) args[4])[i] = 0.9f * m[i] + 0.1f * g[i];
    }
    return null;
  }

  /** x moves by the moments as they were. */
  private static Object momentsAfter(Mutant.Call call, Object[] args)
      throws ReflectiveOperationException {
    float[] m = ((float[]) args[4]).clone();
    float[] v = ((float[]) args[5]).clone();
    float[] x = ((float[]) args[6]).clone();
    call.call(args);
    for (int i = (int) args[7]; i < (int) args[7] + (int) args[0]; i++) {
      x[i] -= (float) args[1] * m[i] / ((float) Math.sqrt(v[i]) + (float) args[2]);
    }
    System.arraycopy(x, 0, (float[]) args[6], 0, x.length);
    return null;
  }

  /** √(v + ε) in place of √v + ε. */
  private static Object rootOfSum(Mutant.Call call, Object[] args)
      throws ReflectiveOperationException {
    float[] x = ((float[]) args[6]).clone();
    call.call(args);
    float[] m = (float[]) args[4];
    float[] v = (float[]) args[5];
    for (int i = (int) args[7]; i < (int) args[7] + (int) args[0]; i++) {
      x[i] -= (float) args[1] * m[i] / (float) Math.sqrt(v[i] + (float) args[2]);
    }
    System.arraycopy(x, 0, (float[]) args[6], 0, x.length);
    return null;
  }
}
