package dev.superlane.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of ten seconds: a tick is 0.1 % of a core. */
class DisturbanceTest {
  private static final long TEN_SECONDS_NS = 10_000_000_000L;

  /** Own work of one core, 9 ticks that rounding may make, and nothing else. */
  private static final Counters QUIET = after(1009, 0, 1000, 0, 0);

  private static Counters after(
      long busy, long stolen, long ownTicks, long waitedNs, long throttledNs) {
    return at(TEN_SECONDS_NS, busy, stolen, ownTicks, waitedNs, throttledNs, 1);
  }

  private static Counters at(
      long nanoTime,
      long busy,
      long stolen,
      long ownTicks,
      long waitedNs,
      long throttledNs,
      long thread) {
    return new Counters(
        nanoTime,
        Optional.of(new CpuTimes(busy, stolen)),
        OptionalLong.of(ownTicks),
        thread,
        OptionalLong.of(waitedNs),
        OptionalLong.of(0),
        OptionalLong.empty(),
        OptionalLong.of(throttledNs),
        Optional.empty(),
        OptionalLong.empty());
  }

  private static Disturbance until(Counters after) {
    return Disturbance.between(at(0, 0, 0, 0, 0, 0, 1), after, Optional.empty());
  }

  private static void expectQuiet(Disturbance disturbance) {
    assertThat(disturbance.reason()).isEmpty();
    assertThat(disturbance.facts()).containsEntry("disturbed", false).containsEntry("reason", null);
  }

  private static void expect(Disturbance disturbance, String reason) {
    assertThat(disturbance.reason()).hasValue(reason);
    assertThat(disturbance.facts())
        .containsEntry("disturbed", true)
        .containsEntry("reason", reason);
  }

  @Test
  void aQuietRunIsNotDisturbed() {
    expectQuiet(until(QUIET));
    assertThat(until(QUIET).facts())
        .containsEntry("seconds", 10.0)
        .containsEntry("own_cores", 1.0)
        .containsEntry("others_cores", 0.0)
        .containsEntry("steal_share", 0.0);
  }

  @Test
  void stealDisturbsBeyondOnePerCentOfTheWantedTime() {
    // 1 of the 11 ticks may be rounding; 10 / (1009 + 11) is below the bound, 11 / 1021 above.
    expectQuiet(until(after(1009, 11, 1000, 0, 0)));
    expect(
        until(after(1009, 12, 1000, 0, 0)),
        "other guests took 1.1 % of the CPU time (at most 1 %)");
  }

  @Test
  void otherProgramsDisturbBeyondATenthOfACore() {
    expectQuiet(until(after(1109, 0, 1000, 0, 0)));
    expect(until(after(1119, 0, 1000, 0, 0)), "other programs used 11 % of a core (at most 10 %)");
  }

  /** A thread waits for the JVM's own threads too: then others had no time. */
  @Test
  void waitingDisturbsAsFarAsOthersRan() {
    long twoPerCent = TEN_SECONDS_NS / 50;
    expectQuiet(until(after(1009, 0, 1000, twoPerCent, 0)));
    expectQuiet(until(after(1019, 0, 1000, twoPerCent, 0)));
    expect(
        until(after(1029, 0, 1000, twoPerCent, 0)),
        "other programs took the measuring thread's core for 2.0 % of the time (at most 1 %)");
    Counters otherThread = at(TEN_SECONDS_NS, 1029, 0, 1000, twoPerCent, 0, 2);
    expectQuiet(until(otherThread));
  }

  @Test
  void aStoppedControlGroupDisturbs() {
    expectQuiet(until(after(1009, 0, 1000, 0, TEN_SECONDS_NS / 100)));
    expect(
        until(after(1009, 0, 1000, 0, TEN_SECONDS_NS / 20)),
        "the control group stood still at its CPU limit for 5.0 % of the time (at most 1 %)");
  }

  @Test
  void everyReasonIsNamed() {
    assertThat(until(after(2000, 500, 1000, TEN_SECONDS_NS, TEN_SECONDS_NS)).reason())
        .get()
        .asString()
        .contains("other guests", "other programs took", "stood still", "other programs used 99 %")
        .hasLineCount(1);
  }

  @Test
  void theRunQueueIsRecordedAndNotJudged() {
    RunQueue.Length length = new RunQueue.Length(100, 7.5, 9);
    Disturbance disturbance =
        Disturbance.between(at(0, 0, 0, 0, 0, 0, 1), QUIET, Optional.of(length));
    expectQuiet(disturbance);
    assertThat(disturbance.facts())
        .containsEntry("runnable_mean", 7.5)
        .containsEntry("runnable_most", 9)
        .containsEntry("runnable_samples", 100L);
  }

  /** Another system than Linux has no such files. */
  @Test
  void whereNothingIsReadableNobodyCanTell(@TempDir Path empty) {
    Counters nothing = Counters.read(empty);
    Disturbance disturbance = Disturbance.between(nothing, Counters.read(empty), Optional.empty());
    assertThat(disturbance.reason()).isEmpty();
    assertThat(disturbance.facts())
        .containsEntry("disturbed", null)
        .containsEntry("reason", "steal and other programs are not readable here")
        .doesNotContainKeys("others_cores", "steal_share");
  }
}
