package dev.superlane.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RecordScheduleTest {
  private static List<Integer> upTo(int last) {
    List<Integer> steps = new ArrayList<>(List.of(0));
    while (steps.getLast() < last) {
      steps.add(RecordSchedule.next(steps.getLast(), last));
    }
    return steps;
  }

  @Test
  void sixteenADecadeWithoutRepeats() {
    assertThat(upTo(100))
        .containsExactly(
            0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 12, 13, 15, 18, 21, 24, 27, 32, 37, 42, 49, 56, 65, 75,
            87, 100);
    TreeSet<Integer> all = new TreeSet<>(List.of(0));
    for (int k = 0; k <= 96; k++) {
      all.add((int) Math.round(Math.pow(10, k / 16.0)));
    }
    assertThat(upTo(1_000_000)).containsExactlyElementsOf(all);
  }

  @Test
  void endsWithTheLastStep() {
    assertThat(upTo(11)).endsWith(9, 10, 11);
    assertThat(upTo(0)).containsExactly(0);
    assertThat(RecordSchedule.holds(11)).isFalse();
    assertThat(RecordSchedule.holds(10)).isTrue();
    assertThat(upTo(Integer.MAX_VALUE)).endsWith(2_053_525_026, Integer.MAX_VALUE);
  }
}
