package dev.superlane.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.superlane.TestClassPath;
import dev.superlane.bench.Jdk;
import dev.superlane.bench.JmhArguments;
import dev.superlane.bench.JmhRun;
import dev.superlane.profile.Bandwidth;
import dev.superlane.profile.MachineProfile;
import dev.superlane.profile.Profiles;
import dev.superlane.profile.Roof;
import dev.superlane.profile.Work;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.profile.ProfilerException;
import org.openjdk.jmh.results.ScalarResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class RooflineProfilerTest {
  private static final String PROFILER = "dev.superlane.jmh.RooflineProfiler";

  @TempDir private Path folder;

  @Test
  void figuresAreRatesAndTheirShareOfTheRoof() {
    Roof roof = new Roof(100, List.of(new Bandwidth(1000, 10, 10)), 1);
    // Two operations a nanosecond: 40 GFLOP/s, 16 GB/s; at 2.5 flops a byte the roof is 25.
    assertThat(figures(new Work(20, 8), roof, 2))
        .containsExactly(
            "gflops 40.0 GFLOP/s",
            "gbytes 16.0 GB/s",
            "intensity 2.5 flops/byte",
            "percentOfRoof 160.0 %");
    assertThat(figures(new Work(20, 0), roof, 2))
        .containsExactly("gflops 40.0 GFLOP/s", "percentOfRoof 40.0 %");
    assertThat(figures(new Work(20, 0), null, 2)).containsExactly("gflops 40.0 GFLOP/s");
    assertThat(figures(new Work(0, 8), roof, 0.5)).contains("percentOfRoof 40.0 %");
  }

  private static List<String> figures(Work work, Roof roof, double perNanosecond) {
    List<String> lines = new ArrayList<>();
    for (ScalarResult figure : RooflineProfiler.figures(work, roof, perNanosecond)) {
      lines.add("%s %s %s".formatted(figure.getLabel(), figure.getScore(), figure.getScoreUnit()));
    }
    return lines;
  }

  @Test
  void anOptionThatItDoesNotKnowIsRefused() {
    assertThatThrownBy(() -> new RooflineProfiler("peak=1"))
        .isInstanceOf(ProfilerException.class)
        .hasMessage("the roofline profiler's option is 'peak=1', allowed is machine=FILE or rates");
    assertThatThrownBy(() -> new RooflineProfiler("machine=/nowhere/x"))
        .isInstanceOf(ProfilerException.class)
        .hasMessage("machine is /nowhere/x, which cannot be read");
  }

  @Test
  void rowsOfJmhHaveTheFigures() throws Exception {
    Path profile = folder.resolve("machine.json");
    Profiles.here().write(profile);

    JsonNode rows =
        run(
            PROFILER + ":machine=" + profile,
            "GemmBenchmark.vector|PathBenchmark|SamplerBenchmark",
            "-p",
            "transpose=NN",
            "-p",
            "mnk=64x64x64",
            "-p",
            "path=DENSE",
            "-p",
            "cell=64 16 32 1 1.5 frozen relu",
            "-p",
            "features=512",
            "-p",
            "density=1");

    assertThat(rows).hasSize(3);
    Roof roof = Profiles.here().roof(1);
    JsonNode gemm = row(rows, "GemmBenchmark");
    holds(gemm, Work.gemm(64, 64, 64), score(gemm) / 1e9, roof);
    JsonNode step = row(rows, "PathBenchmark");
    // Microseconds an operation; the mean of rates is that of times only where both are one.
    assertThat(step.at("/measurementIterations").intValue()).isEqualTo(1);
    holds(step, Work.denseStep(64, 16, 32, false), 1e-3 / score(step), roof);
    assertThat(row(rows, "SamplerBenchmark").path("secondaryMetrics").has("gflops")).isFalse();
    assertThat(folder.resolve("jmh.log"))
        .content()
        .contains("# Roofline: " + profile + ", measured 2026-01-01T00:00:00Z: fma peak")
        .contains("SamplerBenchmark.sample, so it gets no figures");
  }

  private static void holds(JsonNode row, Work work, double perNanosecond, Roof roof) {
    holds(row, "gflops", "GFLOP/s", work.flops() * perNanosecond);
    holds(row, "gbytes", "GB/s", work.bytes() * perNanosecond);
    holds(row, "intensity", "flops/byte", work.flops() / work.bytes());
    holds(row, "percentOfRoof", "%", 100 * roof.share(work, 1 / perNanosecond));
  }

  /** One iteration's rounding apart. */
  private static void holds(JsonNode row, String name, String unit, double expected) {
    JsonNode metric = row.path("secondaryMetrics").path(name);
    assertThat(metric.path("scoreUnit").asString()).isEqualTo(unit);
    assertThat(metric.path("score").doubleValue())
        .as(name)
        .isCloseTo(expected, within(1e-12 * expected));
  }

  private static double score(JsonNode row) {
    return row.at("/primaryMetric/score").doubleValue();
  }

  private static JsonNode row(JsonNode rows, String benchmark) {
    return rows.valueStream()
        .filter(row -> row.path("benchmark").asString().contains(benchmark))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void withoutAnOptionTheRoofIsTheSharedProfilesOrTheForkMeasuresIt() throws Exception {
    JsonNode rows =
        run(PROFILER, "ElementwiseBenchmark.vector", "-p", "operation=DOT", "-p", "length=4096");
    assertThat(row(rows, "Elementwise").at("/secondaryMetrics/percentOfRoof/score").doubleValue())
        .isPositive();
    // Whoever runs the tests may have a profile of this machine in reports/local.
    assertThat(folder.resolve("jmh.log"))
        .content()
        .containsPattern(
            "# Roofline: (measured by this fork|" + MachineProfile.SHARED + ", measured)");
  }

  @Test
  void aProfileOfAnotherMachineIsRefused() throws Exception {
    Path profile = folder.resolve("machine.json");
    Profiles.here().write(profile);
    String text =
        Files.readString(profile)
            .replaceAll("\"max_vector_size\" : [^,]*", "\"max_vector_size\" : \"1\"");
    Files.writeString(profile, text);

    assertThatThrownBy(() -> run(PROFILER + ":machine=" + profile, "PeakBenchmark"))
        .isInstanceOf(NoSuchElementException.class);
    assertThat(folder.resolve("jmh.log"))
        .content()
        .contains(
            "machine is " + profile + ", which is of another machine or JVM: max_vector_size");
  }

  /** One fork of one short iteration. */
  private JsonNode run(String profiler, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of("-prof", profiler, "-f", "1", "-wi", "1", "-w", "20ms", "-i", "1", "-r", "50ms"));
    try (TestClassPath _ = new TestClassPath()) {
      Path json =
          JmhRun.start(folder, "jmh", Jdk.running(), JmhArguments.parse(all))
              .finish(new PrintStream(OutputStream.nullOutputStream()))
              .results()
              .orElseThrow();
      return JsonMapper.shared().readTree(json);
    }
  }
}
