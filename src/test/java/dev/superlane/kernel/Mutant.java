package dev.superlane.kernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** The vector kernels with one method broken, and the check that must see it. */
record Mutant(String name, String method, Body body, Consumer<Kernels> check) {

  /** What the broken method does with its arguments. */
  @FunctionalInterface
  interface Body {
    Object call(Call call, Object[] args) throws ReflectiveOperationException;
  }

  /** The right method. */
  @FunctionalInterface
  interface Call {
    Object call(Object[] args) throws ReflectiveOperationException;
  }

  /** A mutant that calls the right method with wrong arguments. */
  static Mutant arguments(
      String name, String method, Consumer<Object[]> change, Consumer<Kernels> check) {
    Body body =
        (call, args) -> {
          change.accept(args);
          return call.call(args);
        };
    return new Mutant(name, method, body, check);
  }

  Kernels kernels() {
    return (Kernels)
        Proxy.newProxyInstance(
            Kernels.class.getClassLoader(),
            new Class<?>[] {Kernels.class},
            (proxy, called, args) -> {
              Call right = with -> invoke(called, with);
              return called.getName().equals(method) ? body.call(right, args) : right.call(args);
            });
  }

  private static Object invoke(Method method, Object[] args) throws ReflectiveOperationException {
    try {
      return method.invoke(VectorKernels.INSTANCE, args);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof IndexOutOfBoundsException outside) {
        throw outside;
      }
      throw thrown;
    }
  }

  @Override
  public String toString() {
    return method + ": " + name;
  }
}
