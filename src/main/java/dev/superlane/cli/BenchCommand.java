package dev.superlane.cli;

import dev.superlane.bench.Axes;
import dev.superlane.bench.BenchPlan;
import dev.superlane.bench.BenchPreset;
import dev.superlane.bench.Jdk;
import dev.superlane.bench.JmhArguments;
import dev.superlane.bench.JmhRun;
import dev.superlane.train.KernelChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code bench}: benchmarks by JMH, with presets, matrices and a check of the machine. */
@Command(
    name = "bench",
    sortOptions = false,
    usageHelpWidth = 100,
    customSynopsis = "superlane bench [OPTIONS] [JMH'S OPTIONS] [REGEX...]",
    description = {
      "Checks the kernels, then the machine by benchmarks whose results are known, then times with"
          + " JMH: under 40 minutes on 2 cores for 142 rows.",
      "Every argument that does not begin with -- goes to JMH as it stands and wins over the"
          + " presets: -p mnk=512x512x512, -f 5, -jvmArgsAppend=-XX:+UseZGC, GemmBenchmark.vector; -l"
          + " lists the benchmarks, -h helps. A value that begins with -- is joined to its option:"
          + " -jvmArgsAppend=--enable-preview.",
      "-prof roofline is ours; async is in the jar; perfasm and perfnorm need perf, and perfasm an"
          + " hsdis.",
      "Several widths, kinds of kernels, numbers of threads or JDKs stand side by side in one table."
          + " The forks of several JDKs are run in turns (ABBA) and compared with the first.",
      "Exit: 0 done, 1 a kernel's check or a benchmark failed, 2 wrong options, 3 failed, 130"
          + " interrupted with the finished rows saved."
    })
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--help", usageHelp = true, description = "Show this and exit.")
  private boolean help;

  @Option(
      names = "--quick",
      description = "Under 4 minutes on 2 cores: 21 rows, 3 forks instead of 5.")
  private boolean quick;

  @Option(names = "--full", description = "For the record: all rows, 10 forks, hours.")
  private boolean full;

  @Option(
      names = "--widths",
      paramLabel = "LIST",
      description =
          "Vector widths, of 512, 256, 128 and avx2 (256 bits, 16 registers), as 512,256.")
  private String widths;

  @Option(
      names = "--kernels",
      paramLabel = "LIST",
      description =
          "Kinds of kernels, of vector, scalar and scalar-novec, which C2 may not vectorise.")
  private String kernels;

  @Option(
      names = "--threads",
      paramLabel = "LIST",
      description =
          "Numbers of threads, as 1,2 or 1..all. Steps and products of a team share their work;"
              + " anything else runs once in each thread.")
  private String threads;

  @Option(
      names = "--jdk",
      paramLabel = "PATH",
      description = "A JDK 25 or newer to run in; may be given more than once.")
  private List<String> jdks;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The results folder. Default: reports/local/bench-<UTC>.")
  private String out;

  @Unmatched private final List<String> words = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    BenchPlan plan;
    Path folder;
    try {
      JmhArguments given = jmhArguments();
      Axes axes = Axes.of(jdks, widths, kernels, threads);
      if (given.telling()) {
        return tell(axes.jdks().getFirst(), given);
      }
      // A JVM that cannot run them is refused before there is a folder.
      KernelChoice.AUTO.kernels();
      plan = BenchPlan.of(axes, preset(), given);
      folder = ResultsFolder.create(out, "bench");
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    List<String> typed = spec.commandLine().getParent().getParseResult().originalArgs();
    // The run stops by its own: this one is for what is to be said after it.
    Interruption interruption = new Interruption(() -> {});
    try {
      int exit = new BenchRun(folder, plan, String.join(" ", typed)).run();
      System.out.println("results: " + folder);
      return exit;
    } finally {
      interruption.end();
    }
  }

  private JmhArguments jmhArguments() {
    for (String word : words) {
      if (word.startsWith("--")) {
        throw new IllegalArgumentException(
            word
                + " is no option of bench, whose options begin with --, and allowed for JMH are those"
                + " that do not; see superlane bench --help");
      }
    }
    return JmhArguments.parse(words);
  }

  private BenchPreset preset() {
    if (quick && full) {
      throw new IllegalArgumentException("--quick and --full are given: allowed is one of them");
    }
    return quick ? BenchPreset.QUICK : full ? BenchPreset.FULL : BenchPreset.NORMAL;
  }

  private static int tell(Jdk jdk, JmhArguments given) throws IOException, InterruptedException {
    return new ProcessBuilder(JmhRun.command(jdk, given.words())).inheritIO().start().waitFor();
  }
}
