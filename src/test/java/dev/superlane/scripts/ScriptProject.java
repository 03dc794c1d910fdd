package dev.superlane.scripts;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A small project in a temporary folder with the real scripts, a fake {@code mvn}, fake JDK folders
 * and nothing of this machine on PATH but the tools that the scripts call.
 *
 * <p>The fake mvn notes its call in {@code calls} and makes a "jar" of the source's text; the fake
 * java prints what it was started with and then that jar. Each waits at the named pipe in its
 * variable, MVN_GATE or JAVA_GATE, if there is one, so that tests order processes without sleeping.
 * The folders of the system that the scripts search are turned to {@code system} in the copies.
 */
final class ScriptProject implements AutoCloseable {
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "cmp",
          "cp",
          "dirname",
          "find",
          "flock",
          "grep",
          "ln",
          "mkdir",
          "mktemp",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sha256sum",
          "shasum",
          "sleep",
          "sort",
          "tail",
          "tee",
          "touch",
          "uniq",
          "xargs");

  private static final String MVN =
      """
      #!/usr/bin/env bash
      echo "$JAVA_HOME|$*" >>"$FAKE/calls"
      if [[ -n ${MVN_GATE:-} ]]; then read -r _ <"$MVN_GATE"; fi
      mkdir -p target
      echo half >target/benchmarks.jar
      if grep -q broken src/main/Source.java; then echo "[ERROR] cannot find symbol"; exit 1; fi
      cat src/main/Source.java >target/benchmarks.jar
      exit "${MVN_EXIT:-0}"
      """;

  private static final String JAVA =
      """
      #!/usr/bin/env bash
      echo "pid=$$"
      echo "java=$0"
      echo "folder=$PWD"
      printf 'argument=%s\\n' "$@"
      if [[ -n ${JAVA_GATE:-} ]]; then read -r _ <"$JAVA_GATE"; fi
      while [[ $# -gt 0 && $1 != -cp ]]; do shift; done
      echo "jar=$(cat "$2")"
      exit "${JAVA_EXIT:-0}"
      """;

  /** What a finished script left behind. */
  record Run(int exit, String out, String err) {
    /** The values of the lines {@code key=value} that the fake java printed. */
    List<String> values(String key) {
      return out.lines()
          .filter(line -> line.startsWith(key + "="))
          .map(line -> line.substring(key.length() + 1))
          .toList();
    }

    String jar() {
      return values("jar").getFirst();
    }
  }

  final Path folder;
  final Path root;
  final Path home;
  final Path bin;
  final Path jvm;
  final Path library;
  private final List<Process> started = new ArrayList<>();

  ScriptProject(Path folder) throws IOException {
    this.folder = folder.toRealPath();
    root = Files.createDirectories(this.folder.resolve("a project"));
    home = Files.createDirectories(this.folder.resolve("home"));
    bin = Files.createDirectories(this.folder.resolve("bin"));
    jvm = Files.createDirectories(this.folder.resolve("system/jvm"));
    library = Files.createDirectories(this.folder.resolve("system/library"));
    for (String tool : TOOLS) {
      linkTool(tool);
    }
    script(bin.resolve("mvn"), MVN);
    for (String name :
        List.of(
            "scripts/superlane",
            "scripts/find-jdk",
            "scripts/jmh-record",
            "scripts/compare-commits",
            "scripts/record",
            "scripts/reference-report",
            "scripts/second-opinion",
            "scripts/steps",
            "scripts/path-grid",
            "scripts/test",
            ".ci/run")) {
      copyScript(name);
    }
    write("pom.xml", "<project/>");
    write("src/main/Source.java", "first");
    write("jmh/java/Benchmark.java", "benchmark");
  }

  private void linkTool(String tool) throws IOException {
    for (String place : System.getenv("PATH").split(":")) {
      Path found = Path.of(place, tool);
      if (Files.isExecutable(found)) {
        Files.createSymbolicLink(bin.resolve(tool), found.toAbsolutePath());
        return;
      }
    }
  }

  private void copyScript(String name) throws IOException {
    Path original = Path.of(name);
    String text = Files.readString(original);
    if (name.endsWith("find-jdk")) {
      // Both must be there, or the tests would search this machine's JDKs unnoticed.
      text = replaced(text, "/usr/lib/jvm", jvm.toString());
      text = replaced(text, "/Library/Java/JavaVirtualMachines", library.toString());
    }
    Path copy = root.resolve(name);
    Files.createDirectories(copy.getParent());
    Files.writeString(copy, text);
    Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(original));
  }

  private static String replaced(String text, String from, String to) {
    if (!text.contains(from)) {
      throw new IllegalStateException("scripts/find-jdk no longer names " + from + ".");
    }
    return text.replace(from, to);
  }

  static void script(Path path, String text) throws IOException {
    Files.writeString(path, text);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Makes a folder that looks like a JDK with the Vector API, and returns it. */
  Path jdk(Path at, String version) throws IOException {
    return jdk(at, version, "java.base jdk.incubator.vector jdk.jfr");
  }

  Path jdk(Path at, String version, String modules) throws IOException {
    Files.createDirectories(at.resolve("bin"));
    script(at.resolve("bin/java"), JAVA);
    String release = "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"%s\"\nMODULES=\"%s\"\n";
    Files.writeString(at.resolve("release"), release.formatted(version, modules));
    return at;
  }

  /** Makes a named pipe, at which a fake waits until a line is written to it. */
  Path gate(String name) throws IOException, InterruptedException {
    Path gate = folder.resolve(name);
    int exit = new ProcessBuilder("mkfifo", gate.toString()).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException("mkfifo ended with " + exit + " for " + gate + ".");
    }
    return gate;
  }

  Process start(Path from, Map<String, String> environment, List<String> command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("FAKE", folder.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    started.add(process);
    return process;
  }

  /** Starts scripts/superlane in the folder above the project. */
  Process start(Map<String, String> environment, String... arguments) throws IOException {
    return start(folder, environment, command("scripts/superlane", arguments));
  }

  Run run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return finish(start(environment, arguments));
  }

  Run run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), arguments);
  }

  List<String> command(String script, String... arguments) {
    return Stream.concat(Stream.of(root.resolve(script).toString()), Stream.of(arguments)).toList();
  }

  /** Waits for the end; what was already read of its output is not in the result. */
  static Run finish(Process process) throws IOException, InterruptedException {
    // The scripts write far less than a pipe holds, so one stream can wait for the other.
    String out = rest(process.inputReader());
    String err = rest(process.errorReader());
    return new Run(process.waitFor(), out, err);
  }

  private static String rest(BufferedReader reader) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      text.append(line).append('\n');
    }
    return text.toString();
  }

  /** The calls of mvn so far, each as JAVA_HOME|arguments. */
  List<String> calls() throws IOException {
    Path calls = folder.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls, StandardCharsets.UTF_8) : List.of();
  }

  Path plainJar() {
    return root.resolve("target/benchmarks.jar");
  }

  /** The names in the launcher's own folder, sorted. */
  List<String> cache() throws IOException {
    try (Stream<Path> paths = Files.list(root.resolve("target/launcher"))) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public void close() throws IOException {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    // JUnit warns of each link out of the temporary folder that it deletes itself.
    for (String tool : TOOLS) {
      Files.deleteIfExists(bin.resolve(tool));
    }
  }
}
