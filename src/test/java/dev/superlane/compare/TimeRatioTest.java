package dev.superlane.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.superlane.fit.StudentT;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeRatioTest {
  private static LogTimes logTimes(String mode, double... forks) {
    List<double[]> scores =
        Arrays.stream(forks).mapToObj(log -> new double[] {Math.exp(log)}).toList();
    Measurement.Key key = new Measurement.Key("b", mode, 1, Map.of(), List.of());
    return new LogTimes(new Measurement(key, "", "", scores));
  }

  /**
   * By hand: means 2 and 5, variances 1 and 4, so the error is √(1/3 + 4/3) and Welch's degrees of
   * freedom 25 / (1/2 + 16/2) = 2.941.
   */
  @Test
  void isWelchsForForksOfOneIteration() {
    TimeRatio ratio = TimeRatio.of(logTimes("avgt", 1, 2, 3), logTimes("avgt", 3, 5, 7));
    assertThat(ratio.log()).isEqualTo(3, within(1e-12));
    assertThat(ratio.error()).isEqualTo(Math.sqrt(5.0 / 3), within(1e-12));
    assertThat(ratio.degrees()).isEqualTo(25 / 8.5, within(1e-9));
    double student = StudentT.critical(0.05, 25 / 8.5) * Math.sqrt(5.0 / 3);
    assertThat(ratio.low()).isEqualTo(3 - student, within(1e-9));
    assertThat(ratio.high()).isEqualTo(3 + student, within(1e-9));
    assertThat(ratio.p(1)).isEqualTo(StudentT.tails(2 / ratio.error(), ratio.degrees()));
    assertThat(ratio.p(3)).isEqualTo(1);
  }

  /**
   * Speeds 1 and 3: variance 2, relative to 2² 1/2; of the mean of two 1/4, of three forks 1/12.
   */
  @Test
  void forksAreNoCloserThanTheirIterationsAllow() {
    double[] fork = {1, 3};
    Measurement.Key key = new Measurement.Key("b", "thrpt", 1, Map.of(), List.of());
    Measurement equal = new Measurement(key, "", "", List.of(fork, fork, fork));
    assertThat(new LogTimes(equal).variance()).isEqualTo(1.0 / 12, within(1e-12));
  }

  /** Throughput's score is a rate: B's is lower, its time longer by the same factor. */
  @Test
  void readsTheSameForThroughputAndTime() {
    TimeRatio time = TimeRatio.of(logTimes("avgt", 1, 2, 4), logTimes("avgt", 3, 5, 6));
    TimeRatio rate = TimeRatio.of(logTimes("thrpt", -1, -2, -4), logTimes("thrpt", -3, -5, -6));
    assertThat(rate.log()).isPositive().isEqualTo(time.log(), within(1e-12));
    assertThat(rate.low()).isEqualTo(time.low(), within(1e-12));
    assertThat(rate.high()).isEqualTo(time.high(), within(1e-12));
  }

  /** Operations by time: 3 and 1 a second are 4 in 2 seconds; 1/3 s and 1 s each are the same. */
  @Test
  void aForkCountsWithItsMeanSpeed() {
    Measurement.Key rate = new Measurement.Key("b", "thrpt", 1, Map.of(), List.of());
    Measurement.Key time = new Measurement.Key("b", "avgt", 1, Map.of(), List.of());
    for (Measurement each :
        List.of(
            new Measurement(rate, "", "", List.of(new double[] {3, 1})),
            new Measurement(time, "", "", List.of(new double[] {1.0 / 3, 1})))) {
      assertThat(new LogTimes(each).mean()).isEqualTo(-Math.log(2), within(1e-12));
    }
  }

  /** Slow iterations are skewed: at 10 forks the bootstrap reaches further than Student's. */
  @Test
  void theIntervalIsTheWiderOfTwo() {
    Random random = new Random(3);
    int wider = 0;
    for (int c = 0; c < 50; c++) {
      LogTimes a = new LogTimes(Synthetic.INTERRUPTED.measure(random, 10, 4, 1, 0));
      LogTimes b = new LogTimes(Synthetic.INTERRUPTED.measure(random, 10, 4, 1, 0));
      TimeRatio ratio = TimeRatio.of(a, b);
      double student = StudentT.critical(0.05, ratio.degrees()) * ratio.error();
      double[] sorted = TimeRatio.replicates(a, b);
      assertThat(ratio.low()).isEqualTo(Math.min(ratio.log() - student, sorted[49]));
      assertThat(ratio.high()).isEqualTo(Math.max(ratio.log() + student, sorted[1949]));
      wider += ratio.low() == sorted[49] || ratio.high() == sorted[1949] ? 1 : 0;
    }
    assertThat(wider).isPositive();
  }

  @Test
  void theSameScoresGiveTheSameIntervalInEachRun() {
    Pairs.Pair pair = Synthetic.TWO_MODES.pair(new Random(5), 10, 1, 0);
    TimeRatio first = TimeRatio.of(new LogTimes(pair.a()), new LogTimes(pair.b()));
    assertThat(TimeRatio.of(new LogTimes(pair.a()), new LogTimes(pair.b()))).isEqualTo(first);
  }

  /** Nothing varies: the interval is a point, and any difference beyond the threshold is clear. */
  @Test
  void scoresWithoutNoise() {
    TimeRatio ratio = TimeRatio.of(logTimes("avgt", 1, 1), logTimes("avgt", 2, 2));
    assertThat(ratio.low()).isEqualTo(ratio.high()).isEqualTo(1, within(1e-12));
    assertThat(ratio.p(0.5)).isZero();
    assertThat(ratio.p(1.5)).isEqualTo(1);
  }
}
