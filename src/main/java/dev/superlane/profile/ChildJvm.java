package dev.superlane.profile;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM with this one's options and more, that measures and prints JSON as its last line. */
final class ChildJvm {
  /** The caller waits for each compilation: a loop is compiled when its warm-up ends. */
  private static final String COMPILE_FIRST = "-Xbatch";

  private ChildJvm() {}

  static String lastLine(Class<?> main, int vectorBits, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of(COMPILE_FIRST, "-XX:MaxVectorSize=" + vectorBits / 8));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
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
