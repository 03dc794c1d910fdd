package dev.superlane.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoofTest {
  private static final Roof ONE = Roof.of(Profiles.width(256).fma(), Profiles.CURVE, 1);
  private static final Roof ALL = Roof.of(Profiles.width(256).fma(), Profiles.CURVE, 2);
  private static final double L1 = 32 << 10;
  private static final double MEMORY = 64 << 20;

  @Test
  void theRoofIsTheLowerOfPeakAndBandwidth() {
    assertThat(ONE.peak()).isEqualTo(64);
    assertThat(ONE.at(0.5, L1)).isEqualTo(20);
    assertThat(ONE.at(0.5, MEMORY)).isEqualTo(2);
    assertThat(ONE.at(1000, MEMORY)).isEqualTo(64);
    assertThat(ALL.peak()).isEqualTo(128);
    assertThat(ALL.at(0.5, L1)).isEqualTo(30);
  }

  @Test
  void betweenTwoSizesBandwidthIsOnALineOfLogarithms() {
    assertThat(ONE.bandwidth(32 << 10)).isEqualTo(40);
    // 2¹⁵ to 2²⁰ bytes are five octaves, and 40 to 4 a factor of ten.
    assertThat(ONE.bandwidth(1 << 17)).isCloseTo(40 / Math.pow(10, 0.4), within(1e-12));
    assertThat(ONE.bandwidth(1 << 20)).isEqualTo(4);
  }

  @Test
  void beyondTheCurveItsEndsHold() {
    assertThat(ONE.bandwidth(0)).isEqualTo(40);
    assertThat(ONE.bandwidth(1L << 40)).isEqualTo(4);
  }

  @Test
  void aSetIsNoSlowerThanALargerOne() {
    assertThat(ONE.bandwidth(8 << 10)).isEqualTo(40);
    assertThat(ALL.bandwidth(8 << 10)).isEqualTo(60);
  }

  @Test
  void someCoresDoAtMostTheirMultipleOfOneAndWhatAllDo() {
    Rate fma = new Rate("fma", "registers", 0, "GFLOP/s", 10, 70);
    assertThat(Roof.of(fma, Profiles.CURVE, 3).peak()).isEqualTo(30);
    assertThat(Roof.of(fma, Profiles.CURVE, 8).peak()).isEqualTo(70);
  }

  @Test
  void aShareIsOfWhicheverLimitIsNearer() {
    // 2000 flops at 64 GFLOP/s take 31.25 ns, 12 000 bytes at 40 GB/s take 300.
    assertThat(ONE.share(Work.axpy(1000), 600)).isEqualTo(0.5);
    assertThat(ONE.share(Work.copy(1000), 400)).isEqualTo(0.5);
    assertThat(ONE.share(new Work(640, 0), 20)).isEqualTo(0.5);
  }

  @Test
  void aPointHasItsShareOfTheRoof() {
    RooflinePoint point = point(Work.dot(1000), 500);
    assertThat(point.intensity()).isEqualTo(0.25);
    assertThat(point.gflops()).isEqualTo(4);
    assertThat(point.roof()).isEqualTo(10);
    assertThat(point.shareOfRoof()).isEqualTo(0.4);
    assertThat(point.level()).isEqualTo("L1");
    assertThat(point.aboveRoof()).isNull();
  }

  @Test
  void aShareAboveAHundredIsMarkedWithItsReason() {
    assertThat(point(Work.dot(1000), 200 / 1.04).aboveRoof()).isNull();
    assertThat(point(Work.dot(1000), 200 / 1.06).aboveRoof())
        .startsWith("moves 42 GB/s where no loop over as large a set moved more than 40");
    assertThat(point(Work.gemm(64, 64, 64), 1000).aboveRoof()).startsWith("faster than the fma");
  }

  private static RooflinePoint point(Work work, double nanoseconds) {
    return RooflinePoint.of("name", work, nanoseconds, Profiles.SETS, ONE);
  }

  @Test
  void bytesFitTheFirstLevelThatHoldsThem() {
    assertThat(WorkingSet.level(Profiles.SETS, 32 << 10, 1)).isEqualTo("L1");
    assertThat(WorkingSet.level(Profiles.SETS, (32 << 10) + 1, 1)).isEqualTo("memory");
    assertThat(WorkingSet.level(Profiles.SETS, 64 << 10, 2)).isEqualTo("L1");
  }

  @Test
  void aLevelHasTheBandwidthOfItsBestLoop() {
    assertThat(Profiles.width(256).bandwidth("L1", 1)).isEqualTo(40);
    assertThat(Profiles.width(256).bandwidth("memory", 2)).isEqualTo(6);
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
