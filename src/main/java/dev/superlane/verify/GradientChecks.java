package dev.superlane.verify;

import dev.superlane.model.Embedding;
import dev.superlane.model.Parameters;
import dev.superlane.model.StepPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One step's gradient, (θ_0 − θ_1)/η: against central differences of the double loss, and path
 * against path. Measured is the worst deviation over its own bound, so 1 is the bound.
 */
final class GradientChecks {
  /** Cube root of double's unit, where truncation and rounding of a central difference meet. */
  private static final double H = 0x1p-17;

  private GradientChecks() {}

  static List<Check> of(Subject subject) {
    List<Check> checks = new ArrayList<>();
    for (Case c : Case.minibatch()) {
      for (StepPath path : StepPath.values()) {
        checks.add(
            new Check(
                "gradient of the " + path.name().toLowerCase(Locale.ROOT) + " path, " + c.label(),
                1,
                "central differences, rounding bound of the float gradient",
                () -> againstDifferences(c, path, subject)));
      }
      checks.add(
          new Check(
              "dense against sparse step, " + c.label(),
              1,
              "twice the rounding bound",
              () -> pathAgainstPath(c, subject)));
    }
    for (Case c : Case.population()) {
      checks.add(
          new Check(
              "gradient of the population step, " + c.label(),
              1,
              "the formula in double, rounding bound of the float gradient",
              () -> populationAgainstFormula(c, subject)));
    }
    return checks;
  }

  private static double populationAgainstFormula(Case c, Subject subject) {
    Parameters start = c.start();
    PopulationReference reference = new PopulationReference(c.problem(), start);
    double[] exact = reference.gradient();
    double[] rounding = reference.rounding();
    float[] after = c.train(StepPath.DENSE, subject, 1);
    float learningRate = (float) c.problem().learningRate();
    double worst = 0;
    for (int i = 0; i < start.values.length; i++) {
      double before = start.values[i];
      if (i < start.core) {
        worst = before == after[i] ? worst : Double.POSITIVE_INFINITY;
        continue;
      }
      double gradient = (before - after[i]) / learningRate;
      double update = 0x1p-24 * Math.max(Math.abs(before), Math.abs(after[i])) / learningRate;
      int at = i - start.core;
      worst = Math.max(worst, Math.abs(gradient - exact[at]) / (rounding[at] + update));
    }
    return worst;
  }

  private static double againstDifferences(Case c, StepPath path, Subject subject) {
    Parameters start = c.start();
    Reference reference = new Reference(c.problem(), start, 0);
    double[] theta = Doubles.of(start.values);
    if (c.problem().shape().relu() && reference.gateMargin(theta) <= 1) {
      return Double.NaN;
    }
    float[] after = c.train(path, subject, 1);
    double[] rounding = reference.gradientRounding(theta);
    float learningRate = (float) c.problem().learningRate();
    double scale = reference.loss(theta);
    double worst = 0;
    int trainedFrom = c.problem().shape().embedding() == Embedding.LEARNED ? 0 : start.core;
    // A prime stride meets every row and column of a student too wide to take one by one.
    int stride = theta.length > 1000 ? 17 : 1;
    for (int i = 0; i < theta.length; i += stride) {
      double gradient = (theta[i] - after[i]) / learningRate;
      if (i < trainedFrom) {
        if (gradient != 0) {
          return Double.POSITIVE_INFINITY;
        }
        continue;
      }
      double near = difference(reference, theta, i, H);
      double far = difference(reference, theta, i, 2 * H);
      // A difference over 2h errs 4 times as much as one over h, so their gap is 3 times the error
      // of the nearer; rounding adds a few units of the loss over h.
      double truncation = Math.abs(far - near) + 16 * Math.ulp(scale) * rows(c) / H;
      double update = 0x1p-24 * Math.max(Math.abs(theta[i]), Math.abs(after[i])) / learningRate;
      worst = Math.max(worst, Math.abs(gradient - near) / (rounding[i] + truncation + update));
    }
    return worst;
  }

  private static int rows(Case c) {
    return c.problem().shape().batch();
  }

  private static double difference(Reference reference, double[] theta, int i, double h) {
    double at = theta[i];
    theta[i] = at + h;
    double up = reference.loss(theta);
    theta[i] = at - h;
    double down = reference.loss(theta);
    theta[i] = at;
    return (up - down) / (2 * h);
  }

  private static double pathAgainstPath(Case c, Subject subject) {
    Parameters start = c.start();
    Reference reference = new Reference(c.problem(), start, 0);
    double[] rounding = reference.gradientRounding(Doubles.of(start.values));
    float[] dense = c.train(StepPath.DENSE, subject, 1);
    float[] sparse = c.train(StepPath.SPARSE, subject, 1);
    float learningRate = (float) c.problem().learningRate();
    double worst = 0;
    for (int i = 0; i < dense.length; i++) {
      double size = Math.max(Math.abs(dense[i]), Math.abs(sparse[i]));
      double bound = 2 * learningRate * rounding[i] + 2 * 0x1p-24 * size;
      double gap = Math.abs((double) dense[i] - sparse[i]);
      worst = Math.max(worst, gap == 0 ? 0 : gap / bound);
    }
    return worst;
  }
}
