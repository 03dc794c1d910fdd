package dev.superlane.cli;

import dev.superlane.latency.StepLatency;
import dev.superlane.machine.Machine;
import dev.superlane.model.Gradient;
import dev.superlane.model.StepPath;
import dev.superlane.train.DivergedException;
import dev.superlane.train.Reason;
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
      "Exit: 0 done, 2 wrong options, 3 failed or diverged, 130 interrupted."
    })
final class LatencyCommand implements Callable<Integer> {
  private static final String DEFAULT_WARM_UP = "2000";

  private volatile boolean interrupted;
  private volatile StepLatency latency;

  @Spec private CommandSpec spec;
  @Mixin private TrainOptions options;

  @Option(
      names = "--warm-up",
      paramLabel = "STEPS",
      description =
          "First steps that are not recorded, 0 or more, less than --steps. Default: 2000.")
  private String warmUp = DEFAULT_WARM_UP;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A folder, made if it is not there. Default: reports/local/latency-<UTC>.")
  private String out;

  @Override
  public Integer call() throws CommandFailure {
    List<TrainConfig> configs;
    Path folder;
    int skipped;
    try {
      TrainConfig config = TrainConfig.of(options.given());
      if (config.gradient() == Gradient.POPULATION) {
        throw new IllegalArgumentException(
            "--gradient is population, which has no batches to time: allowed is minibatch");
      }
      config.kernels().kernels();
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
    Interruption interruption = new Interruption(this::requestStop);
    try {
      for (TrainConfig config : configs) {
        if (!interrupted) {
          measure(config, skipped, folder);
        }
      }
      System.out.println("results: " + folder);
      if (interrupted) {
        System.err.println("interrupted; what was recorded is in " + folder);
      }
      return interrupted ? Main.INTERRUPTED : Main.OK;
    } finally {
      interruption.end();
    }
  }

  private void requestStop() {
    interrupted = true;
    StepLatency now = latency;
    if (now != null) {
      now.stop();
    }
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
    String default2000 = warmUp.equals(DEFAULT_WARM_UP) ? " (the default)" : "";
    throw new IllegalArgumentException(
        config.steps() == 0
            ? "--steps is 0, allowed is 1 or more: there is nothing to time"
            : "--warm-up is %s%s, allowed is 0 to %d, one less than --steps"
                .formatted(warmUp, default2000, config.steps() - 1));
  }

  @SuppressWarnings("try") // The progress is only closed: it looks by itself.
  private void measure(TrainConfig config, int skipped, Path folder) throws CommandFailure {
    latency = new StepLatency();
    if (interrupted) {
      return;
    }
    String name;
    try (Setup setup = Setup.fresh(config)) {
      name = setup.path().name().toLowerCase(Locale.ROOT);
      boolean finite;
      try (StepProgress progress = StepProgress.of(name, config.steps(), latency::stepsDone)) {
        finite =
            latency.record(setup.stepper(), setup.parameters()::finite, skipped, config.steps());
      }
      write(config, name, folder);
      if (!finite) {
        System.out.println("results: " + folder);
        DivergedException diverged =
            new DivergedException("a parameter is", latency.stepsDone(), setup.rate());
        throw new CommandFailure(diverged.getMessage(), diverged);
      }
    }
  }

  private void write(TrainConfig config, String name, Path folder) throws CommandFailure {
    if (latency.recorded() == 0) {
      return;
    }
    List<String> comments =
        List.of(
            "superlane latency, service time of training steps, " + name + " path",
            "options " + config.values(),
            "machine " + Machine.facts());
    try {
      latency.write(folder, "latency-" + name, comments);
    } catch (IOException e) {
      throw new CommandFailure("writing to %s failed: %s".formatted(folder, Reason.of(e)), e);
    }
    System.out.printf(Locale.ROOT, "%-7s %s%n", name, latency.summary());
  }
}
