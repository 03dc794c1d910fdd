package dev.superlane.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.sweep.TimeLeft.Work;
import org.junit.jupiter.api.Test;

class CapacityTest {
  private static Cost cost(int threads, long bytes) {
    return new Cost(new Work("any", 1), threads, bytes);
  }

  @Test
  void cellsFillTheCores() {
    Capacity capacity = new Capacity(3, 100);
    assertThat(capacity.take(cost(1, 1))).isTrue();
    assertThat(capacity.take(cost(2, 1))).isTrue();
    assertThat(capacity.take(cost(1, 1))).isFalse();
    capacity.give(cost(1, 1));
    assertThat(capacity.take(cost(2, 1))).isFalse();
    assertThat(capacity.take(cost(1, 1))).isTrue();
  }

  @Test
  void cellsShareTheHeap() {
    Capacity capacity = new Capacity(4, 100);
    assertThat(capacity.take(cost(1, 30))).isTrue();
    assertThat(capacity.take(cost(1, 30))).isFalse();
    assertThat(capacity.take(cost(1, 20))).isTrue();
  }

  @Test
  void aCellThatNeedsMoreThanThereIsRunsAlone() {
    Capacity capacity = new Capacity(2, 100);
    assertThat(capacity.take(cost(8, 90))).isTrue();
    assertThat(capacity.take(cost(1, 1))).isFalse();
    capacity.give(cost(8, 90));
    assertThat(capacity.take(cost(1, 1))).isTrue();
    assertThat(capacity.take(cost(8, 90))).isFalse();
  }
}
