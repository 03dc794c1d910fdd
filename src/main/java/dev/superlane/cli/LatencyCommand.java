package dev.superlane.cli;

import dev.superlane.train.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code latency}: the service time of every training step, and of single kernels. */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Times every training step, and every call of single kernels, into HdrHistograms:"
          + " latency-NAME.hlog (nanoseconds), latency-NAME.txt (percentiles, microseconds), and"
          + " beside them latency-NAME-jvm.csv: collections, safepoints, compilations and"
          + " deoptimizations from a flight recording of these alone, so that a tail can be"
          + " explained. latency.json has all of it.",
      "It is service time: a closed loop has no arrival schedule. Nothing may be allocated while it"
          + " is recorded, which is checked.",
      "Takes train's options; --path auto means both paths, --threads may be several numbers.",
      "Exit: 0 done, 2 wrong options, 3 failed, diverged or allocated, 130 interrupted."
    })
final class LatencyCommand implements Callable<Integer> {
  static final String DEFAULT_WARM_UP = "2000";

  @Spec private CommandSpec spec;
  @Mixin private TrainOptions options;

  @Option(
      names = "--warm-up",
      paramLabel = "STEPS",
      description =
          "First steps, or calls, that are not recorded, 0 or more, less than --steps; more are added"
              + " until for a second nothing was allocated. Default: 2000.")
  private String warmUp = DEFAULT_WARM_UP;

  @Option(
      names = "--kernel",
      paramLabel = "NAMES",
      description =
          "Kernels to time too, at the sizes of the training, on one thread, --steps calls: gemm,"
              + " gather, scatter, gates, gate-residual, axpy, sample; all or none. Default:"
              + " gemm,gather,scatter,gates.")
  private String kernels = "gemm,gather,scatter,gates";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A folder, made if it is not there. Default: reports/local/latency-<UTC>.")
  private String out;

  @Override
  public Integer call() throws CommandFailure {
    LatencyPlan plan;
    Path folder;
    try {
      plan = LatencyPlan.of(options.given(), kernels, warmUp);
      folder = ResultsFolder.create(out, "latency");
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    LatencyRun run = new LatencyRun(plan, folder);
    Interruption interruption = new Interruption(run::requestStop);
    try {
      boolean interrupted = run.run();
      if (interrupted) {
        System.err.println("interrupted; what was recorded is in " + folder);
      }
      return interrupted ? Main.INTERRUPTED : Main.OK;
    } catch (IOException e) {
      throw new CommandFailure("writing to %s failed: %s".formatted(folder, Reason.of(e)), e);
    } finally {
      System.out.println("results: " + folder);
      interruption.end();
    }
  }
}
