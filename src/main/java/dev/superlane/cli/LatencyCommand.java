package dev.superlane.cli;

import dev.superlane.latency.StepLatency;
import dev.superlane.machine.Machine;
import dev.superlane.model.Gradient;
import dev.superlane.model.StepPath;
import dev.superlane.train.Setup;
import dev.superlane.train.TrainConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code latency}: the service time of every training step. */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Times every training step into an HdrHistogram, per path: latency-PATH.hlog (nanoseconds) and"
          + " latency-PATH.txt (percentiles, microseconds).",
      "It is service time: a training loop has no arrival schedule. Takes train's options; --path"
          + " auto means both paths.",
      "Exit: 0 done, 2 wrong options, 3 failed."
    })
final class LatencyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private TrainOptions options;

  @Option(
      names = "--warm-up",
      paramLabel = "STEPS",
      description =
          "First steps that are not recorded, 0 or more, less than --steps. Default: 2000.")
  private String warmUp = "2000";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A folder, made if it is not there. Default: reports/local/latency-<UTC>.")
  private String out;

  @Override
  public Integer call() throws IOException {
    List<TrainConfig> configs;
    Path folder;
    int skipped;
    try {
      TrainConfig config = TrainConfig.of(options.given());
      if (config.gradient() == Gradient.POPULATION) {
        throw new IllegalArgumentException(
            "--gradient is population, which has no batches to time: allowed is minibatch");
      }
      skipped = warmUp(config);
      configs = perPath(config);
      for (TrainConfig each : configs) {
        // All that can be refused is refused before the folder is there; set up again when it is
        // timed, so that the paths need not fit into the heap together.
        Setup.fresh(each).close();
      }
      folder = ResultsFolder.create(out, "latency");
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    for (TrainConfig config : configs) {
      measure(config, skipped, folder);
    }
    System.out.println("results: " + folder);
    return Main.OK;
  }

  private List<TrainConfig> perPath(TrainConfig config) {
    if (config.path().isPresent()) {
      return List.of(config);
    }
    List<TrainConfig> configs = new ArrayList<>();
    Map<String, String> given = new LinkedHashMap<>(options.given());
    for (StepPath path : StepPath.values()) {
      given.put("path", path.name());
      configs.add(TrainConfig.of(given));
    }
    return configs;
  }

  private int warmUp(TrainConfig config) {
    try {
      int steps = Integer.parseInt(warmUp);
      if (steps >= 0 && steps < config.steps()) {
        return steps;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "--warm-up is %s, allowed is 0 to %d, one less than --steps"
            .formatted(warmUp, config.steps() - 1));
  }

  @SuppressWarnings("try") // The progress is only closed: it looks by itself.
  private static void measure(TrainConfig config, int skipped, Path folder) throws IOException {
    StepLatency latency = new StepLatency();
    String name;
    try (Setup setup = Setup.fresh(config)) {
      name = setup.path().name().toLowerCase(Locale.ROOT);
      try (StepProgress progress = StepProgress.of(name, config.steps(), latency::stepsDone)) {
        latency.record(setup.stepper(), skipped, config.steps());
      }
    }
    List<String> comments =
        List.of(
            "superlane latency, service time of training steps, " + name + " path",
            "options " + config.values(),
            "machine " + Machine.facts());
    latency.write(folder, "latency-" + name, comments);
    System.out.printf(Locale.ROOT, "%-7s %s%n", name, latency.summary());
  }
}
