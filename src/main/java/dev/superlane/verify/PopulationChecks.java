package dev.superlane.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * Linear students on the population gradient against their exact trajectories, step by step. Start
 * and embedding are the training's own, rounded to float; the theory is double from there on.
 */
final class PopulationChecks {
  private static final double IDENTITY = 1e-4;
  private static final double EXCESS = 5e-4;
  private static final double TOTAL = 1e-6;

  /** K = N: there is no floor, the total is all excess. */
  private static final double TOTAL_WITHOUT_FLOOR = 1e-5;

  private PopulationChecks() {}

  static List<Check> of(Subject subject, Preset preset) {
    List<Check> checks = new ArrayList<>();
    for (Configuration configuration : Configuration.of("population", preset)) {
      PopulationRun run = new PopulationRun(configuration, subject);
      String name = "population gradient, %s: " + configuration.label();
      String steps = "relative, each recorded step of %d".formatted(configuration.steps());
      if (configuration.identity()) {
        checks.add(
            new Check(
                name.formatted("loss against the exact curve"),
                IDENTITY,
                steps + " while above 1e-5 of the start",
                () -> outcome(run.lossAboveFloor(IDENTITY))));
        continue;
      }
      double total =
          configuration.width() == configuration.features() ? TOTAL_WITHOUT_FLOOR : TOTAL;
      checks.add(
          new Check(
              name.formatted("total loss against the closed form"),
              total,
              steps,
              () -> outcome(run.loss(total))));
      checks.add(
          new Check(
              name.formatted("excess over the floor against the closed form"),
              EXCESS,
              steps + " while above 1e-5 of the start",
              () -> outcome(run.excess(EXCESS))));
    }
    return checks;
  }

  private static Outcome outcome(CurvePair curves) {
    return Outcome.of(curves.worst(), curves);
  }
}
