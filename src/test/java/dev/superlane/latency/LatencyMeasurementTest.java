package dev.superlane.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Warm-ups without the second of quiet: a hundred steps are enough for steps that do nothing. */
class LatencyMeasurementTest {
  private static volatile Object sink;

  private final Map<String, Object> facts = new LinkedHashMap<>();

  private Measured run(IntConsumer step, int count) throws Exception {
    return new LatencyMeasurement(step, () -> true, 0, 200_000_000).run("x", facts, 10, count);
  }

  @Test
  void everyStepAfterTheWarmUpIsRecorded() throws Exception {
    Measured measured = run(step -> {}, 500);
    assertThat(measured.times().recorded()).isEqualTo(500);
    assertThat((int) facts.get("warm_up")).isGreaterThanOrEqualTo(110);
  }

  @Test
  void stepsThatAllocateAreRefused() {
    assertThatThrownBy(() -> run(step -> sink = new byte[100], 500))
        .isInstanceOf(AllocationException.class)
        .hasMessageContaining("recorded steps, where none are allowed");
  }

  /** Long after the warm-up one step allocates once. */
  @Test
  void oneStepThatAllocatesBeginsTheRecordAnew() throws Exception {
    int[] left = {1};
    Measured measured =
        run(
            step -> {
              if (step > 300_000 && left[0]-- > 0) {
                sink = new byte[100];
              }
            },
            400_000);
    assertThat(measured.times().recorded()).isEqualTo(400_000);
    assertThat((int) facts.get("warm_up")).isGreaterThan(300_000);
    assertThat((int) facts.get("begun_anew")).isPositive();
  }

  @Test
  void nothingIsMeasuredOfWhatIsNotFinite() throws Exception {
    LatencyMeasurement measurement = new LatencyMeasurement(step -> {}, () -> false);
    assertThat(measurement.run("x", facts, 10, 100)).isNull();
    assertThat(measurement.finite()).isFalse();
  }

  @Test
  void aMeasurementThatIsStoppedEnds() throws Exception {
    LatencyMeasurement measurement = new LatencyMeasurement(step -> {}, () -> true);
    measurement.times().stop();
    assertThat(measurement.run("x", facts, 10, 100)).isNull();
    assertThat(measurement.finite()).isTrue();
  }
}
