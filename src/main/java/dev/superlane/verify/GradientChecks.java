package dev.superlane.verify;

import dev.superlane.model.Embedding;
import dev.superlane.model.Parameters;
import dev.superlane.model.StepPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One step's gradient, (θ_t − θ_t+1)/η: against central differences of the double loss, and path
 * against path. Measured is the worst deviation over its own bound, so 1 is the bound.
 */
final class GradientChecks {
  /** Cube root of double's unit, where truncation and rounding of a central difference meet. */
  private static final double H = 0x1p-17;

  /** Late enough that a batch or buffer of an earlier step would show. */
  private static final int FIRST = 2;

  private static final int LAST = 9;

  private GradientChecks() {}

  static List<Check> of(Subject subject) {
    List<Check> checks = new ArrayList<>();
    for (Case c : Case.minibatch()) {
      for (StepPath path : StepPath.values()) {
        checks.add(
            new Check(
                path.name().toLowerCase(Locale.ROOT) + " path, " + c.label(),
                1,
                "central differences, rounding bound of the float gradient",
                () -> againstDifferences(c, path, subject)));
      }
      checks.add(
          new Check(
              "dense against sparse path, " + c.label(),
              1,
              "twice the rounding bound",
              () -> pathAgainstPath(c, subject)));
    }
    for (Case c : Case.population()) {
      checks.add(
          new Check(
              c.name(),
              1,
              "the formula in double, rounding bound of the float gradient",
              () -> populationAgainstFormula(c, subject)));
    }
    return checks;
  }

  private static double populationAgainstFormula(Case c, Subject subject) {
    float[][] around = c.around(StepPath.DENSE, subject, FIRST);
    Parameters at = at(c, around[0]);
    float[] after = around[1];
    PopulationReference reference = new PopulationReference(c.problem(), at);
    double[] exact = reference.gradient();
    double[] rounding = reference.rounding();
    float learningRate = (float) c.problem().learningRate();
    double worst = 0;
    for (int i = 0; i < after.length; i++) {
      double before = at.values[i];
      if (i < at.core) {
        worst = before == after[i] ? worst : Double.POSITIVE_INFINITY;
        continue;
      }
      double gradient = (before - after[i]) / learningRate;
      double update = 0x1p-24 * Math.max(Math.abs(before), Math.abs(after[i])) / learningRate;
      int entry = i - at.core;
      worst = Math.max(worst, Math.abs(gradient - exact[entry]) / (rounding[entry] + update));
    }
    return worst;
  }

  private static Parameters at(Case c, float[] values) {
    Parameters parameters = new Parameters(c.problem().shape());
    System.arraycopy(values, 0, parameters.values, 0, values.length);
    return parameters;
  }

  /** At the first step from {@link #FIRST} on that has every gate clear of rounding. */
  private static double againstDifferences(Case c, StepPath path, Subject subject) {
    for (int t = FIRST; t <= LAST; t++) {
      float[][] around = c.around(path, subject, t);
      Parameters at = at(c, around[0]);
      Reference reference = new Reference(c.problem(), at, t);
      if (!c.problem().shape().relu() || reference.gateMargin(Doubles.of(at.values)) > 1) {
        return againstDifferences(c, reference, at, around[1]);
      }
    }
    return Double.NaN;
  }

  private static double againstDifferences(
      Case c, Reference reference, Parameters start, float[] after) {
    double[] theta = Doubles.of(start.values);
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
