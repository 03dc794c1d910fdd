package dev.superlane.verify;

import java.util.List;

/** All checks, cheap ones first. */
public final class Suite {
  private Suite() {}

  public static List<Group> of(Subject subject, Preset preset) {
    return List.of(
        new Group("Kernels equal their scalar twins to the bit", KernelChecks.of(subject)),
        new Group("One step descends the gradient", GradientChecks.of(subject)),
        new Group("Scalar kernels and 1, 2, 3 threads give the same bits", BitsChecks.of(subject)),
        new Group("Training follows exact theory", TheoryChecks.of(subject)));
  }
}
