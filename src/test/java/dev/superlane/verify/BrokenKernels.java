package dev.superlane.verify;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Transpose;
import dev.superlane.kernel.VectorKernels;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** The vector kernels with one method broken. */
final class BrokenKernels {
  private BrokenKernels() {}

  /** The right method. */
  @FunctionalInterface
  interface Call {
    Object call(Object[] args) throws ReflectiveOperationException;
  }

  /** What the broken method does instead. */
  @FunctionalInterface
  interface Body {
    Object call(Call right, Object[] args) throws ReflectiveOperationException;
  }

  /** Called with other arguments than it was given. */
  static Kernels arguments(String method, Consumer<Object[]> change) {
    return body(
        method,
        (right, args) -> {
          change.accept(args);
          return right.call(args);
        });
  }

  static Kernels body(String method, Body body) {
    return (Kernels)
        Proxy.newProxyInstance(
            Kernels.class.getClassLoader(),
            new Class<?>[] {Kernels.class},
            (proxy, called, args) -> {
              Call right = with -> called.invoke(VectorKernels.INSTANCE, with);
              try {
                return called.getName().equals(method) ? body.call(right, args) : right.call(args);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }

  /** Products of one kind alone. */
  static Kernels gemm(Transpose only, Consumer<Object[]> change) {
    return arguments(
        "gemm",
        args -> {
          if (args[0] == only) {
            change.accept(args);
          }
        });
  }

  /** One chain of products, as a compiler that reduces lanes as it likes could make it. */
  static Object oneChain(Call right, Object[] dot) {
    float sum = 0;
    for (int i = 0; i < (int) dot[0]; i++) {
      float x = ((float[]) dot[1])[(int) dot[2] + i];
      sum = Math.fma(x, ((float[]) dot[3])[(int) dot[4] + i], sum);
    }
    return sum;
  }

  /** What each call adds to a total that is a float. */
  static Kernels floatTotal() {
    float[] total = {0};
    return body(
        "dot",
        (right, args) -> {
          float before = total[0];
          total[0] = before + (float) right.call(args);
          return total[0] - before;
        });
  }

  static void factorOfDescent(Object[] axpy, float factor) {
    float alpha = (float) axpy[1];
    axpy[1] = alpha < 0 ? alpha * factor : alpha;
  }

  static void dropRow(Object[] gather) {
    int from = (int) gather[3];
    int to = (int) gather[4];
    gather[4] = to - from > 1 ? to - 1 : to;
  }
}
