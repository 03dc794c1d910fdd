package dev.superlane.cli;

import dev.superlane.bench.BenchJson;
import dev.superlane.bench.BenchPlan;
import dev.superlane.bench.BenchResults;
import dev.superlane.bench.BenchText;
import dev.superlane.bench.Jdk;
import dev.superlane.bench.JmhArguments;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Benchmarks into a folder: doctor, the checks of the kernels, sanity benchmarks, and JMH's runs,
 * whose rows are saved as they end.
 */
final class BenchRun {
  private static final double THRESHOLD_PERCENT = 5;

  private final Path folder;
  private final BenchPlan plan;
  private final String command;
  private final StringBuilder commands = new StringBuilder();
  private final List<String> failures = new ArrayList<>();
  private JmhRun jmh;
  private volatile boolean stopped;

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
    } finally {
      interruption.end();
    }
  }

  /** All but the doctor and the checks of the kernels. */
  int benchmarks() throws IOException {
    FastVectors vectors = FastVectors.probe();
    try (RunWatch watch = RunWatch.begin()) {
      System.err.println("sanity: benchmarks whose results are known");
      Jdk first = plan.axes().jdks().getFirst();
      Optional<Path> known = jmh("sanity", first, Sanity.arguments());
      BenchResults results = new BenchResults(folder, plan.axes());
      if (known.isPresent() && failures.isEmpty() && !stopped) {
        Sanity sanity = Sanity.of(JmhScore.read(known.get()));
        sanity.doubts().forEach(BenchRun::doubt);
        measure(results);
        BenchJson.write(folder, command, plan.axes(), sanity, results.rows(), failures, stopped);
        String text = text(sanity, results);
        ResultFile.replace(folder.resolve("bench.txt"), text);
        System.out.print(text);
      }
      Disturbance disturbance = watch.soFar();
      SurroundingsFile.write(folder.resolve(SurroundingsFile.NAME), vectors, disturbance);
      DisturbedRun.say(disturbance.reason());
      return exit(results);
    }
  }

  private int exit(BenchResults results) throws IOException {
    if (stopped) {
      System.err.println("interrupted; what was recorded is in " + folder);
      return Main.INTERRUPTED;
    }
    if (failures.isEmpty()) {
      compareJdks(results);
      return Main.OK;
    }
    failures.forEach(failure -> System.err.println("superlane: " + failure));
    return 1;
  }

  private static void doubt(String sentence) {
    System.err.println("superlane: warning: this machine cannot be trusted today: " + sentence);
  }

  private void measure(BenchResults results) throws IOException {
    List<BenchPlan.Run> runs = plan.runs();
    for (int i = 0; i < runs.size() && !stopped; i++) {
      BenchPlan.Run run = runs.get(i);
      Jdk jdk = plan.axes().jdks().get(run.jdk());
      if (runs.size() > 1) {
        System.err.printf(
            "run %d of %d: JDK %s %s%n", i + 1, runs.size(), jdk.version(), run.column());
      }
      String name = runs.size() > 1 ? "jmh-%02d".formatted(i + 1) : "jmh";
      Optional<Path> json = jmh(name, jdk, BenchPlan.resolved(run.arguments(), folder));
      if (json.isPresent()) {
        results.add(run, json.get());
      }
    }
  }

  /** The rows of one run that were measured; keeps in mind if others failed or were not reached. */
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
    JmhRun.Ended ended = started.finish(System.err);
    stopped |= ended.stopped();
    ended.failure().ifPresent(failures::add);
    return ended.results();
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
