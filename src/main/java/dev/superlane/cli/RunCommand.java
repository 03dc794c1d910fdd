package dev.superlane.cli;

import dev.superlane.bench.Axes;
import dev.superlane.bench.BenchPlan;
import dev.superlane.bench.BenchPreset;
import dev.superlane.bench.JmhArguments;
import dev.superlane.train.KernelChoice;
import java.io.IOException;
import java.nio.file.Path;
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
      "Exit: 0 done, 1 a check failed, 2 wrong options, 3 failed, 130 interrupted with all that was"
          + " recorded."
    })
final class RunCommand implements Callable<Integer> {
  /** Peak, the GEMM of the headline and whole steps; one fork, so a first look and no record. */
  private static final JmhArguments SHORT =
      JmhArguments.parse(
          "PeakBenchmark.fma|GemmBenchmark.(vector|scalarNoSuperWord)|StepBenchmark.vector"
              + " -p transpose=NN -p mnk=768x768x768 -f 1 -wi 3 -i 3 -w 500ms -r 500ms"
              + " -prof roofline");

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The results folder. Default: reports/local/run-<UTC>.")
  private String out;

  @Override
  public Integer call() throws IOException, InterruptedException {
    BenchPlan plan;
    Path folder;
    try {
      // A JVM that cannot run them is refused before there is a folder.
      KernelChoice.AUTO.kernels();
      plan = BenchPlan.of(Axes.of(null, null, null, null), BenchPreset.QUICK, SHORT);
      folder = ResultsFolder.create(out, "run");
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    // The stages stop by their own: this one is for what is to be said after them.
    Interruption interruption = new Interruption(() -> {});
    try {
      int benched = new BenchRun(folder, plan, "run").run();
      int exit = benched == Main.OK ? train(folder) : benched;
      System.out.println("results: " + folder);
      return exit;
    } finally {
      interruption.end();
    }
  }

  private static int train(Path folder) {
    System.err.println("train: the default student against theory");
    int trained = Main.run("train", "--out", folder.resolve("train").toString());
    if (trained == Main.OK) {
      System.out.println("loss against theory: " + folder.resolve("train").resolve("loss.png"));
    }
    int reported = Main.run("report", folder.toString());
    return trained == Main.OK ? reported : trained;
  }
}
