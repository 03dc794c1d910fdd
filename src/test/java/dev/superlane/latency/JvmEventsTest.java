package dev.superlane.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.superlane.latency.JvmEvent.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class JvmEventsTest {
  /** What lies between the two readings of one clock mark when the thread loses its core there. */
  private static final long CLOCKS_OFF_NS = 500_000_000;

  @Test
  void aCollectionIsAPauseAtItsTime() throws Exception {
    assumeTrue(JvmEvents.available());
    List<JvmEvent> events;
    long before;
    long after;
    try (JvmEvents recording = JvmEvents.start()) {
      before = System.nanoTime();
      System.gc();
      after = System.nanoTime();
      events = recording.stop();
    }
    assertThat(events)
        .filteredOn(event -> event.kind() == Kind.GC_PAUSE && event.what().contains("System.gc()"))
        .isNotEmpty()
        .allSatisfy(event -> {
          assertThat(event.ns()).isPositive();
          assertThat(event.start() - before).isGreaterThan(-CLOCKS_OFF_NS);
          assertThat(after - event.start() - event.ns()).isGreaterThan(-CLOCKS_OFF_NS);
        });
    assertThat(events)
        .filteredOn(event -> event.kind() == Kind.SAFEPOINT)
        .anySatisfy(event -> assertThat(event.what()).contains("Collect"));
    assertThat(events).isSortedAccordingTo((a, b) -> Long.compare(a.start(), b.start()));
  }

  @Test
  void whatOverlapsSharesTime() {
    JvmEvent event = new JvmEvent(Kind.SAFEPOINT, 100, 50, "x");
    assertThat(event.overlap(0, 99)).isEqualTo(-1);
    assertThat(event.overlap(0, 120)).isEqualTo(20);
    assertThat(event.overlap(110, 10)).isEqualTo(10);
    assertThat(event.overlap(140, 100)).isEqualTo(10);
    assertThat(event.overlap(151, 100)).isEqualTo(-1);
    assertThat(new JvmEvent(Kind.DEOPTIMIZATION, 100, 0, "x").overlap(90, 20)).isZero();
    assertThat(new JvmEvent(Kind.DEOPTIMIZATION, 111, 0, "x").overlap(90, 20)).isEqualTo(-1);
  }
}
