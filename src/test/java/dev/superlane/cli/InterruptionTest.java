package dev.superlane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signals to a training or a profile in a JVM of its own. */
@Timeout(120)
class InterruptionTest {
  private static final String SMALL = "train --features 24 --width 6 --batch 8 ";

  /** Minutes of steps: it never ends by itself here. */
  private static final String LONG = SMALL + "--steps 1000000000 ";

  @TempDir Path folder;
  private Path run;
  private Process process;

  /** Also what a failed test left behind. */
  @AfterEach
  void end() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @BeforeEach
  void run() throws IOException {
    run = Files.createDirectory(folder.resolve("run"));
  }

  /** Starts a training and returns when it has saved {@code saves} times more. */
  private void startAndAwait(int saves, boolean terminal) throws Exception {
    try (WatchService watch = run.getFileSystem().newWatchService()) {
      run.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      process =
          CommandLineRun.start(
              folder, terminal, List.of(), (LONG + "--out " + run).strip().split(" +"));
      int seen = 0;
      while (seen < saves) {
        WatchKey key = watch.poll(60, TimeUnit.SECONDS);
        assertThat(key).as("a checkpoint, or: " + text("err")).isNotNull();
        seen +=
            (int)
                key.pollEvents().stream()
                    .filter(e -> "parameters.safetensors".equals(String.valueOf(e.context())))
                    .count();
        key.reset();
      }
    }
  }

  /** Starts a profile and returns when a JVM of its own measures. */
  private void startProfileAndAwait() throws Exception {
    try (WatchService watch = folder.getFileSystem().newWatchService()) {
      folder.register(watch, StandardWatchEventKinds.ENTRY_MODIFY);
      process = CommandLineRun.start(folder, false, List.of(), "profile", "--out", run.toString());
      while (!text("err").contains("vectors of")) {
        WatchKey key = watch.poll(60, TimeUnit.SECONDS);
        assertThat(key).as("a line on stderr, or: " + text("err")).isNotNull();
        key.pollEvents();
        key.reset();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aProfileThatIsInterruptedWritesNothing(String signal) throws Exception {
    startProfileAndAwait();
    List<ProcessHandle> measuring = process.descendants().toList();
    signal(signal, process.pid());
    assertThat(process.waitFor()).isEqualTo(130);
    assertThat(run).doesNotExist();
    assertThat(text("out")).isEmpty();
    assertThat(text("err"))
        .endsWith(
            "interrupted: nothing is written, for a profile is whole or worthless%n".formatted())
        .doesNotContain("Exception", "ended with code");
    for (ProcessHandle child : measuring) {
      child.onExit().get(10, TimeUnit.SECONDS);
    }
  }

  private String text(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private static void signal(String name, long pid) throws Exception {
    // A test run that a shell started in its background has SIGINT ignored, and its children too.
    long ignored =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
            .sum();
    boolean heard = !name.equals("INT") || (ignored & 2) == 0;
    new ProcessBuilder("kill", heard ? "-" + name : "-KILL", Long.toString(pid)).start().waitFor();
    assumeTrue(heard);
  }

  private JsonNode summary() throws IOException {
    return new JsonMapper().readTree(Files.readString(run.resolve("run.json"))).path("summary");
  }

  /** Goes on to {@code steps} and compares with a training that was never stopped. */
  private void assertResumable(int steps) throws IOException {
    Path whole = folder.resolve("whole");
    CommandLineRun resumed =
        CommandLineRun.ofLine("train --resume --steps " + steps + " --out " + run);
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    CommandLineRun.ofLine(SMALL + "--steps " + steps + " --out " + whole);
    assertThat(Files.readAllBytes(run.resolve("parameters.safetensors")))
        .isEqualTo(Files.readAllBytes(whole.resolve("parameters.safetensors")));
    assertThat(losses(run)).isEqualTo(losses(whole));
  }

  private static List<String> losses(Path run) throws IOException {
    return Files.readAllLines(run.resolve("trajectory.csv")).stream()
        .map(line -> line.substring(0, line.lastIndexOf(',')))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aSignalEndsWith130AndAResumableFolder(String signal) throws Exception {
    startAndAwait(3, false);
    signal(signal, process.pid());
    assertThat(process.waitFor()).isEqualTo(130);
    assertThat(summary().path("status").stringValue()).isEqualTo("interrupted");
    int done = summary().path("steps_done").intValue();
    assertThat(done).isPositive();
    assertThat(text("out")).endsWith("results: %s%n".formatted(run));
    assertThat(text("err"))
        .contains("interrupted after step " + done + "; go on with superlane train --resume")
        .doesNotContain("Exception");
    assertResumable(done + 50);
  }

  /** While doctor's probe runs, which saves nothing. */
  @Test
  void aSignalWithNothingToSaveEndsWith130() throws Exception {
    try (WatchService watch = run.getFileSystem().newWatchService()) {
      run.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      process = CommandLineRun.start(folder, false, List.of(), "run", "--out", run.toString());
      assertThat(watch.poll(60, TimeUnit.SECONDS)).as(text("err")).isNotNull();
      signal("TERM", process.pid());
      assertThat(process.waitFor()).isEqualTo(130);
      assertThat(text("err")).doesNotContain("Exception");
    }
  }

  /** The terminal library under the progress bar would take SIGINT away from the JVM. */
  @Test
  void aSignalIsHeardOnATerminalToo() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")));
    startAndAwait(3, true);
    ProcessHandle training =
        process
            .descendants()
            .filter(p -> p.info().command().orElse("").endsWith("java"))
            .findAny()
            .orElseThrow();
    signal("INT", training.pid());
    assertThat(process.waitFor()).isEqualTo(130);
    assertThat(text("out")).contains("train ", "/1000000000 (", "/s loss ", "interrupted after");
    assertThat(summary().path("status").stringValue()).isEqualTo("interrupted");
  }

  @Test
  void aKilledTrainingGoesOnFromItsLastCheckpoint() throws Exception {
    startAndAwait(4, false);
    process.destroyForcibly().waitFor();
    assertThat(summary().path("status").stringValue()).isEqualTo("running");
    assertResumable(summary().path("steps_done").intValue() + 50);
  }
}
