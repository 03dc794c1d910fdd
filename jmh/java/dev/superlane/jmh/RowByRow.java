package dev.superlane.jmh;

import dev.superlane.bench.JmhArguments;
import dev.superlane.bench.JmhRun;
import dev.superlane.file.ResultFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * JMH one row after another, a benchmark with one value of each parameter, with the results file
 * written after each. JMH itself writes it at the very end, so that an interruption or a failure
 * takes hours of results with it.
 */
public final class RowByRow {
  /** The line before the table of all rows. */
  private static final String TABLE = "# All rows:";

  private RowByRow() {}

  /**
   * Exits with 1 if a benchmark failed.
   *
   * @param args the results file, and JMH's arguments
   */
  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]);
    JmhArguments given = JmhArguments.parse(Arrays.asList(args).subList(1, args.length));
    boolean goesOn = !given.value("foe").equals(Optional.of("true"));
    List<JmhArguments> rows = rows(given);
    List<RunResult> results = new ArrayList<>();
    boolean failed = rows.isEmpty();
    if (failed) {
      System.out.println("No benchmark matches " + String.join(" ", given.patterns()));
    }
    long start = System.nanoTime();
    for (int i = 0; i < rows.size() && (goesOn || !failed); i++) {
      System.out.println(JmhRun.ROW + progress(i, rows.size(), System.nanoTime() - start));
      Collection<RunResult> row = run(rows.get(i));
      results.addAll(row);
      if (row.isEmpty()) {
        failed = true;
      } else {
        ResultFile.print(
            file,
            out -> ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results));
      }
    }
    System.out.println(TABLE);
    ResultFormatFactory.getInstance(ResultFormatType.TEXT, System.out).writeOut(results);
    System.exit(failed ? 1 : 0);
  }

  /** Empty if it failed, of which JMH has said why. */
  private static Collection<RunResult> run(JmhArguments row) throws CommandLineOptionException {
    try {
      return new Runner(options(row)).run();
    } catch (RunnerException e) {
      System.out.println(e.getMessage());
      return List.of();
    }
  }

  private static CommandLineOptions options(JmhArguments arguments)
      throws CommandLineOptionException {
    return new CommandLineOptions(arguments.words().toArray(String[]::new));
  }

  /** Every benchmark that the arguments match, with one value of each of its parameters. */
  static List<JmhArguments> rows(JmhArguments given) throws CommandLineOptionException {
    CommandLineOptions options = options(given);
    List<JmhArguments> rows = new ArrayList<>();
    for (BenchmarkListEntry benchmark : matching(options)) {
      List<JmhArguments> some = List.of(given.of(List.of(benchmark.getUsername())));
      Map<String, String[]> params = benchmark.getParams().orElse(Map.of());
      for (String name : params.keySet()) {
        Collection<String> values = options.getParameter(name).orElse(List.of(params.get(name)));
        some =
            some.stream()
                .flatMap(row -> values.stream().map(value -> row.with("p", name + "=" + value)))
                .toList();
      }
      rows.addAll(some);
    }
    return rows;
  }

  /** The benchmarks that JMH would run. */
  static Set<BenchmarkListEntry> matching(CommandLineOptions options) {
    OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
    return BenchmarkList.defaultList().find(silent, options.getIncludes(), options.getExcludes());
  }

  /** "3 of 21, about 00:02:10 left"; the first says nothing of time. */
  static String progress(int done, int all, long nanos) {
    String row = "%d of %d".formatted(done + 1, all);
    if (done == 0) {
      return row;
    }
    long seconds = nanos / done * (all - done) / 1_000_000_000;
    return "%s, about %02d:%02d:%02d left"
        .formatted(row, seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
