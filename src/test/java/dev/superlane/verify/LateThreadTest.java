package dev.superlane.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.ScalarKernels;
import dev.superlane.kernel.VectorKernels;
import dev.superlane.model.StepPath;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Threads write columns of their own: the bits hold when the first part lingers after each of its
 * kernels and the other one comes between, so that whatever this one writes into the first's
 * columns is there before they are used.
 */
class LateThreadTest {

  static Stream<Case> wide() {
    return Case.minibatch().stream().filter(c -> c.problem().shape().features() > 128);
  }

  @ParameterizedTest
  @MethodSource("wide")
  void sameBitsWhereTheFirstPartIsLate(Case c) {
    float[] expected = c.train(StepPath.SPARSE, ScalarKernels.INSTANCE, 1, 2);
    float[] found = c.train(StepPath.SPARSE, late(Thread.currentThread()), 2, 2);
    assertThat(Bits.differing(expected, found)).isZero();
  }

  private static Kernels late(Thread first) {
    List<String> slow = List.of("gemm", "gatherRows", "scatterRows");
    return (Kernels)
        Proxy.newProxyInstance(
            Kernels.class.getClassLoader(),
            new Class<?>[] {Kernels.class},
            (proxy, called, args) -> {
              boolean waits = slow.contains(called.getName());
              boolean caller = Thread.currentThread() == first;
              if (waits && !caller) {
                Thread.sleep(10);
              }
              Object result = called.invoke(VectorKernels.INSTANCE, args);
              if (waits && caller) {
                Thread.sleep(20);
              }
              return result;
            });
  }
}
