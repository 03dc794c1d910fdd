package dev.superlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("width")
class GateTest {
  private static final float INFINITY = Float.POSITIVE_INFINITY;
  private static final float TINY = Float.MIN_VALUE;

  /** Twice, once in whole vectors and once in the tail, at any width. */
  private static final float[] OUTPUTS =
      repeat(0f, -0f, Float.NaN, INFINITY, -INFINITY, TINY, -TINY, 2f, -2f, 0.5f, 1f);

  static Stream<Kernels> kernels() {
    return Stream.of(ScalarKernels.INSTANCE, VectorKernels.INSTANCE);
  }

  @Test
  void vectorResidualIsScalar() {
    KernelChecks.gateResidual(VectorKernels.INSTANCE);
  }

  @Test
  void vectorOpenGatesAreScalar() {
    KernelChecks.openGates(VectorKernels.INSTANCE);
  }

  @Test
  void vectorGatheredOpenGatesAreScalar() {
    KernelChecks.gatherOpenGates(VectorKernels.INSTANCE);
  }

  @Test
  void vectorReluIsScalar() {
    KernelChecks.relu(VectorKernels.INSTANCE);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void reluShutsAtZeroAndKeepsNaN(Kernels kernels) {
    float[] o = OUTPUTS.clone();
    assertThat(kernels.relu(o.length, o, 0)).isEqualTo(12);
    float[] expected = repeat(0f, 0f, Float.NaN, INFINITY, 0f, TINY, 0f, 2f, 0f, 0.5f, 1f);
    KernelChecks.same("relu", expected, o);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void openGatesAreThePositiveAndTheNaN(Kernels kernels) {
    int[] columns = new int[14];
    float[] outputs = new float[14];
    assertThat(kernels.openGates(OUTPUTS.length, OUTPUTS, 0, columns, outputs, 1)).isEqualTo(13);
    assertThat(columns).containsExactly(0, 2, 3, 5, 7, 9, 10, 13, 14, 16, 18, 20, 21, 0);
    assertThat(outputs[1]).isNaN();
    assertThat(Arrays.copyOfRange(outputs, 2, 7)).containsExactly(INFINITY, TINY, 2f, 0.5f, 1f);
  }

  /** (o + c − A·x)·scale with c = 0.5, A = 2, x = 0.25, scale = 4: 4·o where o + 0.5 is open. */
  @ParameterizedTest
  @MethodSource("kernels")
  void residualIsZeroWhereTheGateIsShut(Kernels kernels) {
    float[] o = repeat(-0.5f, Float.NaN, INFINITY, -INFINITY, 2f, -2f, 0f, -0.25f, 0.5f, 1f, -1f);
    float[] shut = repeat(0f, Float.NaN, INFINITY, 0f, 8f, 0f, 0f, -1f, 2f, 4f, 0f);
    float[] open = repeat(-2f, Float.NaN, INFINITY, -INFINITY, 8f, -8f, 0f, -1f, 2f, 4f, -4f);
    KernelChecks.same("ReLU", shut, residual(kernels, o, 0.5f, true));
    KernelChecks.same("linear", open, residual(kernels, o, 0.5f, false));
  }

  /** Without a bias the gate is o's own: 4·(o − 0.5) where it is open. */
  @ParameterizedTest
  @MethodSource("kernels")
  void residualWithoutBias(Kernels kernels) {
    float[] o = repeat(0f, -0f, Float.NaN, INFINITY, -INFINITY, 2f, -2f, 0.25f, 0.5f, 1f, -1f);
    float[] shut = repeat(0f, 0f, Float.NaN, INFINITY, 0f, 6f, 0f, -1f, 0f, 2f, 0f);
    float[] open = repeat(-2f, -2f, Float.NaN, INFINITY, -INFINITY, 6f, -10f, -1f, 0f, 2f, -6f);
    KernelChecks.same("ReLU", shut, residual(kernels, o, 0f, true));
    KernelChecks.same("linear", open, residual(kernels, o, 0f, false));
  }

  private static float[] residual(Kernels kernels, float[] o, float bias, boolean relu) {
    int n = o.length;
    float[] result = o.clone();
    float[] c = bias == 0 ? null : constant(n, bias);
    kernels.gateResidual(1, n, result, 0, c, 0, constant(n, 2f), constant(n, 0.25f), 0, 4f, relu);
    return result;
  }

  private static float[] constant(int n, float value) {
    float[] all = new float[n];
    Arrays.fill(all, value);
    return all;
  }

  private static float[] repeat(float... values) {
    float[] twice = Arrays.copyOf(values, 2 * values.length);
    System.arraycopy(values, 0, twice, values.length, values.length);
    return twice;
  }
}
