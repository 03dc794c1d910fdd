package dev.superlane.train;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.ScalarKernels;
import dev.superlane.kernel.VectorKernels;

/** What {@code --kernels} asks for. Vector and scalar kernels give the same bits. */
public enum KernelChoice {
  /** The vector kernels. */
  AUTO,
  SCALAR,
  VECTOR;

  private static final String MODULE = "jdk.incubator.vector";

  /**
   * @throws IllegalArgumentException in a JVM without the Vector API: sizes that both kinds share
   *     are those of its registers
   */
  public Kernels kernels() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      throw new IllegalArgumentException(
          "--kernels is %s, which needs a JVM started with --add-modules %s, as scripts/superlane does"
              .formatted(OptionValues.lower(this), MODULE));
    }
    return this == SCALAR ? ScalarKernels.INSTANCE : VectorKernels.INSTANCE;
  }
}
