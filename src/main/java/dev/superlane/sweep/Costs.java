package dev.superlane.sweep;

import dev.superlane.model.PathChoice;
import dev.superlane.model.Problem;
import dev.superlane.model.StepPath;
import dev.superlane.train.Setup;
import dev.superlane.train.TrainConfig;
import java.util.HashMap;
import java.util.Map;

/** Costs of cells, by the model behind {@code --path auto}. */
final class Costs {
  private record Step(String kind, double nanos, long bytes) {}

  /** Cells that differ in seed and steps alone are looked at once. */
  private final Map<Map<String, Object>, Step> steps = new HashMap<>();

  /**
   * @throws IllegalArgumentException if the heap is too small or the spectrum cannot be read
   */
  Cost of(TrainConfig config) {
    Map<String, Object> same = config.values();
    same.remove("seed");
    same.remove("steps");
    Step step = steps.computeIfAbsent(same, key -> step(config));
    return new Cost(
        new TimeLeft.Work(step.kind(), config.steps() * step.nanos()),
        config.threads(),
        step.bytes());
  }

  private static Step step(TrainConfig config) {
    Problem problem = config.problem(1);
    StepPath path = config.path().orElseGet(() -> PathChoice.choose(problem));
    return new Step(
        config.embedding() + " " + path,
        PathChoice.expectedNanos(problem, path),
        Setup.heapBytes(config, problem, path));
  }
}
