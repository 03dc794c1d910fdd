package dev.superlane.verify;

import dev.superlane.kernel.Team;
import dev.superlane.model.Gradient;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import dev.superlane.model.TrainingStep;
import dev.superlane.theory.MeanSquareLimit;
import dev.superlane.theory.PopulationLoss;
import java.util.ArrayList;
import java.util.List;

/**
 * Minibatch SGD of the identity student at its mean-square limit η_ms. One step's moments show the
 * limit itself; near it the mean of any affordable number of runs does not, and whole runs are held
 * against it from well below and well above.
 */
final class MeanSquareChecks {
  private static final double ONE_STEP = 0.02;
  private static final double ENDS_ABOVE = 0.02;
  private static final double ENDS_BELOW = 0.05;

  private MeanSquareChecks() {}

  static List<Check> of(Subject subject, Preset preset) {
    List<Check> checks = new ArrayList<>();
    for (Configuration configuration : Configuration.of("one-step", preset)) {
      checks.add(
          new Check(
              "one-step moments of %d batches against η_ms: B=%d %s"
                  .formatted(configuration.runs(), configuration.batch(), configuration.label()),
              ONE_STEP,
              "|mean(l1)/mean(l2)/η_ms − 1|, L(η) = L0 − η·l1 + η²·l2, from η_ms's eigenmatrix",
              () -> oneStep(configuration, subject)));
    }
    for (Configuration configuration : Configuration.of("divergence", preset)) {
      boolean below = configuration.rate() < 1;
      checks.add(
          new Check(
              "runs of %d steps %s η_ms that end %s their start: B=%d %s"
                  .formatted(
                      configuration.steps(),
                      below ? "below" : "above",
                      below ? "above" : "below",
                      configuration.batch(),
                      configuration.label()),
              below ? ENDS_ABOVE : ENDS_BELOW,
              "share of %d runs".formatted(configuration.runs()),
              () -> {
                double above = endAbove(configuration, subject);
                return below ? above : 1 - above;
              }));
    }
    return checks;
  }

  private static double oneStep(Configuration configuration, Subject subject) {
    double[] p = configuration.probabilities();
    float[] importance = configuration.importance();
    MeanSquareLimit limit = new MeanSquareLimit(p, configuration.batch());
    float rate = configuration.learningRate(limit.value());
    Parameters parameters = new Parameters(configuration.shape());
    double[] distance = limit.distance();
    int n = p.length;
    float[] start = new float[n * n];
    for (int i = 0; i < n * n; i++) {
      start[i] = (float) (distance[i] + (i % (n + 1) == 0 ? importance[i / n] : 0));
    }
    double first = 0;
    double second = 0;
    double[] gradient = new double[n];
    try (Team team = subject.team()) {
      Problem problem = configuration.problem(Gradient.MINIBATCH, rate, 0);
      TrainingStep step = subject.step(problem, parameters, configuration.path(), team);
      for (int t = 0; t < configuration.runs(); t++) {
        System.arraycopy(start, 0, parameters.values, parameters.core, n * n);
        step.advance(t);
        for (int k = 0; k < n; k++) {
          // Row k: ½ d Σ dᵀ along d − η g.
          double along = 0;
          double gradientAlong = 0;
          for (int j = 0; j < n; j++) {
            int at = k * n + j;
            gradient[j] = ((double) start[at] - parameters.values[parameters.core + at]) / rate;
            along += p[j] * (start[at] - (j == k ? importance[k] : 0));
            gradientAlong += p[j] * gradient[j];
          }
          first += along * gradientAlong;
          second += 0.5 * gradientAlong * gradientAlong;
          for (int j = 0; j < n; j++) {
            double d = start[k * n + j] - (j == k ? importance[k] : 0);
            double variance = p[j] * (4.0 / 3 - p[j]);
            first += variance * d * gradient[j];
            second += 0.5 * variance * gradient[j] * gradient[j];
          }
        }
      }
    }
    return Math.abs(first / second / limit.value() - 1);
  }

  /** The share of runs from S = 0 whose expected loss ends above its start, or is no number. */
  private static double endAbove(Configuration configuration, Subject subject) {
    double[] p = configuration.probabilities();
    float[] importance = configuration.importance();
    float rate = configuration.learningRate(new MeanSquareLimit(p, configuration.batch()).value());
    int above = 0;
    for (int run = 0; run < configuration.runs(); run++) {
      Parameters parameters = configuration.start();
      double start = PopulationLoss.identity(p, importance, parameters.values, parameters.core);
      try (Team team = subject.team()) {
        Problem problem = configuration.problem(Gradient.MINIBATCH, rate, run);
        TrainingStep step = subject.step(problem, parameters, configuration.path(), team);
        for (int t = 0; t < configuration.steps(); t++) {
          step.advance(t);
        }
      }
      double end = PopulationLoss.identity(p, importance, parameters.values, parameters.core);
      above += end <= start ? 0 : 1;
    }
    return (double) above / configuration.runs();
  }
}
