package dev.superlane.profile;

import dev.superlane.machine.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A JVM with this one's options and more, that measures and prints JSON as its last line. */
final class MeasuringJvm {
  /** The caller waits for each compilation: a loop is compiled when its warm-up ends. */
  private static final String COMPILE_FIRST = "-Xbatch";

  /** What a JVM exits with after SIGINT, which a terminal sends to children too. */
  private static final int INTERRUPTED = 130;

  private MeasuringJvm() {}

  /**
   * Whoever interrupts this thread has to end the JVMs that there are then.
   *
   * @throws InterruptedException also where that JVM was interrupted
   */
  static String lastLine(Class<?> main, int vectorBits, String... arguments)
      throws IOException, InterruptedException {
    List<String> options = List.of(COMPILE_FIRST, "-XX:MaxVectorSize=" + vectorBits / 8);
    List<String> command = ChildJvm.command(options, main, List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    if (Thread.currentThread().isInterrupted()) {
      // Whoever did it came too early to see this JVM.
      process.destroy();
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    if (Thread.interrupted() || exit == INTERRUPTED) {
      throw new InterruptedException();
    }
    if (exit != 0) {
      throw new IOException(
          "the JVM with vectors of %d bits ended with code %d".formatted(vectorBits, exit));
    }
    return out.lines().reduce("", (before, line) -> line);
  }
}
