package dev.superlane.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SurvivalTableTest {
  private static final double LARGEST_UNIFORM = 1 - 0x1p-53;

  static List<Spectrum> spectra() {
    double[] gaps = new double[300];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = i % 3 == 0 ? 1 + i : 0;
    }
    double[] zeroEnds = new double[64];
    zeroEnds[20] = 3;
    zeroEnds[21] = 1e-12;
    zeroEnds[40] = 1;
    return List.of(
        Spectrum.power(512, 1.5, 1),
        Spectrum.power(300, 1.1, 40),
        Spectrum.power(65_536, 3, 1),
        Spectrum.exponential(512, 5, 2),
        Spectrum.exponential(512, 1, 20),
        Spectrum.linear(200, 150),
        Spectrum.linear(2, 1),
        Spectrum.linear(2, 100),
        Spectrum.linear(4096, 1e-9),
        Spectrum.counts(gaps, 30),
        Spectrum.counts(zeroEnds, 1),
        Spectrum.counts(zeroEnds, 3),
        // p = 1 - 2^-53: S jumps over many octaves.
        Spectrum.counts(new double[] {1, 1, 1e-3, 1}, 3.0009999999999997));
  }

  /** The definition: the first feature after {@code from} with S_j ≤ threshold. */
  private static int first(SurvivalTable table, int from, double threshold) {
    int j = from;
    while (table.survival(j) > threshold) {
      j++;
    }
    return j;
  }

  @ParameterizedTest
  @MethodSource("spectra")
  void segmentsCoverAllFeaturesAndEndAtTheBound(Spectrum spectrum) {
    SurvivalTable table = new SurvivalTable(spectrum);
    int j = 0;
    for (int s = 0; s < table.segments(); s++) {
      double current = 1;
      do {
        assertThat(current).isGreaterThan(0x1p-16);
        current *= 1 - spectrum.probability(j);
        assertThat(table.survival(j)).isEqualTo(current);
        j++;
      } while (j < spectrum.features() && current > 0x1p-16);
      assertThat(table.end(s)).isEqualTo(current);
    }
    assertThat(j).isEqualTo(spectrum.features());
  }

  @ParameterizedTest
  @MethodSource("spectra")
  void findsWhatAScanFromTheStartFinds(Spectrum spectrum) {
    SurvivalTable table = new SurvivalTable(spectrum);
    SplittableRandom random = new SplittableRandom(1);
    int start = 0;
    for (int s = 0; s < table.segments(); s++) {
      int end = start;
      while (end < spectrum.features() - 1 && table.survival(end) > 0x1p-16) {
        end++;
      }
      List<Double> thresholds = new ArrayList<>();
      // Each S_j of a segment and its neighbours, from either side; of long ones a random part.
      for (int j = start; j <= end; j++) {
        if (end - start < 1000 || random.nextInt(end - start) < 500) {
          double at = table.survival(j);
          thresholds.addAll(List.of(at, Math.nextDown(at), Math.nextUp(at), at * LARGEST_UNIFORM));
        }
      }
      for (int octave = 0; octave <= 17; octave++) {
        double edge = Math.scalb(1.0, -octave);
        thresholds.addAll(List.of(edge, Math.nextDown(edge), edge * random.nextDouble()));
      }
      thresholds.add(0.0);
      for (double threshold : thresholds) {
        if (threshold >= table.end(s) && threshold < 1) {
          assertThat(table.find(s, threshold)).isEqualTo(first(table, start, threshold));
        }
      }
      start = end + 1;
    }
  }

  @ParameterizedTest
  @MethodSource("spectra")
  void neverFindsProbabilityZeroNorPassesOne(Spectrum spectrum) {
    SurvivalTable table = new SurvivalTable(spectrum);
    SplittableRandom random = new SplittableRandom(2);
    for (int s = 0; s < table.segments(); s++) {
      for (double uniform : new double[] {0, 0x1p-53, LARGEST_UNIFORM, 0.5, random.nextDouble()}) {
        double current = 1;
        while (current > table.end(s) && uniform * current >= table.end(s)) {
          int found = table.find(s, uniform * current);
          assertThat(spectrum.probability(found)).isPositive();
          assertThat(table.survival(found)).isLessThan(current);
          current = table.survival(found);
        }
        // Whatever is drawn, only a certain feature has survival 0, and it is found by any number.
        if (table.end(s) == 0) {
          assertThat(current).isZero();
        }
      }
    }
  }

  /** The class comment bounds the expected number of steps by 2 for any spectrum. */
  @ParameterizedTest
  @MethodSource("spectra")
  void scansAreShort(Spectrum spectrum) {
    assertThat(meanSteps(spectrum)).isLessThanOrEqualTo(2);
  }

  @Test
  void scansDoNotGrowWithFeatures() {
    for (int features = 512; features <= 32_768; features *= 2) {
      assertThat(new SurvivalTable(Spectrum.power(features, 1.5, 1)).segments()).isEqualTo(1);
      assertThat(meanSteps(Spectrum.power(features, 1.5, 1))).isLessThanOrEqualTo(2);
      assertThat(meanSteps(Spectrum.linear(features, 11))).isLessThanOrEqualTo(2);
      assertThat(meanSteps(Spectrum.linear(features, 100))).isLessThanOrEqualTo(2);
    }
  }

  /** Steps of the scan a draw, over the draws of 2000 samples. */
  private static double meanSteps(Spectrum spectrum) {
    SurvivalTable table = new SurvivalTable(spectrum);
    SplittableRandom random = new SplittableRandom(3);
    long steps = 0;
    long draws = 0;
    for (int sample = 0; sample < 2000; sample++) {
      for (int s = 0; s < table.segments(); s++) {
        double current = 1;
        while (current > table.end(s)) {
          draws++;
          double threshold = random.nextDouble() * current;
          if (threshold < table.end(s)) {
            break;
          }
          int found = table.find(s, threshold);
          steps += found - table.guess(s, threshold);
          current = table.survival(found);
        }
      }
    }
    return (double) steps / draws;
  }
}
