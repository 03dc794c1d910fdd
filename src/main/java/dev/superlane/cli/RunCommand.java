package dev.superlane.cli;

import dev.superlane.bench.JmhRun;
import dev.superlane.machine.Disturbance;
import dev.superlane.machine.Doctor;
import dev.superlane.machine.FastVectors;
import dev.superlane.machine.Machine;
import dev.superlane.machine.RunWatch;
import dev.superlane.machine.SurroundingsFile;
import dev.superlane.train.KernelChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
          "500ms",
          "-prof",
          "dev.superlane.jmh.RooflineProfiler");

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The results folder. Default: reports/local/run-<UTC>.")
  private String out;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder;
    try {
      // A JVM that cannot run them is refused before there is a folder.
      KernelChoice.AUTO.kernels();
      folder = ResultsFolder.create(out, "run");
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    notes(folder);
    System.err.println("1/3 verify: kernels, gradients, bits and trajectories");
    int verified = verify(folder);
    if (verified != Main.OK) {
      return verified;
    }
    System.err.println("2/3 benchmark: a short JMH run, one fork each");
    if (!benchmark(folder)) {
      return Main.INTERRUPTED;
    }
    System.err.println("3/3 train: the default student against theory");
    return train(folder);
  }

  /** What the other stages' folders do not say by themselves, as the report page looks for it. */
  private static void notes(Path folder) throws IOException, InterruptedException {
    String jmh = "jmh " + String.join(" ", SHORT);
    String commands =
        Stream.of("superlane verify --quick", jmh, "superlane train")
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    String commit =
        Machine.facts().get("commit") instanceof String known ? "commit " + known + "\n" : "";
    Files.writeString(folder.resolve("commands.txt"), commit + commands);
    Files.writeString(folder.resolve("doctor.txt"), DoctorCommand.text(Doctor.examine()));
  }

  private static int verify(Path folder) {
    // The checks stop by their own: this one is for what is to be said after them.
    Interruption interruption = new Interruption(() -> {});
    try {
      int verified = Main.run("verify", "--quick", "--out", folder.resolve("verify").toString());
      if (verified != Main.OK) {
        System.out.println("results: " + folder);
      }
      return verified;
    } finally {
      interruption.end();
    }
  }

  /** Returns whether it was not interrupted. */
  private static boolean benchmark(Path folder) throws IOException {
    FastVectors vectors = FastVectors.probe();
    JmhRun jmh = JmhRun.start(folder, SHORT);
    Interruption interruption = new Interruption(jmh::stop);
    try (RunWatch watch = RunWatch.begin()) {
      Optional<Path> json = jmh.finish(System.err);
      if (json.isEmpty()) {
        sayInterrupted("benchmark", folder);
        return false;
      }
      Disturbance disturbance = watch.soFar();
      SurroundingsFile.write(folder, vectors, disturbance);
      DisturbedRun.say(disturbance.reason());
      return true;
    } finally {
      interruption.end();
    }
  }

  private static int train(Path folder) {
    // The training stops by its own: this one is for what is to be said after it.
    Interruption interruption = new Interruption(() -> {});
    try {
      int trained = Main.run("train", "--out", folder.resolve("train").toString());
      if (trained == Main.OK) {
        System.out.println("loss against theory: " + folder.resolve("train").resolve("loss.png"));
      }
      int reported = Main.run("report", folder.toString());
      System.out.println("results: " + folder);
      return trained == Main.OK ? reported : trained;
    } finally {
      interruption.end();
    }
  }

  private static void sayInterrupted(String stage, Path folder) {
    System.out.println("results: " + folder);
    System.err.println("interrupted during " + stage + "; what was recorded is in " + folder);
  }
}
