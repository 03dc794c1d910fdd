package dev.superlane.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.superlane.data.Spectrum;
import dev.superlane.jmh.StepBenchmark;
import dev.superlane.model.Embedding;
import dev.superlane.model.Problem;
import org.junit.jupiter.api.Test;

class LeastWorkTest {
  @Test
  void flopsAreThoseOfProductsOverDistinctFeaturesAndOfEntries() {
    LeastWork work = new LeastWork(StepBenchmark.problem("10x3x8", Embedding.FROZEN).shape(), 4, 7);
    // V and P, 2·4·3·(3 + 10); a row of P an entry, 2·7·10; g_S, 2·4·3·3.
    assertThat(work.products()).isEqualTo(312);
    assertThat(work.combining()).isEqualTo(140);
    assertThat(work.coreGradient()).isEqualTo(72);
    assertThat(work.flops()).isEqualTo(524);
  }

  @Test
  void meanCountsAreThoseOfTheSpectrum() {
    Problem problem = StepBenchmark.problem("64x16x32", Embedding.FROZEN);
    int batches = 2000;
    LeastWork mean = LeastWork.mean(problem, 5, batches);
    Spectrum spectrum = problem.spectrum();
    double distinct = 0;
    for (int i = 0; i < spectrum.features(); i++) {
      distinct += 1 - Math.pow(1 - spectrum.probability(i), 32);
    }
    // Sums of independent Bernoullis: a count's variance is at most its mean; 6 σ.
    double entries = 32 * spectrum.sum();
    assertThat(mean.distinct()).isCloseTo(distinct, within(6 * Math.sqrt(distinct / batches)));
    assertThat(mean.entries()).isCloseTo(entries, within(6 * Math.sqrt(entries / batches)));
  }
}
