package dev.superlane.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.TestClassPath;
import java.io.ByteArrayOutputStream;
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

  private JmhRun start(String benchmark, String time) throws Exception {
    try (TestClassPath _ = new TestClassPath()) {
      String words = benchmark + " -f 1 -wi 0 -i 1 -r " + time;
      return JmhRun.start(
          folder, "jmh", Jdk.running(), JmhArguments.parse(List.of(words.split(" "))));
    }
  }

  private List<String> names() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static PrintStream stopsAt(String beginning, JmhRun jmh) {
    return new PrintStream(OutputStream.nullOutputStream()) {
      @Override
      public void println(String line) {
        if (line.startsWith(beginning)) {
          jmh.stop();
        }
      }
    };
  }

  @Test
  void leavesResultsAndLog() throws Exception {
    ByteArrayOutputStream progress = new ByteArrayOutputStream();
    JmhRun.Ended ended =
        start("GemmBenchmark.vector -p transpose=NN,TN -p mnk=64x64x64", "10ms")
            .finish(new PrintStream(progress));
    assertThat(ended)
        .isEqualTo(
            new JmhRun.Ended(Optional.of(folder.resolve("jmh.json")), false, Optional.empty()));
    assertThat(JmhScore.read(folder.resolve("jmh.json")))
        .extracting(score -> score.params().get("transpose"))
        .containsExactly("NN", "TN");
    assertThat(names()).containsExactly("jmh.json", "jmh.log");
    assertThat(progress.toString().lines())
        .hasSize(2)
        .first()
        .isEqualTo("jmh: 1 of 2, GemmBenchmark.vector (mnk = 64x64x64, transpose = NN)");
  }

  @Test
  void stoppedItLeavesTheLogAlone() throws Exception {
    JmhRun jmh = start("PeakBenchmark.fma", "100s");
    assertThat(jmh.finish(stopsAt("jmh: 1 of 1", jmh)))
        .isEqualTo(new JmhRun.Ended(Optional.empty(), true, Optional.empty()));
    assertThat(names()).containsExactly("jmh.log");
    assertThat(folder.resolve("jmh.log")).content().contains("# Benchmark: ");
  }

  @Test
  void stoppedItKeepsTheRowsThatWereMeasured() throws Exception {
    JmhRun jmh = start("GemmBenchmark.vector -p transpose=NN,TN -p mnk=64x64x64", "10ms");
    JmhRun.Ended ended = jmh.finish(stopsAt("jmh: 2 of 2", jmh));
    assertThat(ended.stopped()).isTrue();
    assertThat(JmhScore.read(ended.results().get())).hasSize(1);
    assertThat(names()).containsExactly("jmh.json", "jmh.log");
  }

  /** A shape that is no shape: the first thing that the benchmark's set-up reads. */
  @Test
  void aBenchmarkThatFailsIsNamedWithTheReason() throws Exception {
    JmhRun jmh = start("GemmBenchmark.vector -p transpose=NN -p mnk=broken,64x64x64", "10ms");
    JmhRun.Ended ended = jmh.finish(new PrintStream(OutputStream.nullOutputStream()));
    assertThat(ended.failure().get())
        .startsWith("benchmark GemmBenchmark.vector (mnk = broken, transpose = NN) failed")
        .contains("NumberFormatException")
        .endsWith("; its log is " + folder.resolve("jmh.log"));
    assertThat(JmhScore.read(ended.results().get()))
        .as("the others are measured all the same")
        .extracting(score -> score.params().get("mnk"))
        .containsExactly("64x64x64");
    assertThat(names()).containsExactly("jmh.json", "jmh.log");
  }

  @Test
  void aFailureEndsItWhereThatIsAskedFor() throws Exception {
    JmhRun jmh =
        start("GemmBenchmark.vector -foe true -p transpose=NN -p mnk=broken,64x64x64", "10ms");
    JmhRun.Ended ended = jmh.finish(new PrintStream(OutputStream.nullOutputStream()));
    assertThat(ended.failure()).isPresent();
    assertThat(names()).containsExactly("jmh.log");
  }
}
