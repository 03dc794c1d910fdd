package dev.superlane.verify;

import dev.superlane.kernel.Kernels;
import dev.superlane.model.Gradient;
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
  private static final int SMALL = 1000;

  private GradientChecks() {}

  static List<Check> of(Kernels kernels) {
    List<Check> checks = new ArrayList<>();
    for (Case c : Case.minibatch()) {
      if (c.problem().shape().relu()) {
        checks.add(
            new Check(
                "no gate moves by rounding or within a difference, " + c.label(),
                1,
                "what may come to an output over its size; the gradient rows rest on it",
                () -> gatesMove(c)));
      }
      for (StepPath path : StepPath.values()) {
        checks.add(differences(path.name().toLowerCase(Locale.ROOT) + " path", c, path, kernels));
      }
      checks.add(
          new Check(
              "dense against sparse step, " + c.label(),
              1,
              "twice the rounding bound",
              () -> pathAgainstPath(c, kernels)));
    }
    for (Case c : Case.population()) {
      checks.add(differences("population step", c, StepPath.DENSE, kernels));
    }
    return checks;
  }

  private static Check differences(String step, Case c, StepPath path, Kernels kernels) {
    return new Check(
        "gradient of the %s, %s".formatted(step, c.label()),
        1,
        "central differences in double, rounding bound of the float gradient",
        () -> againstDifferences(c, path, kernels));
  }

  private static double gatesMove(Case c) {
    Parameters start = c.start();
    double[] theta = Doubles.of(start.values);
    return new Reference(c.problem(), start, 0).gatesMove(theta, stride(theta));
  }

  /** Every parameter; a prime stride meets every row and column of a student too wide for that. */
  private static int stride(double[] theta) {
    return theta.length > SMALL ? 17 : 1;
  }

  private static double againstDifferences(Case c, StepPath path, Kernels kernels) {
    Parameters start = c.start();
    ReferenceLoss reference =
        c.problem().gradient() == Gradient.POPULATION
            ? new PopulationReference(c.problem(), start)
            : new Reference(c.problem(), start, 0);
    double[] theta = Doubles.of(start.values);
    float[] after = c.train(path, kernels, 1, 1);
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

  private static double pathAgainstPath(Case c, Kernels kernels) {
    Parameters start = c.start();
    Reference reference = new Reference(c.problem(), start, 0);
    double[] rounding = reference.gradientRounding(Doubles.of(start.values));
    float[] dense = c.train(StepPath.DENSE, kernels, 1, 1);
    float[] sparse = c.train(StepPath.SPARSE, kernels, 1, 1);
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
