package dev.superlane.cli;

import dev.superlane.TestClassPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run of the command line: in this JVM with its output caught, or in a JVM of its own. */
record CommandLineRun(int exit, String out, String err) {

  static CommandLineRun of(String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream caughtOut = new ByteArrayOutputStream();
    ByteArrayOutputStream caughtErr = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(caughtOut, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(caughtErr, true, StandardCharsets.UTF_8));
      int exit = Main.run(args);
      return new CommandLineRun(
          exit,
          caughtOut.toString(StandardCharsets.UTF_8),
          withoutDisturbance(caughtErr.toString(StandardCharsets.UTF_8)));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** Who else is busy on this machine is said, and is no test's affair. */
  static String withoutDisturbance(String err) {
    return err.replaceAll("superlane: warning: this run was disturbed: .*\\R", "");
  }

  /** Words separated by spaces. */
  static CommandLineRun ofLine(String line) {
    return of(line.strip().split(" +"));
  }

  String lastLine() {
    return out.lines().reduce("", (before, line) -> line);
  }

  /**
   * A JVM that runs the command line; stdout and stderr go to the two files in {@code logs}.
   *
   * @param terminal whether it shall have a terminal; both then go to {@code out}
   */
  static Process start(Path logs, boolean terminal, List<String> jvmOptions, String... args)
      throws IOException {
    List<String> options = new ArrayList<>(jvmOptions);
    options.addFirst("--add-modules=jdk.incubator.vector");
    return startBare(logs, terminal, options, args);
  }

  /** As {@link #start}, without the module of the Vector API. */
  static Process startBare(Path logs, boolean terminal, List<String> jvmOptions, String... args)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(TestClassPath.real());
    command.add(Main.class.getName());
    command.addAll(List.of(args));
    List<String> onTerminal =
        List.of(
            "script", "--quiet", "--return", "--command", String.join(" ", command), "/dev/null");
    return new ProcessBuilder(terminal ? onTerminal : command)
        .redirectOutput(logs.resolve("out").toFile())
        .redirectError(logs.resolve("err").toFile())
        .start();
  }
}
