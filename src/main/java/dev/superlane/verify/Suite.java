package dev.superlane.verify;

import java.util.ArrayList;
import java.util.List;

/** All checks, cheap ones first. */
public final class Suite {
  private Suite() {}

  public static List<Group> of(Subject subject, Preset preset) {
    List<Group> groups = new ArrayList<>();
    groups.add(new Group("kernels equal their scalar twins to the bit", KernelChecks.of(subject)));
    groups.add(new Group("one step descends the gradient", GradientChecks.of(subject)));
    groups.add(new Group("the recorded loss is that of the formula", EvaluationChecks.of(subject)));
    groups.add(
        new Group("scalar kernels and 1, 2, 3 threads give the same bits", BitsChecks.of(subject)));
    groups.add(new Group("ten steps give the stored bits", GoldenChecks.here(subject)));
    groups.add(new Group("training follows the power law", PowerLawChecks.of(subject)));
    groups.add(new Group("the power law holds at finite N", FormulaChecks.of(subject, preset)));
    groups.add(
        new Group(
            "the population gradient follows its exact trajectory",
            PopulationChecks.of(subject, preset)));
    groups.add(
        new Group("minibatch SGD follows its exact mean", MinibatchChecks.of(subject, preset)));
    groups.add(
        new Group("minibatch SGD has its mean-square limit", MeanSquareChecks.of(subject, preset)));
    if (preset == Preset.FULL) {
      groups.add(
          GoldenChecks.inFreshJvms(
              "ten steps give the stored bits in fresh JVMs of every kind", subject));
    }
    return groups;
  }
}
