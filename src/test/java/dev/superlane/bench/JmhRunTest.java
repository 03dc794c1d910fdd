package dev.superlane.bench;

import static org.assertj.core.api.Assertions.assertThat;

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
  private JmhRun start(String time) throws Exception {
    String before = System.getProperty("java.class.path");
    System.setProperty("java.class.path", System.getProperty("surefire.test.class.path", before));
    try {
      return JmhRun.start(
          folder, List.of("PeakBenchmark.fma", "-f", "1", "-wi", "0", "-i", "1", "-r", time));
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
    Optional<Path> results = start("10ms").finish(new PrintStream(OutputStream.nullOutputStream()));
    assertThat(results).contains(folder.resolve("jmh.json"));
    assertThat(JmhScore.read(results.get())).hasSize(1);
    assertThat(names()).containsExactly("jmh.json", "jmh.log");
  }

  @Test
  void stoppedItLeavesTheLogAlone() throws Exception {
    JmhRun jmh = start("100s");
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
}
