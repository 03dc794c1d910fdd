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
    Map<String, String> given = new LinkedHashMap<>(options.given());
    List<StepPath> paths = new ArrayList<>();
    Path folder;
    int skipped;
    try {
      TrainConfig config = TrainConfig.of(given);
      if (config.gradient() == Gradient.POPULATION) {
        throw new IllegalArgumentException(
            "--gradient is population, which has no batches to time: allowed is minibatch");
      }
      config.path().ifPresentOrElse(paths::add, () -> paths.addAll(List.of(StepPath.values())));
      skipped = warmUp(config);
      folder = ResultsFolder.create(out, "latency");
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    for (StepPath path : paths) {
      given.put("path", path.name());
      measure(given, path, skipped, folder);
    }
    System.out.println("results: " + folder);
    return Main.OK;
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

  private static void measure(Map<String, String> given, StepPath path, int skipped, Path folder)
      throws IOException {
    String name = path.name().toLowerCase(Locale.ROOT);
    StepLatency latency = new StepLatency();
    TrainConfig config = TrainConfig.of(given);
    Setup setup = Setup.fresh(config);
    try (StepProgress progress = StepProgress.of(name, config.steps())) {
      latency.record(setup.stepper(), skipped, config.steps(), progress::reached);
    } finally {
      setup.team().close();
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
