package dev.superlane.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.sweep.TimeLeft.Work;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
  private static final Work SLOW = new Work("slow", 8e9);
  private static final Work FAST = new Work("fast", 1e9);

  @Test
  void isCorrectedByWhatIsDone() {
    TimeLeft left = new TimeLeft(List.of(SLOW, SLOW, FAST, FAST), 2);
    assertThat(left.seconds()).isEqualTo(9);
    // Twice as long as expected: so will be all, as far as is known.
    left.done(SLOW, 16e9);
    assertThat(left.seconds()).isEqualTo(10);
    // The fast ones take half as long as expected.
    left.done(FAST, 0.5e9);
    assertThat(left.seconds()).isEqualTo(8.25);
    left.done(FAST, 0.5e9);
    left.done(SLOW, 16e9);
    assertThat(left.seconds()).isZero();
  }

  @Test
  void isSaidInWords() {
    assertThat(TimeLeft.words(40.4)).isEqualTo("40 seconds");
    assertThat(TimeLeft.words(720)).isEqualTo("12 minutes");
    assertThat(TimeLeft.words(3.52 * 3600)).isEqualTo("3.5 hours");
  }
}
