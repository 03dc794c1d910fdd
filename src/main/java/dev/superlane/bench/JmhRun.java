package dev.superlane.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * JMH in a child JVM from the same class path and with this JVM's -X options, which its forks
 * inherit; nothing of this process disturbs it. Its whole output goes to NAME.log and its results
 * to NAME.json, each written beside its name and renamed: rows that were measured are there
 * whatever became of the others.
 */
public final class JmhRun {
  /** JMH, saving what it has after every row; of the benchmarks' source root. */
  private static final String ROW_BY_ROW = "dev.superlane.jmh.RowByRow";

  /** What a line that announces a row begins with; after it come the row and the time left. */
  public static final String ROW = "# Row: ";

  /** What JMH exits with after SIGINT, which a terminal sends to it too. */
  private static final int INTERRUPTED = 130;

  /** After this line JMH says why a benchmark failed. */
  private static final Pattern FAILED =
      Pattern.compile(".*<failure>|<stderr last=.*|.*<forked VM failed.*");

  private static final Pattern EMPTY = Pattern.compile("\\s*|<.*>");

  private final Path folder;
  private final String name;
  private final Path results;
  private final Process jmh;
  private volatile boolean stopped;

  /**
   * What came of it.
   *
   * @param results of the rows that were measured; empty if there are none
   * @param stopped whether it was stopped before its end
   * @param failure one sentence, if a benchmark failed, with the log's place
   */
  public record Ended(Optional<Path> results, boolean stopped, Optional<String> failure) {}

  private JmhRun(Path folder, String name, Path results, Process jmh) {
    this.folder = folder;
    this.name = name;
    this.results = results;
    this.jmh = jmh;
  }

  /**
   * Starts JMH. After a benchmark that failed it goes on with the next, unless the arguments say
   * otherwise.
   *
   * @param folder where both files go
   * @param arguments JMH's own
   */
  public static JmhRun start(Path folder, String name, Jdk jdk, JmhArguments arguments)
      throws IOException {
    Path results = folder.resolve(name + ".json.tmp");
    List<String> command = command(jdk, ROW_BY_ROW);
    command.add(results.toString());
    command.addAll(arguments.words());
    Process jmh = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new JmhRun(folder, name, results, jmh);
  }

  /** What starts JMH as it stands. */
  public static List<String> command(Jdk jdk, List<String> arguments) {
    List<String> command = command(jdk, "org.openjdk.jmh.Main");
    command.addAll(arguments);
    return command;
  }

  private static List<String> command(Jdk jdk, String main) {
    List<String> command = new ArrayList<>(List.of(jdk.java().toString()));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-X"))
        .forEach(command::add);
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(main);
    return command;
  }

  /** Ends JMH and its forks; may be called from any thread. */
  public void stop() {
    stopped = true;
    List<ProcessHandle> forks = jmh.descendants().toList();
    // The process's own destroy would close its output, whose rest belongs into the log.
    jmh.toHandle().destroy();
    forks.forEach(ProcessHandle::destroy);
  }

  /**
   * Waits for the end.
   *
   * @param progress where each row is announced, with the time left
   */
  public Ended finish(PrintStream progress) throws IOException {
    Path log = folder.resolve(name + ".log");
    try {
      Optional<String> failure = logTo(log, progress);
      int exit = jmh.waitFor();
      boolean ended = stopped || exit == INTERRUPTED;
      if (!ended && failure.isEmpty() && exit != 0) {
        failure = Optional.of("JMH ended with exit code " + exit);
      }
      return new Ended(
          named(),
          ended,
          ended ? Optional.empty() : failure.map(why -> why + "; its log is " + log));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while JMH ran", e);
    } finally {
      jmh.destroy();
      Files.deleteIfExists(results);
    }
  }

  private Optional<Path> named() throws IOException {
    if (!Files.exists(results)) {
      return Optional.empty();
    }
    Path named = folder.resolve(name + ".json");
    return Optional.of(Files.move(results, named, StandardCopyOption.ATOMIC_MOVE));
  }

  private Optional<String> logTo(Path log, PrintStream progress) throws IOException {
    Path beside = log.resolveSibling(name + ".log.tmp");
    try (BufferedReader lines = jmh.inputReader(StandardCharsets.UTF_8);
        Writer out = Files.newBufferedWriter(beside)) {
      return follow(lines, out, progress);
    } finally {
      Files.move(beside, log, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Returns which benchmark failed and why. */
  private static Optional<String> follow(BufferedReader lines, Writer log, PrintStream progress)
      throws IOException {
    String benchmark = "";
    String row = "";
    String failed = null;
    String reason = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      log.write(line);
      log.write('\n');
      if (failed == null && FAILED.matcher(line).matches()) {
        failed = benchmark;
      } else if (failed != null && reason.isEmpty() && !EMPTY.matcher(line).matches()) {
        reason = line.strip();
      }
      if (line.startsWith("# Benchmark: ")) {
        benchmark = line.substring(line.lastIndexOf('.', line.lastIndexOf('.') - 1) + 1);
      } else if (line.startsWith("# Parameters: ")) {
        benchmark += " " + line.substring("# Parameters: ".length());
      } else if (line.startsWith(ROW)) {
        row = line.substring(ROW.length());
      } else if (line.startsWith("# Run progress: 0.00%")) {
        progress.println("jmh: " + row + ", " + benchmark);
      }
    }
    return failed == null
        ? Optional.empty()
        : Optional.of("benchmark %s failed: %s".formatted(failed, reason));
  }
}
