package dev.superlane.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CacheLevelsTest {
  private static final long KIB = 1024;

  /** From 8 KiB, doubling. */
  private static List<Latency> doubling(double... ns) {
    List<Latency> curve = new ArrayList<>();
    for (int i = 0; i < ns.length; i++) {
      curve.add(new Latency(8 * KIB << i, ns[i]));
    }
    return curve;
  }

  @Test
  void sharpStepsEndLevelsAtTheirFeet() {
    assertThat(CacheLevels.of(doubling(1, 1, 1, 4, 4, 4, 4, 20, 20, 20, 100, 100)))
        .containsExactly(32 * KIB, 512 * KIB, 4096 * KIB);
  }

  @Test
  void aSlowClimbEndsItsLevelBelowTheGeometricMean() {
    // From 4 to 16 the mean is 8: 7.9 belongs to the level, 8.1 does not.
    assertThat(CacheLevels.of(doubling(4, 4, 6, 7.9, 11, 16, 16))).containsExactly(64 * KIB);
    assertThat(CacheLevels.of(doubling(4, 4, 6, 8.1, 11, 16, 16))).containsExactly(32 * KIB);
  }

  @Test
  void aClimbWithOneFlatSizeIsOne() {
    assertThat(CacheLevels.of(doubling(1, 1, 2, 2, 4, 4, 4))).containsExactly(64 * KIB);
  }

  @Test
  void twoFlatSizesSeparateLevels() {
    assertThat(CacheLevels.of(doubling(1, 1, 2, 2, 2, 4, 4))).containsExactly(16 * KIB, 128 * KIB);
  }

  @Test
  void aSmallClimbIsNoLevel() {
    assertThat(CacheLevels.of(doubling(1, 1, 1.5, 1.5, 1.5, 1.5))).isEmpty();
    assertThat(CacheLevels.of(doubling(1, 1, 1.61, 1.61, 1.61))).containsExactly(16 * KIB);
  }

  @Test
  void aDisturbedSizeCountsAsTheLargerOnesShow() {
    assertThat(CacheLevels.of(doubling(1, 9, 1, 4, 30, 4, 4, 4))).containsExactly(32 * KIB);
  }

  @Test
  void aClimbMayReachTheEnd() {
    assertThat(CacheLevels.of(doubling(1, 1, 1, 2, 4))).containsExactly(64 * KIB);
  }
}
