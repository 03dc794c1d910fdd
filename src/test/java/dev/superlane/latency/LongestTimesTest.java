package dev.superlane.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LongestTimesTest {
  @Test
  void theTenLongestAreKeptInOrder() {
    SplittableRandom random = new SplittableRandom(1);
    LongestTimes longest = new LongestTimes();
    long[] times = random.longs(1000, 1, 500).toArray();
    for (int i = 0; i < times.length; i++) {
      longest.offer(i, 7L * i, times[i]);
    }
    long[] kept = IntStream.range(0, longest.count()).mapToLong(longest::ns).toArray();
    long[] sorted = Arrays.stream(times).sorted().toArray();
    assertThat(kept).hasSize(10);
    for (int rank = 0; rank < 10; rank++) {
      assertThat(kept[rank]).isEqualTo(sorted[sorted.length - 1 - rank]);
      assertThat(times[longest.step(rank)]).isEqualTo(kept[rank]);
      assertThat(longest.start(rank)).isEqualTo(7L * longest.step(rank));
    }
  }

  @Test
  void fewerThanTenAreAll() {
    LongestTimes longest = new LongestTimes();
    longest.offer(0, 0, 5);
    longest.offer(1, 1, 9);
    assertThat(longest.count()).isEqualTo(2);
    assertThat(longest.step(0)).isEqualTo(1);
    longest.reset();
    assertThat(longest.count()).isZero();
    assertThat(longest.ns(0)).isZero();
  }
}
