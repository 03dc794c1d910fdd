package dev.superlane.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.VectorKernels;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The suite can fail: a set of kernels with one fault turns checks red, and where the fault is one
 * of arithmetic (learning rate, sign, gate) so does a check of whole steps, not only that of the
 * kernel.
 */
class SuiteMutantsTest {
  private static final String KERNEL = "kernel equals";
  private static final String GRADIENT = "gradient of";
  private static final String BITS = "same bits";
  private static final String THEORY = "population gradient";

  static Stream<Arguments> mutants() {
    return Stream.of(
        mutant("halved learning rate", "axpy", SuiteMutantsTest::halveDescent, GRADIENT),
        mutant("learning rate off by 1 %", "axpy", SuiteMutantsTest::stretchDescent, GRADIENT),
        mutant("flipped sign", "axpy", a -> a[1] = -(float) a[1], GRADIENT),
        mutant("update one element on", "axpy", a -> a[3] = (int) a[3] - 1, KERNEL),
        mutant("tail of an update", "axpy", a -> a[0] = (int) a[0] / 8 * 8, GRADIENT),
        mutant("last gate dropped", "gatherOpenGates", a -> a[4] = (int) a[4] - 1, GRADIENT),
        mutant("bias gates of empty samples", "openGates", a -> a[0] = 0, GRADIENT),
        mutant("columns from the first on", "scatterRows", a -> a[4] = 0, BITS),
        mutant("packed from the first column", "gemmPacked", a -> a[6] = 0, BITS),
        mutant("packed product cut", "gemmPacked", a -> a[1] = (int) a[1] - 1, GRADIENT),
        mutant("gates never shut", "gateResidual", a -> a[10] = false, GRADIENT),
        mutant("bias forgotten", "gateResidual", a -> a[4] = null, GRADIENT),
        mutant("batch size forgotten", "gateResidual", a -> a[9] = 1f, GRADIENT),
        mutant("last product dropped", "gemm", a -> a[3] = Math.max(0, (int) a[3] - 1), GRADIENT),
        mutant("beta ignored", "gemm", a -> a[10] = false, KERNEL),
        mutant("stale C", "gemm", a -> a[10] = true, BITS),
        mutant("wrong offset", "gemm", a -> a[8] = Math.max(0, (int) a[8] - 1), GRADIENT),
        mutant("last sample lost", "scatterRows", a -> a[3] = (int) a[3] - 1, GRADIENT),
        mutant("bias not started from", "gatherOpenGates", a -> a[5] = null, GRADIENT),
        mutant("last sample not gathered", "gatherRows", SuiteMutantsTest::dropRow, GRADIENT),
        mutant("residuals not averaged", "scale", a -> a[1] = 1f, GRADIENT),
        mutant("projection cut", "dot", a -> a[0] = Math.max(0, (int) a[0] - 16), THEORY));
  }

  private static Arguments mutant(
      String name, String method, Consumer<Object[]> change, String caughtBy) {
    return Arguments.of(name, broken(method, change), caughtBy);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mutants")
  void turnsACheckRed(String name, Kernels broken, String caughtBy) {
    List<Check> checks = new ArrayList<>(SuiteTest.shortChecks(broken));
    if (caughtBy.equals(THEORY)) {
      checks = TheoryChecks.of(broken);
    }
    assertThat(checks.stream().filter(check -> check.name().startsWith(caughtBy)))
        .isNotEmpty()
        .anyMatch(check -> red(check));
  }

  /** Every mode and path: no gradient row holds whatever is broken. */
  @Test
  void everyGradientRowCanFail() {
    List<Check> rows = GradientChecks.of(VectorKernels.INSTANCE);
    for (int i = 0; i < rows.size(); i++) {
      int row = i;
      if (rows.get(row).name().startsWith(GRADIENT)) {
        assertThat(mutants().map(mutant -> (Kernels) mutant.get()[1]))
            .as(rows.get(row).name())
            .anyMatch(broken -> red(GradientChecks.of(broken).get(row)));
      }
    }
  }

  private static boolean red(Check check) {
    try {
      return !check.run().passed();
    } catch (RuntimeException outOfBounds) {
      return true;
    }
  }

  private static void halveDescent(Object[] axpy) {
    float alpha = (float) axpy[1];
    axpy[1] = alpha < 0 ? alpha / 2 : alpha;
  }

  private static void stretchDescent(Object[] axpy) {
    float alpha = (float) axpy[1];
    axpy[1] = alpha < 0 ? alpha * 1.01f : alpha;
  }

  private static void dropRow(Object[] gather) {
    int from = (int) gather[3];
    int to = (int) gather[4];
    gather[4] = to - from > 1 ? to - 1 : to;
  }

  /** The vector kernels, but for one method whose arguments are changed first. */
  private static Kernels broken(String method, Consumer<Object[]> change) {
    return (Kernels)
        Proxy.newProxyInstance(
            Kernels.class.getClassLoader(),
            new Class<?>[] {Kernels.class},
            (proxy, called, args) -> {
              if (called.getName().equals(method)) {
                change.accept(args);
              }
              try {
                return called.invoke(VectorKernels.INSTANCE, args);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }
}
