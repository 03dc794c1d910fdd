package dev.superlane.train;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.ScalarKernels;
import dev.superlane.kernel.VectorKernels;

/** What {@code --kernels} asks for. Vector and scalar kernels give the same bits. */
public enum KernelChoice {
  /** Vector kernels where the JVM has the Vector API's module, scalar ones elsewhere. */
  AUTO,
  SCALAR,
  VECTOR;

  private static final String MODULE = "jdk.incubator.vector";

  /**
   * @throws IllegalArgumentException if vector kernels are asked for in a JVM without the module
   */
  public Kernels kernels() {
    boolean available = ModuleLayer.boot().findModule(MODULE).isPresent();
    if (this == VECTOR && !available) {
      throw new IllegalArgumentException(
          "--kernels is vector, which needs a JVM started with --add-modules " + MODULE);
    }
    return this == SCALAR || !available ? ScalarKernels.INSTANCE : VectorKernels.INSTANCE;
  }
}
