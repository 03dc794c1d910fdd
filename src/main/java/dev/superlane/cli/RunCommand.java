package dev.superlane.cli;

import dev.superlane.bench.JmhRun;
import dev.superlane.bench.JmhScore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code run}: the main job in one go. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Checks the kernels, runs a short JMH benchmark and trains one student against theory, into one"
          + " results folder; under 5 minutes on 2 cores.",
      "Exit: 0 done, 1 a check failed, 2 wrong options, 3 failed."
    })
final class RunCommand implements Callable<Integer> {
  /** Peak, the GEMM of the headline and whole steps; one fork, so a first look and no record. */
  private static final List<String> SHORT =
      List.of(
          "PeakBenchmark.fma|GemmBenchmark.(vector|scalarNoSuperWord)|StepBenchmark.vector",
          "-p",
          "transpose=NN",
          "-p",
          "mnk=768x768x768",
          "-f",
          "1",
          "-wi",
          "3",
          "-i",
          "3",
          "-w",
          "500ms",
          "-r",
          "500ms");

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The results folder. Default: reports/local/run-<UTC>.")
  private String out;

  @Override
  public Integer call() throws IOException {
    Path folder;
    try {
      folder = ResultsFolder.create(out, "run");
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    System.err.println("1/3 verify: kernels, gradients, bits and trajectories");
    int verified = Main.run("verify");
    if (verified != Main.OK) {
      return verified;
    }
    System.err.println("2/3 benchmark: a short JMH run, one fork each");
    Path json = JmhRun.run(folder, SHORT, System.err);
    System.err.println("3/3 train: the default student against theory");
    int trained = Main.run("train", "--out", folder.resolve("train").toString());
    if (trained != Main.OK) {
      return trained;
    }
    print(JmhScore.read(json));
    System.out.println("loss against theory: " + folder.resolve("train").resolve("loss.png"));
    System.out.println("results: " + folder);
    return Main.OK;
  }

  private static void print(List<JmhScore> scores) {
    double peak =
        scores.stream()
            .filter(score -> score.benchmark().startsWith("PeakBenchmark"))
            .mapToDouble(JmhScore::gflops)
            .findFirst()
            .orElse(Double.NaN);
    for (JmhScore score : scores) {
      System.out.printf(Locale.ROOT, "%-56s %12.4g %s", score.label(), score.score(), score.unit());
      if (!Double.isNaN(score.gflops())) {
        System.out.printf(
            Locale.ROOT,
            "  %.1f GFLOP/s, %.0f %% of the fma peak",
            score.gflops(),
            100 * score.gflops() / peak);
      }
      System.out.println();
    }
  }
}
