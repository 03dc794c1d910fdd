package dev.superlane.machine;

import static dev.superlane.machine.Finding.bad;
import static dev.superlane.machine.Finding.ok;
import static dev.superlane.machine.Finding.okIf;
import static dev.superlane.machine.Finding.warn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether numbers measured on this machine and JVM are worth anything, in at most 6 seconds. */
public final class Doctor {
  /** Steal is a share of a second or more; less is a few clock ticks. */
  private static final long STEAL_WINDOW_NS = 1_000_000_000;

  private static final Path STAT = Path.of("/proc/stat");

  private Doctor() {}

  /** Examines everything; each finding says what to do about it where something can be done. */
  public static List<Finding> examine() throws InterruptedException {
    Optional<CpuTimes> before = SystemFiles.read(STAT).flatMap(CpuTimes::parse);
    long start = System.nanoTime();
    List<Finding> findings = new ArrayList<>();
    findings.add(ok("JDK", Runtime.version() + ", " + System.getProperty("java.vm.name")));
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
    findings.add(steal(before, SystemFiles.read(STAT).flatMap(CpuTimes::parse)));
    findings.addAll(Surroundings.resources());
    return findings;
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
      return ok("FMA", useFma.isPresent() ? "in hardware" : "not told by this VM");
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

  static Finding steal(Optional<CpuTimes> before, Optional<CpuTimes> after) {
    if (before.isEmpty() || after.isEmpty()) {
      return ok("steal", "not told by this system");
    }
    double share = after.get().since(before.get()).stolenShare();
    return okIf(
        share < 0.01,
        "steal",
        String.format(Locale.ROOT, "%.1f %% of the CPU time taken by other guests", 100 * share),
        "compare only what one run measured side by side");
  }
}
