package dev.superlane.machine;

import static dev.superlane.machine.Finding.bad;
import static dev.superlane.machine.Finding.ok;
import static dev.superlane.machine.Finding.okIf;
import static dev.superlane.machine.Finding.warn;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether numbers measured on this machine and JVM are worth anything, in at most 6 seconds. */
public final class Doctor {
  /** Steal is a share of a second or more; less is a few clock ticks. */
  private static final long STEAL_WINDOW_NS = 1_000_000_000;

  private Doctor() {}

  /** Examines everything; each finding says what to do about it where something can be done. */
  public static List<Finding> examine() throws InterruptedException {
    try (RunWatch watch = RunWatch.begin()) {
      return examine(watch);
    }
  }

  private static List<Finding> examine(RunWatch watch) throws InterruptedException {
    long start = System.nanoTime();
    List<Finding> findings = new ArrayList<>(Surroundings.hardware(Machine.facts()));
    findings.add(ok("JDK", Runtime.version() + ", " + System.getProperty("java.vm.name")));
    findings.add(options(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    findings.add(compiler(Compiler.obstacle()));
    findings.add(module());
    FastVectors vectors = FastVectors.probe();
    findings.add(vectors(vectors));
    findings.add(fma(VmFlags.value("UseFMA"), cpuHasFma()));
    findings.add(peak(vectors));
    findings.addAll(Surroundings.computing());
    // What is stolen shows while something runs: the probes have run in this window.
    long rest = STEAL_WINDOW_NS - (System.nanoTime() - start);
    Thread.sleep(Math.max(0, rest / 1_000_000));
    Map<String, Object> now = watch.soFar().facts();
    findings.add(steal(now.get("steal_share")));
    findings.add(others(now.get("others_cores"), now.get("runnable_mean")));
    findings.addAll(Surroundings.resources());
    return findings;
  }

  /** Whether hardware counters may be read. */
  public static Finding counters() {
    return Surroundings.counters();
  }

  /** Whether the JVM has what disassembles its compiled code. */
  public static Finding assembly() {
    return Surroundings.assembly();
  }

  static Finding compiler(Optional<String> obstacle) {
    return obstacle
        .map(sentence -> bad("compiler", sentence))
        .orElseGet(() -> ok("compiler", "C2, " + System.getProperty("java.vm.info")));
  }

  private static Finding module() {
    return FastVectors.moduleIsMissing()
        ? bad("module", FastVectors.missingModule())
        : ok("module", FastVectors.MODULE);
  }

  static Finding vectors(FastVectors vectors) {
    if (vectors.fast()) {
      return ok("vectors", vectors.sentence());
    }
    // A probe that did not run has its reason in a line of its own above.
    return Double.isNaN(vectors.bytesPerCall())
        ? warn("vectors", "not measured: " + vectors.sentence())
        : bad("vectors", vectors.sentence() + ": remove VM options that switch vectors off");
  }

  static Finding fma(Optional<String> useFma, boolean cpuHasFma) {
    if (!useFma.equals(Optional.of("false"))) {
      return ok("FMA", useFma.isPresent() ? "in hardware" : Finding.NOT_READABLE);
    }
    return cpuHasFma
        ? bad("FMA", "the CPU has it, the VM does not use it: remove -XX:-UseFMA and -XX:UseAVX")
        : bad("FMA", "this CPU has none, every multiply-add is emulated: use another machine");
  }

  private static boolean cpuHasFma() {
    return SystemFiles.read(Path.of("/proc/cpuinfo"))
        .flatMap(text -> SystemFiles.field(text, "flags"))
        .map(flags -> List.of(flags.split(" ")).contains("fma"))
        .orElse(false);
  }

  private static Finding peak(FastVectors vectors) {
    return vectors.fast()
        ? ok(
            "fma peak",
            String.format(Locale.ROOT, "%.1f GFLOP/s on one core, f32", PeakFma.measure()))
        : warn("fma peak", "not measured: it needs compiled vectors");
  }

  /** What a VM is started with belongs to every figure that it measures. */
  static Finding options(List<String> arguments) {
    List<String> switches = arguments.stream().filter(a -> a.startsWith("-X")).toList();
    return ok("options", switches.isEmpty() ? "no -X option" : String.join(" ", switches));
  }

  /**
   * Time that the hypervisor gave to other guests.
   *
   * @param share of the time that was wanted, null where it is not readable
   */
  static Finding steal(Object share) {
    return share instanceof Double stolen
        ? okIf(
            stolen <= Disturbance.MOST_STOLEN,
            "steal",
            String.format(
                Locale.ROOT, "%.1f %% of the CPU time taken by other guests", 100 * stolen),
            "compare only what one run measured side by side")
        : ok("steal", Finding.NOT_READABLE);
  }

  /**
   * Time that other programs had.
   *
   * @param cores null where it is not readable
   * @param runnable tasks on average, this JVM's own included; null where it is not readable
   */
  static Finding others(Object cores, Object runnable) {
    if (!(cores instanceof Double used)) {
      return ok("others", Finding.NOT_READABLE);
    }
    String queue =
        runnable instanceof Double tasks
            ? String.format(Locale.ROOT, ", %.1f tasks runnable with our own", tasks)
            : "";
    return okIf(
        used <= Disturbance.MOST_OTHERS,
        "others",
        String.format(Locale.ROOT, "other programs used %.0f %% of a core", 100 * used) + queue,
        "end them, or results are marked as disturbed");
  }
}
