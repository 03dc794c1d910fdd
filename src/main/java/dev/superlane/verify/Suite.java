package dev.superlane.verify;

import dev.superlane.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;

/** All checks of a kernel set, cheap ones first. */
public final class Suite {
  private Suite() {}

  /**
   * @param kernels the set under test; the references it is held against are fixed
   */
  public static List<Check> of(Kernels kernels) {
    List<Check> checks = new ArrayList<>();
    checks.addAll(KernelChecks.of(kernels));
    checks.addAll(GradientChecks.of(kernels));
    checks.addAll(BitsChecks.of(kernels));
    checks.addAll(TheoryChecks.of(kernels));
    return List.copyOf(checks);
  }
}
