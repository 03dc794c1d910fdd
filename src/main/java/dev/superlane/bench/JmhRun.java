package dev.superlane.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** JMH in a child JVM from the same class path, so that nothing of this process disturbs it. */
public final class JmhRun {
  private JmhRun() {}

  /**
   * Runs JMH; its whole output goes to {@code jmh.log} and its results to {@code jmh.json} in
   * {@code folder}.
   *
   * @param arguments JMH's own
   * @param progress where each benchmark is announced, with the time left
   * @return the results file
   * @throws IOException if a benchmark failed or nothing could be started
   */
  public static Path run(Path folder, List<String> arguments, PrintStream progress)
      throws IOException {
    Path results = folder.resolve("jmh.json");
    Path log = folder.resolve("jmh.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("org.openjdk.jmh.Main");
    command.addAll(arguments);
    command.addAll(List.of("-foe", "true", "-rf", "json", "-rff", results.toString()));
    Process jmh = new ProcessBuilder(command).redirectErrorStream(true).start();
    Thread stop = new Thread(jmh::destroy);
    Runtime.getRuntime().addShutdownHook(stop);
    try (BufferedReader lines = jmh.inputReader(StandardCharsets.UTF_8);
        Writer out = Files.newBufferedWriter(log)) {
      follow(lines, out, progress);
      int exit = jmh.waitFor();
      if (exit != 0 || !Files.exists(results)) {
        throw new IOException("JMH ended with exit code %d, see %s".formatted(exit, log));
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while JMH ran", e);
    } finally {
      jmh.destroy();
      Runtime.getRuntime().removeShutdownHook(stop);
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
