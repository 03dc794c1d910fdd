package dev.superlane.train;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.ScalarKernels;
import dev.superlane.kernel.VectorKernels;
import dev.superlane.machine.FastVectors;

/** What {@code --kernels} asks for. Vector and scalar kernels give the same bits. */
public enum KernelChoice {
  /** The vector kernels. */
  AUTO,
  SCALAR,
  VECTOR;

  /**
   * @throws IllegalArgumentException in a JVM without the Vector API or with too narrow vectors:
   *     sizes that both kinds share are those of its registers
   */
  public Kernels kernels() {
    if (FastVectors.moduleIsMissing()) {
      throw refused(
          "which needs a JVM started with --add-modules %s, as scripts/superlane does"
              .formatted(FastVectors.MODULE));
    }
    FastVectors.refusal()
        .ifPresent(sentence -> {
          throw refused("which this JVM cannot run: " + sentence);
        });
    return this == SCALAR ? ScalarKernels.INSTANCE : VectorKernels.INSTANCE;
  }

  private IllegalArgumentException refused(String reason) {
    return new IllegalArgumentException(
        "--kernels is %s, %s".formatted(OptionValues.lower(this), reason));
  }
}
