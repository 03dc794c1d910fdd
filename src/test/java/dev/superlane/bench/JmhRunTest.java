package dev.superlane.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JmhRunTest {
  @TempDir Path folder;

  /** Maven hides the class path of tests, which the child needs, behind a jar of its own. */
  private JmhRun start(String benchmark, String time) throws Exception {
    String before = System.getProperty("java.class.path");
    System.setProperty("java.class.path", System.getProperty("surefire.test.class.path", before));
    try {
      String words = benchmark + " -f 1 -wi 0 -i 1 -r " + time;
      return JmhRun.start(
          folder, "jmh", Jdk.running(), JmhArguments.parse(List.of(words.split(" "))));
    } finally {
      System.setProperty("java.class.path", before);
    }
  }

  private List<String> names() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void leavesResultsAndLog() throws Exception {
    Optional<Path> results =
        start("PeakBenchmark.fma", "10ms").finish(new PrintStream(OutputStream.nullOutputStream()));
    assertThat(results).contains(folder.resolve("jmh.json"));
    assertThat(JmhScore.read(results.get())).hasSize(1);
    assertThat(names()).containsExactly("jmh.json", "jmh.log");
  }

  @Test
  void stoppedItLeavesTheLogAlone() throws Exception {
    JmhRun jmh = start("PeakBenchmark.fma", "100s");
    PrintStream stopsAtTheFirstLine =
        new PrintStream(OutputStream.nullOutputStream()) {
          @Override
          public void println(String line) {
            jmh.stop();
          }
        };
    assertThat(jmh.finish(stopsAtTheFirstLine)).isEmpty();
    assertThat(names()).containsExactly("jmh.log");
    assertThat(folder.resolve("jmh.log")).content().contains("# Benchmark: ");
  }

  /** A shape that is no shape: the first thing that the benchmark's set-up reads. */
  @Test
  void aBenchmarkThatFailsIsNamedWithTheReason() throws Exception {
    JmhRun jmh = start("GemmBenchmark.vector -p transpose=NN -p mnk=broken", "10ms");
    assertThatThrownBy(() -> jmh.finish(new PrintStream(OutputStream.nullOutputStream())))
        .isInstanceOf(JmhFailure.class)
        .hasMessageStartingWith(
            "benchmark GemmBenchmark.vector (mnk = broken, transpose = NN) failed")
        .hasMessageContaining("NumberFormatException")
        .hasMessageEndingWith("; its log is " + folder.resolve("jmh.log"));
    assertThat(names()).containsExactly("jmh.log");
  }
}
