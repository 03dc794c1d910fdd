package dev.superlane.cli;

import dev.superlane.compare.ComparisonJson;
import dev.superlane.compare.ComparisonTable;
import dev.superlane.compare.JmhResults;
import dev.superlane.compare.ResultComparison;
import dev.superlane.compare.Verdict;
import dev.superlane.file.ResultFile;
import dev.superlane.train.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare}: two results of JMH. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Compares two results of JMH row by row: the ratio of times with its 95 %% interval, and"
          + " whether B is slower, faster, the same, or whether it is too noisy to say.",
      "Rows are matched by benchmark, mode, parameters, threads and JVM arguments. It takes 2 forks"
          + " and more of a row, and 5 to see much; forks of a row in several files of a folder are"
          + " put together.",
      "slower, faster: the interval clears 1 by more than the threshold, and so does a test"
          + " corrected for the number of rows (Holm). same: the whole interval lies within it.",
      "Exit: 0 done, 1 something is slower, 2 wrong files or options."
    })
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "What is compared with: a JSON file of JMH's, or a folder that holds some.")
  private String a;

  @Parameters(index = "1", paramLabel = "B", description = "What is compared, likewise.")
  private String b;

  @Option(
      names = "--threshold",
      paramLabel = "PERCENT",
      description = "Differences of time up to this do not matter, above 0 to 100. Default: 5.")
  private String threshold = "5";

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the comparison there.")
  private String json;

  @Override
  public Integer call() throws CommandFailure, IOException {
    ResultComparison comparison;
    Path file;
    try {
      double percent = percent();
      JmhResults first = JmhResults.read("A", a);
      JmhResults second = JmhResults.read("B", b);
      comparison = ResultComparison.of(first, second, percent);
      file = json == null ? null : writableFile();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    System.out.print(ComparisonTable.of(comparison, Terminal.stdout()));
    if (file != null) {
      write(file, comparison);
    }
    return comparison.count(Verdict.SLOWER) > 0 ? 1 : Main.OK;
  }

  private double percent() {
    if (threshold.matches("[0-9]{1,3}(\\.[0-9]{1,6})?")) {
      double percent = Double.parseDouble(threshold);
      if (percent > 0 && percent <= 100) {
        return percent;
      }
    }
    throw new IllegalArgumentException(
        "--threshold is %s, allowed is a number of per cent above 0 and up to 100"
            .formatted(threshold.isBlank() ? "'" + threshold + "'" : threshold));
  }

  private Path writableFile() throws IOException {
    OutFile out =
        new OutFile("--json", json, "a file in a writable folder that is not one of A's or B's");
    Path file = out.writable();
    for (String side : new String[] {a, b}) {
      Path measured = Path.of(side);
      if (Files.exists(file)
          && (Files.isSameFile(file, measured)
              || Files.isSameFile(file.toAbsolutePath().getParent(), measured))) {
        throw out.refusal("which is among the results");
      }
    }
    return file;
  }

  private static void write(Path file, ResultComparison comparison) throws CommandFailure {
    try {
      ResultFile.replace(file, ComparisonJson.of(comparison));
    } catch (IOException e) {
      throw new CommandFailure("writing %s failed: %s".formatted(file, Reason.of(e)), e);
    }
  }
}
