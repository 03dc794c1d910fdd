package dev.superlane.verify;

import dev.superlane.fit.StudentT;
import java.util.ArrayList;
import java.util.List;

/**
 * Linear students under minibatch SGD: the mean over runs that differ in their batches alone
 * against the exact mean.
 *
 * <p>Two readings of the same runs. Over all configurations the exact mean is within the runs' 99 %
 * band (Student's t) at 95 % of the recorded steps or more. For one configuration that share says
 * little: its steps are the same runs a little later, and of 80 groups of 48 runs of one
 * configuration whose exact mean agreed with that of 2400 runs to 1.5 standard errors, 10 had more
 * than 5 % of their steps outside, by chance. So each configuration has a bound for its worst step:
 * Student's t at a chance of 0.1 % shared out over the steps judged (Bonferroni), which no
 * correlation between steps can raise.
 */
final class MinibatchChecks {
  private static final double OUTSIDE = 0.05;
  private static final double BAND = 0.99;
  private static final double CHANCE = 1e-3;

  /** Fewer steps than these show nothing. */
  private static final int FEWEST_STEPS = 20;

  private MinibatchChecks() {}

  static List<Check> of(Subject subject, Preset preset) {
    List<Check> checks = new ArrayList<>();
    List<Configuration> configurations = Configuration.of("mean", preset);
    List<MinibatchRuns> all = new ArrayList<>();
    for (Configuration configuration : configurations) {
      MinibatchRuns runs = new MinibatchRuns(configuration, subject);
      all.add(runs);
      checks.add(
          new Check(
              "minibatch SGD, mean of %d runs against the exact mean of the %s: B=%d %s"
                  .formatted(
                      configuration.runs(),
                      configuration.identity() ? "loss" : "excess over the floor",
                      configuration.batch(),
                      configuration.label()),
              1,
              "worst step where sd/mean ≤ 0.3, over Student's t at 0.1 % shared by the steps",
              () -> Outcome.of(worst(runs, configuration.runs()), runs.curves())));
    }
    checks.add(
        new Check(
            "minibatch SGD, exact means outside the runs' 99 %% band, %d configurations"
                .formatted(configurations.size()),
            OUTSIDE,
            "share of the recorded steps where sd/mean ≤ 0.3",
            () -> outside(all, configurations)));
    return checks;
  }

  private static double worst(MinibatchRuns runs, int count) {
    double[] errors = runs.errors();
    if (errors.length < FEWEST_STEPS) {
      return Double.NaN;
    }
    double worst = 0;
    for (double error : errors) {
      worst = Math.max(worst, error);
    }
    return worst / StudentT.critical(CHANCE / errors.length, count - 1);
  }

  private static double outside(List<MinibatchRuns> all, List<Configuration> configurations) {
    int judged = 0;
    int outside = 0;
    for (int i = 0; i < all.size(); i++) {
      double width = StudentT.critical(1 - BAND, configurations.get(i).runs() - 1);
      for (double error : all.get(i).errors()) {
        judged++;
        outside += error <= width ? 0 : 1;
      }
    }
    return judged < FEWEST_STEPS ? Double.NaN : (double) outside / judged;
  }
}
