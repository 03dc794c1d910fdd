package dev.superlane.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * JMH in a child JVM from the same class path, so that nothing of this process disturbs it. Its
 * whole output goes to {@code jmh.log} and its results to {@code jmh.json}, each written beside its
 * name and renamed.
 */
public final class JmhRun {
  /** What JMH exits with after SIGINT, which a terminal sends to it too. */
  private static final int INTERRUPTED = 130;

  private final Path folder;
  private final Path results;
  private final Process jmh;
  private volatile boolean stopped;

  private JmhRun(Path folder, Path results, Process jmh) {
    this.folder = folder;
    this.results = results;
    this.jmh = jmh;
  }

  /**
   * Starts JMH.
   *
   * @param folder where both files go
   * @param arguments JMH's own
   */
  public static JmhRun start(Path folder, List<String> arguments) throws IOException {
    Path results = folder.resolve("jmh.json.tmp");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("org.openjdk.jmh.Main");
    command.addAll(arguments);
    command.addAll(List.of("-foe", "true", "-rf", "json", "-rff", results.toString()));
    Process jmh = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new JmhRun(folder, results, jmh);
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
   * @param progress where each benchmark is announced, with the time left
   * @return the results file; empty if JMH was stopped, which leaves the log alone
   * @throws IOException if a benchmark failed
   */
  public Optional<Path> finish(PrintStream progress) throws IOException {
    Path log = folder.resolve("jmh.log");
    try {
      logTo(log, progress);
      int exit = jmh.waitFor();
      if (stopped || exit == INTERRUPTED) {
        return Optional.empty();
      }
      if (exit != 0 || !Files.exists(results)) {
        throw new IOException("JMH ended with exit code %d, see %s".formatted(exit, log));
      }
      Path named = folder.resolve("jmh.json");
      return Optional.of(Files.move(results, named, StandardCopyOption.ATOMIC_MOVE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while JMH ran", e);
    } finally {
      jmh.destroy();
      Files.deleteIfExists(results);
    }
  }

  private void logTo(Path log, PrintStream progress) throws IOException {
    Path beside = log.resolveSibling("jmh.log.tmp");
    try (BufferedReader lines = jmh.inputReader(StandardCharsets.UTF_8);
        Writer out = Files.newBufferedWriter(beside)) {
      follow(lines, out, progress);
    } finally {
      Files.move(beside, log, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void follow(BufferedReader lines, Writer log, PrintStream progress)
      throws IOException {
    String benchmark = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      log.write(line);
      log.write('\n');
      if (line.startsWith("# Benchmark: ")) {
        benchmark = line.substring(line.lastIndexOf('.', line.lastIndexOf('.') - 1) + 1);
      } else if (line.startsWith("# Parameters: ")) {
        benchmark += " " + line.substring("# Parameters: ".length());
      } else if (line.startsWith("# Run progress: ")) {
        progress.println("jmh: " + line.substring("# Run progress: ".length()) + ", " + benchmark);
      }
    }
  }
}
