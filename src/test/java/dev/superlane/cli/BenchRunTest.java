package dev.superlane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.TestClassPath;
import dev.superlane.bench.Axes;
import dev.superlane.bench.BenchPlan;
import dev.superlane.bench.BenchPreset;
import dev.superlane.bench.Jdk;
import dev.superlane.bench.JmhArguments;
import dev.superlane.bench.JmhScore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JMH's runs themselves, short ones; doctor and verify have tests of their own. */
@Timeout(300)
class BenchRunTest {
  @TempDir Path temporary;
  private Path folder;
  private TestClassPath classPath;
  private final PrintStream stdout = System.out;
  private final PrintStream stderr = System.err;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void prepare() throws Exception {
    folder = Files.createDirectory(temporary.resolve("bench"));
    classPath = new TestClassPath();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(stdout);
    System.setErr(stderr);
    classPath.close();
  }

  private int run(Axes axes, String words) throws Exception {
    JmhArguments given = JmhArguments.parse(List.of((words + " -wi 0 -i 1 -r 10ms").split(" ")));
    BenchPlan plan = BenchPlan.of(axes, BenchPreset.QUICK, given);
    return new BenchRun(folder, plan, "bench " + words).benchmarks();
  }

  private List<String> names(Path place) throws Exception {
    try (Stream<Path> files = Files.list(place)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** The same JDK by two paths: forks of each in turns, one table, one comparison. */
  @Test
  void jdksStandSideBySide() throws Exception {
    Path link = Files.createSymbolicLink(temporary.resolve("again"), Jdk.running().home());
    List<String> jdks = List.of(Jdk.running().home().toString(), link.toString());
    assertThat(run(Axes.of(jdks, null, null, null), "-f 2 PeakBenchmark")).isZero();

    for (String jdk : List.of("jdk-1", "jdk-2")) {
      assertThat(JmhScore.read(folder.resolve(jdk).resolve("jmh.json"))).hasSize(2);
    }
    assertThat(names(folder.resolve("jdk-2")))
        .containsExactly("comparison.json", "comparison.txt", "jmh.json");
    assertThat(names(folder))
        .contains("bench.json", "bench.txt", "commands.txt", "surroundings.json")
        .doesNotContain("jmh.json");
    JsonNode bench = JsonMapper.shared().readTree(folder.resolve("bench.json"));
    assertThat(bench.get("rows")).hasSize(2);
    for (JsonNode row : bench.get("rows")) {
      assertThat(row.get("forks")).hasSize(2);
      assertThat(row.get("bimodal").isNull()).isTrue();
    }
    assertThat(bench.at("/sanity/peak_gflops").doubleValue()).isPositive();
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text).startsWith(Files.readString(folder.resolve("bench.txt")));
    assertThat(text)
        .contains("JDK 1  ", "JDK 2  ", "time B/A")
        .contains("not looked at for two modes: 2 rows of fewer than 4 forks");
    assertThat(text.lines().filter(line -> line.startsWith("PeakBenchmark.fma")))
        .as("side by side, twice with its forks, and compared")
        .hasSize(4);
  }

  @Test
  void aBenchmarkThatFailsIsNoResultAndTheOthersAreKept() throws Exception {
    assertThat(
            run(
                Axes.of(null, null, null, null),
                "-f 1 GemmBenchmark.vector -p transpose=NN -p mnk=broken,64x64x64"))
        .isEqualTo(1);
    assertThat(JmhScore.read(folder.resolve("jmh.json"))).hasSize(1);
    JsonNode bench = JsonMapper.shared().readTree(folder.resolve("bench.json"));
    assertThat(bench.get("rows")).hasSize(1);
    assertThat(bench.get("interrupted").booleanValue()).isFalse();
    assertThat(bench.get("failures")).hasSize(1);
    assertThat(bench.at("/failures/0").asString())
        .startsWith("benchmark GemmBenchmark.vector (mnk = broken");
    assertThat(names(folder)).contains("bench.txt", "surroundings.json");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("superlane: benchmark GemmBenchmark.vector (mnk = broken");
  }
}
