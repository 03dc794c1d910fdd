package dev.superlane.cli;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Simd;
import dev.superlane.train.KernelChoice;
import dev.superlane.verify.Check;
import dev.superlane.verify.Preset;
import dev.superlane.verify.Subject;
import dev.superlane.verify.Suite;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
          + " what was measured, its bound, and PASS or FAIL.",
      "Exit: 0 all passed, 1 a check failed, 2 wrong options."
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--kernels",
      paramLabel = "KIND",
      description = "Kernels under test: auto, vector or scalar. Default: auto.")
  private String kernels = "auto";

  @Option(
      names = "--vector-bits",
      paramLabel = "BITS",
      description = "Check in a JVM of that vector width: 128, 256 or 512. Default: this CPU's.")
  private String vectorBits;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Kernels underTest;
    try {
      underTest = choice().kernels();
    } catch (IllegalArgumentException e) {
      throw refused(e.getMessage());
    }
    if (vectorBits != null && bits() != Simd.SPECIES.vectorBitSize()) {
      return child();
    }
    System.out.printf(
        Locale.ROOT,
        "%s kernels, vectors of %d bits (%d lanes), %d registers, GEMM tile %s%n",
        underTest.label(),
        Simd.SPECIES.vectorBitSize(),
        Simd.LANES,
        Simd.REGISTERS,
        Simd.tile());
    int failed = 0;
    List<Check> checks =
        Suite.of(new Subject(underTest, 1), Preset.QUICK).stream()
            .flatMap(group -> group.checks().stream())
            .toList();
    for (Check check : checks) {
      Check.Result result = check.run();
      failed += result.passed() ? 0 : 1;
      System.out.printf(
          Locale.ROOT,
          "%s  measured %-10.3g bound %-8.3g %s (bound: %s)%n",
          result.passed() ? "PASS" : "FAIL",
          result.measured(),
          check.bound(),
          check.name(),
          check.origin());
    }
    System.out.printf(Locale.ROOT, "%d passed, %d failed%n", checks.size() - failed, failed);
    return failed == 0 ? Main.OK : 1;
  }

  /** Its type is not that of the kernels, whose classes {@code --help} would load. */
  private KernelChoice choice() {
    try {
      return KernelChoice.valueOf(kernels.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw refused("--kernels is " + kernels + ", allowed are auto, vector and scalar");
    }
  }

  private int bits() {
    if (!List.of("128", "256", "512").contains(vectorBits)) {
      throw refused("--vector-bits is " + vectorBits + ", allowed are 128, 256 and 512");
    }
    int bits = Integer.parseInt(vectorBits);
    if (bits > Simd.SPECIES.vectorBitSize()) {
      throw refused(
          "--vector-bits is %s, the vectors of this CPU and JVM have %d: allowed is that or fewer"
              .formatted(vectorBits, Simd.SPECIES.vectorBitSize()));
    }
    return bits;
  }

  private ParameterException refused(String sentence) {
    return new ParameterException(
        spec.commandLine(), sentence, new IllegalArgumentException(sentence));
  }

  /** The same command in a JVM whose vectors are narrower. */
  private int child() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-XX:MaxVectorSize=" + bits() / 8);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "verify", "--kernels", kernels));
    command.addAll(List.of("--vector-bits", vectorBits));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
