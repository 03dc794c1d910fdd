package dev.superlane.train;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * When the parameters are kept besides checkpoints.
 *
 * @param steps ascending
 */
public record Snapshots(List<Integer> steps) {
  /**
   * @param last step of the training
   */
  static Snapshots of(OptionValues options, int last) {
    if (!options.has("snapshots")) {
      return new Snapshots(List.of());
    }
    IllegalArgumentException refusal =
        options.refusal(
            "snapshots",
            "a list of ascending steps from 0 to --steps, %d, with commas between them"
                .formatted(last));
    List<Integer> steps;
    try {
      steps =
          Arrays.stream(options.text("snapshots", "").split(",", -1))
              .map(Integer::valueOf)
              .toList();
    } catch (NumberFormatException e) {
      throw refusal;
    }
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) < 0 || steps.get(i) > last || i > 0 && steps.get(i) <= steps.get(i - 1)) {
        throw refusal;
      }
    }
    return new Snapshots(steps);
  }

  /** The first after {@code step}, or the largest int. */
  int next(int step) {
    return steps.stream().filter(s -> s > step).findFirst().orElse(Integer.MAX_VALUE);
  }

  /** As the option has it; null for none. */
  String text() {
    return steps.isEmpty()
        ? null
        : steps.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
