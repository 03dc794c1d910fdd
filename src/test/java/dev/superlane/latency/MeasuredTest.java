package dev.superlane.latency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.latency.JvmEvent.Kind;
import dev.superlane.machine.Disturbance;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredTest {
  private static Measured measured(boolean readable, JvmEvent... events) {
    ServiceTimes times = new ServiceTimes();
    times.record(step -> {}, () -> true, 0, 3);
    times.longest().reset();
    times.longest().offer(1, 1000, 100);
    times.longest().offer(2, 5000, 50);
    return new Measured(
        "latency-x",
        Map.of("path", "dense"),
        times,
        900,
        List.of(events),
        readable,
        new Disturbance(Optional.empty(), Map.of("disturbed", false)));
  }

  /** Pauses come first: what is compiled elsewhere need not be the cause. */
  @Test
  void theLongestAreExplainedByWhatOverlappedThem() {
    Measured measured =
        measured(
            true,
            new JvmEvent(Kind.COMPILATION, 1010, 10, "c2 level 4 of A.b"),
            new JvmEvent(Kind.GC_PAUSE, 1050, 1000, "G1New, cause"),
            new JvmEvent(Kind.SAFEPOINT, 3000, 1000, "elsewhere"));
    assertThat(measured.during(0))
        .containsExactly(
            "GC pause (G1New, cause, 1.0 us)", "compilation (c2 level 4 of A.b, 0.0 us)");
    assertThat(measured.during(1)).isEmpty();
    assertThat(measured.jvmSummary())
        .isEqualTo(
            "1 GC pause (1 us), 1 safepoint (1 us), 0 deoptimizations, 1 compilation (0 us)");
    assertThat(measured.json())
        .containsEntry("path", "dense")
        .containsEntry("recorded", 3L)
        .containsEntry("max_ns", 100L)
        .containsKeys("percentiles_ns", "jvm", "longest", "surroundings");
  }

  @Test
  void itsEventsAreATable(@TempDir Path folder) throws Exception {
    measured(true, new JvmEvent(Kind.SAFEPOINT, 1900, 2500, "say \"why\""))
        .write(folder, List.of("a comment"));
    assertThat(folder.resolve("latency-x-jvm.csv"))
        .hasContent(
            """
            start_us,duration_us,kind,what
            1.000,2.500,safepoint,"say ""why""\"
            """);
    assertThat(folder.resolve("latency-x.hlog")).exists();
  }

  @Test
  void aVmWithoutFlightRecorderSaysSo(@TempDir Path folder) throws Exception {
    Measured measured = measured(false);
    measured.write(folder, List.of());
    assertThat(measured.jvmSummary()).contains("not readable here");
    assertThat(measured.json()).containsEntry("jvm", "not readable here");
    assertThat(folder.resolve("latency-x-jvm.csv")).doesNotExist();
  }
}
