package dev.superlane.cli;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.ScalarKernels;
import dev.superlane.latency.KernelCall;
import dev.superlane.machine.FastVectors;
import dev.superlane.machine.VectorUse;
import dev.superlane.model.Gradient;
import dev.superlane.model.StepPath;
import dev.superlane.train.Setup;
import dev.superlane.train.TrainConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code latency} is to time, checked and found to fit.
 *
 * @param steps a configuration each, its path and threads decided
 * @param kernels at the sizes of the configuration, on one thread
 * @param warmUp first steps or calls that are not recorded
 * @param vectors whether vectors are vector instructions here
 */
record LatencyPlan(
    List<TrainConfig> steps, List<KernelCall.Kind> kernels, int warmUp, FastVectors vectors) {
  private static final int MOST_THREAD_COUNTS = 16;

  /**
   * From what was typed.
   *
   * @param given the options of a training, but that threads may be several numbers with commas
   * @throws IllegalArgumentException one sentence that names the option, the value and what is
   *     allowed
   */
  static LatencyPlan of(Map<String, String> given, String kernels, String warmUp) {
    List<String> threads = threads(given.getOrDefault("threads", "1"));
    TrainConfig first = with(given, "threads", threads.getFirst());
    if (first.gradient() == Gradient.POPULATION) {
      throw new IllegalArgumentException(
          "--gradient is population, which has no batches to time: allowed is minibatch");
    }
    first.kernels().kernels();
    List<KernelCall.Kind> kinds = kernels(kernels);
    int skipped = warmUp(warmUp, first);
    LatencyPlan plan = new LatencyPlan(steps(given, threads), kinds, skipped, vectors(first));
    plan.requireRoom();
    return plan;
  }

  /** Vectors that are objects would allocate in every step: that is known before. */
  private static FastVectors vectors(TrainConfig config) {
    Kernels kernels = config.kernels().kernels();
    FastVectors vectors = FastVectors.behind(kernels);
    if (kernels != ScalarKernels.INSTANCE && VectorUse.of(vectors) == VectorUse.NOT_USED) {
      throw new IllegalArgumentException(
          "--kernels is %s, which needs vector instructions: allowed here is scalar, for %s"
              .formatted(config.values().get("kernels"), vectors.sentence()));
    }
    return vectors;
  }

  private static List<TrainConfig> steps(Map<String, String> given, List<String> threads) {
    List<TrainConfig> steps = new ArrayList<>();
    for (String count : threads) {
      TrainConfig config = with(given, "threads", count);
      for (StepPath path : config.path().map(List::of).orElse(List.of(StepPath.values()))) {
        Map<String, String> decided = new LinkedHashMap<>(given);
        decided.put("path", path.name());
        steps.add(with(decided, "threads", count));
      }
    }
    return steps;
  }

  private static TrainConfig with(Map<String, String> given, String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(given);
    changed.put(name, value);
    return TrainConfig.of(changed);
  }

  /** Each is checked as train does it. */
  private static List<String> threads(String typed) {
    List<String> counts = List.of(typed.split(",", -1));
    if (counts.size() > MOST_THREAD_COUNTS || Set.copyOf(counts).size() < counts.size()) {
      throw new IllegalArgumentException(
          "--threads is %s, allowed are 1 to %d different numbers with commas between them"
              .formatted(typed, MOST_THREAD_COUNTS));
    }
    return counts;
  }

  private static List<KernelCall.Kind> kernels(String typed) {
    Set<KernelCall.Kind> kinds = new LinkedHashSet<>();
    if (typed.equalsIgnoreCase("none")) {
      return List.of();
    }
    if (typed.equalsIgnoreCase("all")) {
      return List.of(KernelCall.Kind.values());
    }
    for (String word : typed.split(",", -1)) {
      kinds.add(
          Stream.of(KernelCall.Kind.values())
              .filter(kind -> kind.label().equalsIgnoreCase(word.strip()))
              .findFirst()
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "--kernel is %s, allowed are none, all, or with commas between them %s"
                          .formatted(typed, labels()))));
    }
    return List.copyOf(kinds);
  }

  private static String labels() {
    return Arrays.stream(KernelCall.Kind.values())
        .map(KernelCall.Kind::label)
        .collect(Collectors.joining(", "));
  }

  private static int warmUp(String typed, TrainConfig config) {
    try {
      int steps = Integer.parseInt(typed);
      if (steps >= 0 && steps < config.steps()) {
        return steps;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    String byDefault = typed.equals(LatencyCommand.DEFAULT_WARM_UP) ? " (the default)" : "";
    throw new IllegalArgumentException(
        config.steps() == 0
            ? "--steps is 0, allowed is 1 or more: there is nothing to time"
            : "--warm-up is %s%s, allowed is 0 to %d, one less than --steps"
                .formatted(typed, byDefault, config.steps() - 1));
  }

  /**
   * Sets everything up once, one after the other, so that all that can be refused is refused before
   * there is a folder.
   */
  private void requireRoom() {
    for (TrainConfig config : steps) {
      Setup.fresh(config).close();
    }
    try (Setup setup = Setup.fresh(steps.getFirst())) {
      for (KernelCall.Kind kind : kernels) {
        requireRoom(kind, setup);
      }
    }
  }

  private static void requireRoom(KernelCall.Kind kind, Setup setup) {
    try {
      new KernelCall(kind, setup.problem(), setup.kernels());
    } catch (OutOfMemoryError | ArithmeticException e) {
      throw new IllegalArgumentException(
          "--kernel is %s, whose operands do not fit into the heap of %d MiB: allowed are smaller sizes or --kernel none"
              .formatted(kind.label(), Runtime.getRuntime().maxMemory() >> 20),
          e);
    }
  }
}
