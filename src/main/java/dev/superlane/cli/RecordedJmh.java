package dev.superlane.cli;

import dev.superlane.bench.Jdk;
import dev.superlane.bench.JmhArguments;
import dev.superlane.bench.JmhRun;
import dev.superlane.machine.Disturbance;
import dev.superlane.machine.FastVectors;
import dev.superlane.machine.RunWatch;
import dev.superlane.machine.SurroundingsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One run of JMH for a script that records several in one folder. */
public final class RecordedJmh {
  private RecordedJmh() {}

  /**
   * Writes NAME.json, NAME.log and what else the machine did.
   *
   * @param args the folder, NAME, and JMH's arguments
   */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    List<String> words = Arrays.asList(args).subList(2, args.length);
    System.exit(run(Path.of(args[0]), args[1], JmhArguments.parse(words)));
  }

  private static int run(Path folder, String name, JmhArguments arguments) throws IOException {
    FastVectors vectors = FastVectors.probe();
    JmhRun jmh = JmhRun.start(folder, name, Jdk.running(), arguments);
    Interruption interruption = new Interruption(jmh::stop);
    try (RunWatch watch = RunWatch.begin()) {
      JmhRun.Ended ended = jmh.finish(System.err);
      Disturbance disturbance = watch.soFar();
      SurroundingsFile.write(folder.resolve(SurroundingsFile.of(name)), vectors, disturbance);
      DisturbedRun.say(disturbance.reason());
      ended.failure().ifPresent(failure -> System.err.println("superlane: " + failure));
      return ended.stopped()
          ? Main.INTERRUPTED
          : ended.failure().isPresent() ? Main.FAILED : Main.OK;
    } finally {
      interruption.end();
    }
  }
}
