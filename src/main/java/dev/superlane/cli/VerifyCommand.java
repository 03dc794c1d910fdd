package dev.superlane.cli;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Simd;
import dev.superlane.machine.ChildJvm;
import dev.superlane.machine.FastVectors;
import dev.superlane.machine.Machine;
import dev.superlane.machine.RunWatch;
import dev.superlane.machine.VectorUse;
import dev.superlane.train.Reason;
import dev.superlane.train.TrainConfig;
import dev.superlane.verify.Group;
import dev.superlane.verify.Preset;
import dev.superlane.verify.Subject;
import dev.superlane.verify.Suite;
import dev.superlane.verify.VerifyRecord;
import dev.superlane.verify.VerifyRecord.Status;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code verify}: the correctness suite, a row a check. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Checks kernels, gradients, bits and trajectories on this machine and JVM: a row a check with"
          + " what was measured, what is allowed, and PASS or FAIL.",
      "Writes verify.json and, for each trajectory, its curve beside the theory as CSV, PNG and SVG.",
      "Exit: 0 all passed, 1 a check failed, 2 wrong options, 3 failed, 130 interrupted with the rows"
          + " so far saved."
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--quick",
      description =
          "Under a minute instead of under a quarter of an hour (on 2 cores): fewer trajectories, no"
              + " JVMs of other kinds.")
  private boolean quick;

  @Option(
      names = "--kernels",
      paramLabel = "KIND",
      description = "Kernels under test: auto, vector or scalar. Default: auto, which is vector.")
  private String kernels = "auto";

  @Option(
      names = "--vector-bits",
      paramLabel = "BITS",
      description = "Check in a JVM of that vector width: 128, 256 or 512. Default: this CPU's.")
  private String vectorBits;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads that train, 1 to 256; the bits are also compared on 1, 2 and 3. Default: 1.")
  private String threads = "1";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The results folder. Default: reports/local/verify-<UTC>.")
  private String out;

  @Override
  public Integer call() throws IOException, InterruptedException, CommandFailure {
    Kernels underTest;
    int team;
    Path folder;
    try {
      TrainConfig config = TrainConfig.of(Map.of("kernels", kernels, "threads", threads));
      underTest = config.kernels().kernels();
      team = config.threads();
      if (vectorBits != null && bits() != Simd.SPECIES.vectorBitSize()) {
        return child();
      }
      folder = ResultsFolder.create(out, "verify");
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return verify(new Subject(underTest, team), folder);
  }

  private int bits() {
    if (!List.of("128", "256", "512").contains(vectorBits)) {
      throw new IllegalArgumentException(
          "--vector-bits is " + vectorBits + ", allowed are 128, 256 and 512");
    }
    int bits = Integer.parseInt(vectorBits);
    if (bits > Simd.SPECIES.vectorBitSize()) {
      throw new IllegalArgumentException(
          "--vector-bits is %s, the vectors of this CPU and JVM have %d: allowed is that or fewer"
              .formatted(vectorBits, Simd.SPECIES.vectorBitSize()));
    }
    return bits;
  }

  /** The same command in a JVM whose vectors are narrower. */
  private int child() throws IOException, InterruptedException, CommandFailure {
    String narrower = "-XX:MaxVectorSize=" + bits() / 8;
    if (ManagementFactory.getRuntimeMXBean().getInputArguments().contains(narrower)) {
      throw new CommandFailure(
          "a JVM started with %s still has vectors of %d bits"
              .formatted(narrower, Simd.SPECIES.vectorBitSize()),
          null);
    }
    List<String> words = new ArrayList<>(List.of("verify", "--kernels", kernels));
    words.addAll(List.of("--vector-bits", vectorBits, "--threads", threads));
    if (quick) {
      words.add("--quick");
    }
    if (out != null) {
      words.addAll(List.of("--out", out));
    }
    Process child =
        new ProcessBuilder(ChildJvm.command(List.of(narrower), Main.class, words))
            .inheritIO()
            .start();
    Interruption interruption = new Interruption(child::destroy);
    try {
      return child.waitFor();
    } finally {
      interruption.end();
    }
  }

  private int verify(Subject subject, Path folder) throws CommandFailure {
    Preset preset = quick ? Preset.QUICK : Preset.FULL;
    List<Group> groups = Suite.of(subject, preset);
    Map<String, Object> facts = describe(subject, preset, groups);
    try (RunWatch watch = RunWatch.begin()) {
      VerifyRecord record = new VerifyRecord(folder, facts, watch);
      int exit = verify(new VerifyRun(groups, folder, record), record, folder);
      DisturbedRun.say(watch.soFar().reason());
      return exit;
    }
  }

  private static int verify(VerifyRun run, VerifyRecord record, Path folder) throws CommandFailure {
    Interruption interruption = new Interruption(run::requestStop);
    try {
      Status status = run.run();
      System.out.printf(
          Locale.ROOT,
          "%n%d passed, %d failed%s%n",
          record.passed(),
          record.failed(),
          record.leftOut().isEmpty() ? "" : ", " + record.leftOut().size() + " left out");
      System.out.println("results: " + folder);
      if (status == Status.INTERRUPTED) {
        System.err.println("interrupted; the rows so far are in " + folder);
        return Main.INTERRUPTED;
      }
      return status == Status.PASSED ? Main.OK : 1;
    } catch (IOException e) {
      throw new CommandFailure("writing to %s failed: %s".formatted(folder, Reason.of(e)), e);
    } finally {
      interruption.end();
    }
  }

  /** Prints what is verified and on what; returns the same for verify.json. */
  private Map<String, Object> describe(Subject subject, Preset preset, List<Group> groups) {
    Map<String, Object> facts = new LinkedHashMap<>();
    String kind = subject.kernels().label();
    facts.put("command", String.join(" ", spec.commandLine().getParseResult().originalArgs()));
    facts.put("started", Instant.now().toString());
    facts.put("preset", preset.name().toLowerCase(Locale.ROOT));
    facts.put("kernels", kind);
    facts.put("threads", subject.threads());
    System.out.printf(
        Locale.ROOT,
        "verify, %s: %d checks of %s kernels on %d thread%s, vectors of %d bits (%d lanes), %d"
            + " registers, GEMM tile %s%n",
        quick ? "quick" : "full",
        groups.stream().mapToInt(group -> group.checks().size()).sum(),
        kind,
        subject.threads(),
        subject.threads() == 1 ? "" : "s",
        Simd.SPECIES.vectorBitSize(),
        Simd.LANES,
        Simd.REGISTERS,
        Simd.tile());
    FastVectors probe = FastVectors.behind(subject.kernels());
    System.out.println("vector instructions: " + VectorUse.sentence(probe));
    System.out.println(
        "each row: PASS or FAIL, measured, bound, what is checked (where the bound comes from)");
    facts.put("vectors", VectorUse.facts(probe));
    facts.put("jvm_options", ManagementFactory.getRuntimeMXBean().getInputArguments());
    facts.put("machine", Machine.facts());
    return facts;
  }
}
