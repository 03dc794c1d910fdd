package dev.superlane.cli;

import dev.superlane.latency.AllocationException;
import dev.superlane.latency.KernelCall;
import dev.superlane.latency.LatencyMeasurement;
import dev.superlane.latency.LatencyRecord;
import dev.superlane.latency.LongestTimes;
import dev.superlane.latency.Measured;
import dev.superlane.machine.Machine;
import dev.superlane.machine.VectorUse;
import dev.superlane.train.DivergedException;
import dev.superlane.train.Setup;
import dev.superlane.train.TrainConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Times what a plan names, one after the other, and has each on record before the next begins. */
final class LatencyRun {
  /** Of the ten in latency.json. */
  private static final int LONGEST_SHOWN = 3;

  private final LatencyPlan plan;
  private final Path folder;
  private volatile boolean interrupted;
  private volatile LatencyMeasurement measurement;

  LatencyRun(LatencyPlan plan, Path folder) {
    this.plan = plan;
    this.folder = folder;
  }

  /** From any thread: ends after the step or call under way. */
  void requestStop() {
    interrupted = true;
    LatencyMeasurement now = measurement;
    if (now != null) {
      now.times().stop();
    }
  }

  /** Returns whether it was interrupted. */
  boolean run() throws CommandFailure, IOException {
    System.out.println(LatencyRecord.KIND);
    LatencyRecord record = new LatencyRecord(folder, facts());
    for (TrainConfig config : plan.steps()) {
      try (Setup setup = Setup.fresh(config)) {
        step(setup, record);
      }
    }
    try (Setup setup = Setup.fresh(plan.steps().getFirst())) {
      for (KernelCall.Kind kind : plan.kernels()) {
        kernel(kind, setup, record);
      }
    }
    return interrupted;
  }

  private Map<String, Object> facts() {
    Map<String, Object> values = new LinkedHashMap<>(plan.steps().getFirst().values());
    values.remove("path");
    values.remove("threads");
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("options", values);
    facts.put("machine", Machine.facts());
    facts.put("vectors", VectorUse.facts(plan.vectors()));
    return facts;
  }

  private void step(Setup setup, LatencyRecord record) throws CommandFailure, IOException {
    int threads = setup.config().threads();
    String path = setup.path().name().toLowerCase(Locale.ROOT);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("path", path);
    facts.put("threads", threads);
    String name = path + (threads == 1 ? "" : "-%d-threads".formatted(threads));
    measurement = new LatencyMeasurement(setup.stepper()::advance, setup.parameters()::finite);
    measure(name, "steps", facts, setup.config(), record);
    if (!measurement.finite()) {
      DivergedException diverged =
          new DivergedException("a parameter is", measurement.times().stepsDone(), setup.rate());
      throw new CommandFailure(diverged.getMessage(), diverged);
    }
  }

  private void kernel(KernelCall.Kind kind, Setup setup, LatencyRecord record)
      throws CommandFailure, IOException {
    KernelCall call = new KernelCall(kind, setup.problem(), setup.kernels());
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("kernel", kind.label());
    facts.put("threads", 1);
    // Looked at once at the end: between calls its long results would drive others out of caches.
    measurement = new LatencyMeasurement(call::run, () -> true);
    measure(kind.label(), "calls", facts, setup.config(), record);
    if (!call.finite()) {
      throw new CommandFailure(
          "the kernel " + kind.label() + " gave what is no finite number", null);
    }
  }

  @SuppressWarnings("try") // The progress is only closed: it looks by itself.
  private void measure(
      String name, String unit, Map<String, Object> facts, TrainConfig config, LatencyRecord record)
      throws CommandFailure, IOException {
    if (interrupted) {
      return;
    }
    int count = config.steps() - plan.warmUp();
    Measured measured;
    try (StepProgress progress = StepProgress.of(name, count, measurement::progress)) {
      measured = measurement.run("latency-" + name, facts, plan.warmUp(), count);
    } catch (AllocationException e) {
      throw new CommandFailure(
          "%s cannot be timed: %s; give more --warm-up than %d"
              .formatted(name, e.getMessage(), plan.warmUp()),
          e);
    }
    if (measured != null) {
      measured.write(folder, comments(name, unit, config, measured));
      record.add(measured);
      print(name, unit, measured);
      DisturbedRun.say(measured.disturbance().reason());
    }
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
          during.isEmpty() ? Measured.NOTHING : String.join(", ", during));
    }
  }
}
