package dev.superlane.cli;

import dev.superlane.latency.AllocationException;
import dev.superlane.latency.KernelCall;
import dev.superlane.latency.LatencyMeasurement;
import dev.superlane.latency.LatencyRecord;
import dev.superlane.latency.LongestTimes;
import dev.superlane.latency.Measured;
import dev.superlane.machine.FastVectors;
import dev.superlane.machine.Machine;
import dev.superlane.machine.VectorUse;
import dev.superlane.train.DivergedException;
import dev.superlane.train.Reason;
import dev.superlane.train.Setup;
import dev.superlane.train.TrainConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
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

  /** Of the ten in latency.json. */
  private static final int LONGEST_SHOWN = 3;

  private volatile boolean interrupted;
  private volatile LatencyMeasurement measurement;

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
    Interruption interruption = new Interruption(this::requestStop);
    try {
      System.out.println(LatencyRecord.KIND);
      measure(plan, folder);
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

  private void requestStop() {
    interrupted = true;
    LatencyMeasurement now = measurement;
    if (now != null) {
      now.times().stop();
    }
  }

  private void measure(LatencyPlan plan, Path folder) throws CommandFailure, IOException {
    LatencyRecord record = new LatencyRecord(folder, facts(plan));
    for (TrainConfig config : plan.steps()) {
      try (Setup setup = Setup.fresh(config)) {
        step(setup, plan, folder, record);
      }
    }
    try (Setup setup = Setup.fresh(plan.steps().getFirst())) {
      for (KernelCall.Kind kind : plan.kernels()) {
        kernel(kind, setup, plan, folder, record);
      }
    }
  }

  private Map<String, Object> facts(LatencyPlan plan) {
    Map<String, Object> values = new LinkedHashMap<>(plan.steps().getFirst().values());
    values.remove("path");
    values.remove("threads");
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("options", values);
    facts.put("machine", Machine.facts());
    facts.put("vectors", VectorUse.facts(FastVectors.probe()));
    return facts;
  }

  private void step(Setup setup, LatencyPlan plan, Path folder, LatencyRecord record)
      throws CommandFailure, IOException {
    int threads = setup.config().threads();
    String path = setup.path().name().toLowerCase(Locale.ROOT);
    String name = path + (threads == 1 ? "" : "-%d-threads".formatted(threads));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("path", path);
    facts.put("threads", threads);
    IntConsumer step = setup.stepper()::advance;
    BooleanSupplier finite = setup.parameters()::finite;
    if (!measure(name, "steps", facts, step, finite, setup, plan, folder, record)) {
      DivergedException diverged =
          new DivergedException("a parameter is", measurement.times().stepsDone(), setup.rate());
      throw new CommandFailure(diverged.getMessage(), diverged);
    }
  }

  private void kernel(
      KernelCall.Kind kind, Setup setup, LatencyPlan plan, Path folder, LatencyRecord record)
      throws CommandFailure, IOException {
    KernelCall call = new KernelCall(kind, setup.problem(), setup.kernels());
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("kernel", kind.label());
    facts.put("threads", 1);
    // Its operands are long, so that looking at them between calls would take their caches.
    if (!measure(kind.label(), "calls", facts, call::run, () -> true, setup, plan, folder, record)
        || !call.finite()) {
      throw new CommandFailure(
          "the kernel " + kind.label() + " gave what is no finite number", null);
    }
  }

  /** Returns whether all results were finite. */
  @SuppressWarnings("try") // The progress is only closed: it looks by itself.
  private boolean measure(
      String name,
      String unit,
      Map<String, Object> facts,
      IntConsumer step,
      BooleanSupplier finite,
      Setup setup,
      LatencyPlan plan,
      Path folder,
      LatencyRecord record)
      throws CommandFailure, IOException {
    measurement = new LatencyMeasurement(step, finite);
    if (interrupted) {
      return true;
    }
    int steps = setup.config().steps();
    Measured measured;
    try (StepProgress progress = StepProgress.of(name, steps, measurement.times()::stepsDone)) {
      measured = measurement.run("latency-" + name, facts, plan.warmUp(), steps - plan.warmUp());
    } catch (AllocationException e) {
      throw new CommandFailure(
          "%s cannot be timed: %s; give more --warm-up than %d"
              .formatted(name, e.getMessage(), plan.warmUp()),
          e);
    }
    if (measured != null) {
      measured.write(folder, comments(name, unit, setup.config(), measured));
      record.add(measured);
      print(name, unit, measured);
      DisturbedRun.say(measured.disturbance().reason());
    }
    return measurement.finite();
  }

  private static List<String> comments(
      String name, String unit, TrainConfig config, Measured measured) {
    return List.of(
        "superlane latency, %s of %s, nanoseconds; %s".formatted(unit, name, LatencyRecord.KIND),
        "options " + config.values(),
        "machine " + Machine.facts(),
        "disturbed "
            + measured
                .disturbance()
                .reason()
                .orElse(String.valueOf(measured.disturbance().facts().get("disturbed"))));
  }

  private static void print(String name, String unit, Measured measured) {
    System.out.printf(Locale.ROOT, "%-16s %s%n", name, measured.times().summary(unit));
    System.out.println("  meanwhile " + measured.jvmSummary());
    LongestTimes longest = measured.times().longest();
    for (int rank = 0; rank < Math.min(LONGEST_SHOWN, longest.count()); rank++) {
      List<String> during = measured.during(rank);
      System.out.printf(
          Locale.ROOT,
          "  %9.1f us in %s %d: %s%n",
          longest.ns(rank) / 1e3,
          unit.substring(0, unit.length() - 1),
          longest.step(rank),
          during.isEmpty() ? "no pause or compilation of the JVM's" : String.join(", ", during));
    }
  }
}
