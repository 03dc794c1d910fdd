package dev.superlane.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoofTest {
  private static final Roof ONE = new Roof(Profiles.width(256), Profiles.SETS, 1);
  private static final Roof ALL = new Roof(Profiles.width(256), Profiles.SETS, 2);

  @Test
  void theRoofIsTheLowerOfPeakAndBandwidth() {
    assertThat(ONE.peak()).isEqualTo(64);
    assertThat(ONE.bandwidth("L1")).isEqualTo(40);
    assertThat(ONE.at(0.5, "L1")).isEqualTo(20);
    assertThat(ONE.at(0.5, "memory")).isEqualTo(2);
    assertThat(ONE.at(1000, "memory")).isEqualTo(64);
    assertThat(ALL.peak()).isEqualTo(128);
    assertThat(ALL.at(0.5, "L1")).isEqualTo(30);
  }

  @Test
  void bytesComeFromTheFirstLevelThatHoldsThem() {
    assertThat(ONE.level(32 << 10)).isEqualTo("L1");
    assertThat(ONE.level((32 << 10) + 1)).isEqualTo("memory");
    assertThat(ALL.level(64 << 10)).isEqualTo("L1");
  }

  @Test
  void aPointHasItsShareOfTheRoof() {
    RooflinePoint point = ONE.point("dot", Work.dot(1000), 500);
    assertThat(point.intensity()).isEqualTo(0.25);
    assertThat(point.gflops()).isEqualTo(4);
    assertThat(point.roof()).isEqualTo(10);
    assertThat(point.shareOfRoof()).isEqualTo(0.4);
  }

  @Test
  void workingSetsAreHalfOfEachCacheAndMemoryIsFarBeyond() {
    assertThat(WorkingSet.of(List.of(32L << 10, 1L << 20, 32L << 20)))
        .containsExactly(
            new WorkingSet("L1", 16 << 10, false),
            new WorkingSet("L2", 512 << 10, false),
            new WorkingSet("L3", 16 << 20, true),
            new WorkingSet("memory", 128 << 20, true));
    assertThat(WorkingSet.of(List.of(32L << 10, 1L << 20)))
        .containsExactly(
            new WorkingSet("L1", 16 << 10, false),
            new WorkingSet("L2", 512 << 10, false),
            new WorkingSet("memory", 64 << 20, true));
  }
}
