package dev.superlane.verify;

import dev.superlane.model.Gradient;
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
  private static final int SMALL = 1000;

  /** Late enough that a batch or buffer of an earlier step would show. */
  private static final int FIRST = 2;

  private static final int LAST = 9;

  private GradientChecks() {}

  static List<Check> of(Subject subject) {
    List<Check> checks = new ArrayList<>();
    for (Case c : Case.minibatch()) {
      for (StepPath path : StepPath.values()) {
        String name = path.name().toLowerCase(Locale.ROOT) + " path, " + c.label();
        checks.add(differences(name, c, path, subject));
      }
      checks.add(
          new Check(
              "dense against sparse path, " + c.label(),
              1,
              "twice the rounding bound",
              () -> pathAgainstPath(c, subject)));
    }
    for (Case c : Case.population()) {
      checks.add(differences(c.name(), c, StepPath.DENSE, subject));
    }
    return checks;
  }

  private static Check differences(String name, Case c, StepPath path, Subject subject) {
    return new Check(
        name,
        1,
        "central differences in double, rounding bound of the float gradient",
        () -> againstDifferences(c, path, subject));
  }

  /** At the first step from {@link #FIRST} on at which no gate moves; NaN if there is none. */
  private static double againstDifferences(Case c, StepPath path, Subject subject) {
    for (int t = FIRST; t <= LAST; t++) {
      float[][] around = c.around(path, subject, t);
      Parameters at = new Parameters(c.problem().shape());
      System.arraycopy(around[0], 0, at.values, 0, at.values.length);
      double[] theta = Doubles.of(at.values);
      if (c.problem().gradient() == Gradient.POPULATION) {
        return deviation(c, new PopulationReference(c.problem(), at), theta, around[1]);
      }
      Reference reference = new Reference(c.problem(), at, t);
      if (!c.problem().shape().relu() || reference.gatesMove(theta, stride(theta)) <= 1) {
        return deviation(c, reference, theta, around[1]);
      }
    }
    return Double.NaN;
  }

  /** Every parameter; a prime stride meets every row and column of a student too wide for that. */
  private static int stride(double[] theta) {
    return theta.length > SMALL ? 17 : 1;
  }

  private static double deviation(Case c, ReferenceLoss reference, double[] theta, float[] after) {
    double[] rounding = reference.gradientRounding(theta);
    double differencing = CentralDifference.error(reference.lossRounding(theta));
    float learningRate = (float) c.problem().learningRate();
    double worst = 0;
    for (int i = 0; i < theta.length; i += stride(theta)) {
      double gradient = (theta[i] - after[i]) / learningRate;
      if (rounding[i] == 0) {
        // Not trained.
        worst = gradient == 0 ? worst : Double.POSITIVE_INFINITY;
        continue;
      }
      double update = 0x1p-24 * Math.max(Math.abs(theta[i]), Math.abs(after[i])) / learningRate;
      double expected = CentralDifference.of(reference::loss, theta, i);
      double bound = rounding[i] + differencing + update;
      worst = Math.max(worst, Math.abs(gradient - expected) / bound);
    }
    return worst;
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
