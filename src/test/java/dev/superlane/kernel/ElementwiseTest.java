package dev.superlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("width")
class ElementwiseTest {

  static Stream<Kernels> kernels() {
    return Stream.of(ScalarKernels.INSTANCE, VectorKernels.INSTANCE);
  }

  @Test
  void vectorAxpyIsScalar() {
    KernelChecks.axpy(VectorKernels.INSTANCE);
  }

  @Test
  void vectorScaleIsScalar() {
    KernelChecks.scale(VectorKernels.INSTANCE);
  }

  /** (1 + 2^-12)² − 1 keeps the 2^-24 that a rounded product loses. */
  @ParameterizedTest
  @MethodSource("kernels")
  void axpyRoundsOnce(Kernels kernels) {
    float alpha = 1 + 0x1p-12f;
    float[] x = new float[67];
    float[] y = new float[67];
    Arrays.fill(x, alpha);
    Arrays.fill(y, -1f);
    kernels.axpy(67, alpha, x, 0, y, 0);
    for (float value : y) {
      assertThat(value).isEqualTo(0x1p-11f + 0x1p-24f).isNotEqualTo(alpha * alpha - 1);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void scaleMultiplies(Kernels kernels) {
    float[] x = new float[67];
    for (int i = 0; i < x.length; i++) {
      x[i] = i - 30;
    }
    kernels.scale(60, -0.5f, x, 5);
    for (int i = 0; i < x.length; i++) {
      assertThat(x[i]).isEqualTo(i < 5 || i >= 65 ? i - 30 : (i - 30) * -0.5f);
    }
  }
}
