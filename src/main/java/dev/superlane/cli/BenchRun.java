package dev.superlane.cli;

import dev.superlane.bench.BenchJson;
import dev.superlane.bench.BenchPlan;
import dev.superlane.bench.BenchResults;
import dev.superlane.bench.BenchText;
import dev.superlane.bench.Jdk;
import dev.superlane.bench.JmhArguments;
import dev.superlane.bench.JmhFailure;
import dev.superlane.bench.JmhRun;
import dev.superlane.bench.JmhScore;
import dev.superlane.bench.Sanity;
import dev.superlane.compare.ComparisonJson;
import dev.superlane.compare.ComparisonTable;
import dev.superlane.compare.JmhResults;
import dev.superlane.compare.ResultComparison;
import dev.superlane.file.ResultFile;
import dev.superlane.machine.Disturbance;
import dev.superlane.machine.Doctor;
import dev.superlane.machine.FastVectors;
import dev.superlane.machine.Machine;
import dev.superlane.machine.RunWatch;
import dev.superlane.machine.SurroundingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Benchmarks into a folder: doctor, the checks of the kernels, sanity benchmarks, and JMH's runs,
 * each saved when it ends.
 */
final class BenchRun {
  private static final double THRESHOLD_PERCENT = 5;

  private final Path folder;
  private final BenchPlan plan;
  private final String command;
  private final StringBuilder commands = new StringBuilder();
  private JmhRun jmh;
  private boolean stopped;

  /**
   * @param command as typed
   */
  BenchRun(Path folder, BenchPlan plan, String command) {
    this.folder = folder;
    this.plan = plan;
    this.command = command;
  }

  /** Returns the exit code: 1 if a check or a benchmark failed, which it says. */
  int run() throws IOException, InterruptedException {
    note("superlane " + command);
    ResultFile.replace(folder.resolve("doctor.txt"), DoctorCommand.text(Doctor.examine()));
    Interruption interruption = new Interruption(this::stop);
    try {
      System.err.println("kernels are checked before they are timed");
      int verified = Main.run("verify", "--quick", "--out", folder.resolve("verify").toString());
      return verified != Main.OK ? verified : benchmarks();
    } catch (JmhFailure e) {
      System.err.println("superlane: " + e.getMessage());
      return 1;
    } finally {
      interruption.end();
    }
  }

  /** All but the doctor and the checks of the kernels. */
  int benchmarks() throws IOException {
    FastVectors vectors = FastVectors.probe();
    try (RunWatch watch = RunWatch.begin()) {
      Optional<Sanity> sanity = sanity();
      BenchResults results = new BenchResults(folder, plan.axes());
      boolean all = sanity.isPresent() && measure(results);
      if (sanity.isPresent()) {
        BenchJson.write(folder, command, plan.axes(), sanity.get(), results.rows());
        String text = text(sanity.get(), results);
        ResultFile.replace(folder.resolve("bench.txt"), text);
        System.out.print(text);
      }
      Disturbance disturbance = watch.soFar();
      SurroundingsFile.write(folder.resolve(SurroundingsFile.NAME), vectors, disturbance);
      DisturbedRun.say(disturbance.reason());
      if (!all) {
        System.err.println("interrupted; what was recorded is in " + folder);
        return Main.INTERRUPTED;
      }
      compareJdks(results);
      return Main.OK;
    }
  }

  private Optional<Sanity> sanity() throws IOException {
    System.err.println("sanity: benchmarks whose results are known");
    Jdk jdk = plan.axes().jdks().getFirst();
    Optional<Sanity> sanity =
        jmh("sanity", jdk, Sanity.arguments()).map(json -> Sanity.of(JmhScore.read(json)));
    sanity.ifPresent(known -> known.doubts().forEach(BenchRun::doubt));
    return sanity;
  }

  private static void doubt(String sentence) {
    System.err.println("superlane: warning: this machine cannot be trusted today: " + sentence);
  }

  /** Returns whether all runs came to their end. */
  private boolean measure(BenchResults results) throws IOException {
    List<BenchPlan.Run> runs = plan.runs();
    for (int i = 0; i < runs.size(); i++) {
      BenchPlan.Run run = runs.get(i);
      Jdk jdk = plan.axes().jdks().get(run.jdk());
      if (runs.size() > 1) {
        System.err.printf(
            "run %d of %d: JDK %s %s%n", i + 1, runs.size(), jdk.version(), run.column());
      }
      String name = runs.size() > 1 ? "jmh-%02d".formatted(i + 1) : "jmh";
      Optional<Path> json = jmh(name, jdk, BenchPlan.resolved(run.arguments(), folder));
      if (json.isEmpty()) {
        return false;
      }
      results.add(run, json.get());
    }
    return true;
  }

  /** One run, empty if it was stopped. */
  private Optional<Path> jmh(String name, Jdk jdk, JmhArguments arguments) throws IOException {
    note("jmh " + String.join(" ", arguments.words()));
    JmhRun started;
    synchronized (this) {
      if (stopped) {
        return Optional.empty();
      }
      started = JmhRun.start(Files.createDirectories(folder.resolve("runs")), name, jdk, arguments);
      jmh = started;
    }
    return started.finish(System.err);
  }

  private synchronized void stop() {
    stopped = true;
    if (jmh != null) {
      jmh.stop();
    }
  }

  private void note(String line) throws IOException {
    if (commands.isEmpty() && Machine.facts().get("commit") instanceof String commit) {
      commands.append("commit ").append(commit).append('\n');
    }
    commands.append(line).append('\n');
    ResultFile.replace(folder.resolve("commands.txt"), commands.toString());
  }

  private String text(Sanity sanity, BenchResults results) {
    StringBuilder text = new StringBuilder("sanity: " + sanity.sentence() + "\n");
    for (String doubt : sanity.doubts()) {
      text.append("THIS MACHINE CANNOT BE TRUSTED TODAY: ").append(doubt).append('\n');
    }
    List<Jdk> jdks = plan.axes().jdks();
    for (int i = 0; i < jdks.size() && jdks.size() > 1; i++) {
      text.append("JDK %d  %s  %s%n".formatted(i + 1, jdks.get(i).version(), jdks.get(i).home()));
    }
    double peak = sanity.doubts().isEmpty() ? sanity.peak() : Double.NaN;
    return text + "\n" + BenchText.of(results.rows(), peak);
  }

  /** The first beside each other one. */
  private void compareJdks(BenchResults results) throws IOException {
    for (int other = 1; other < plan.axes().jdks().size(); other++) {
      Path place = results.file(other).getParent();
      ResultComparison comparison =
          ResultComparison.of(
              JmhResults.read("A", results.file(0).toString()),
              JmhResults.read("B", results.file(other).toString()),
              THRESHOLD_PERCENT);
      ResultFile.replace(place.resolve("comparison.json"), ComparisonJson.of(comparison));
      ResultFile.replace(place.resolve("comparison.txt"), ComparisonTable.of(comparison, false));
      System.out.print("\n" + ComparisonTable.of(comparison, Terminal.stdout()));
    }
  }
}
