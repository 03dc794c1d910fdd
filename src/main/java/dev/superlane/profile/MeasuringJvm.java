package dev.superlane.profile;

import dev.superlane.machine.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A JVM with this one's options and more, that measures and prints JSON as its last line. */
final class MeasuringJvm {
  /** The caller waits for each compilation: a loop is compiled when its warm-up ends. */
  private static final String COMPILE_FIRST = "-Xbatch";

  private MeasuringJvm() {}

  static String lastLine(Class<?> main, int vectorBits, String... arguments)
      throws IOException, InterruptedException {
    List<String> options = List.of(COMPILE_FIRST, "-XX:MaxVectorSize=" + vectorBits / 8);
    List<String> command = ChildJvm.command(options, main, List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException(
          "the JVM with vectors of %d bits ended with code %d".formatted(vectorBits, exit));
    }
    return out.lines().reduce("", (before, line) -> line);
  }
}
