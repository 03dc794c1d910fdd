package dev.superlane.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SparseBatchTest {
  @Test
  void roomIsMeanPlusTenSigmaPlus64() {
    // p = 0.25 for both of 2 features: 400 rows have mean 200, variance 400·2·3/16 = 150.
    Spectrum spectrum = Spectrum.counts(new double[] {1, 1}, 0.5);
    SparseBatch batch = SparseBatch.forSpectrum(spectrum, 400);
    assertThat(SparseBatch.capacity(spectrum, 400)).isEqualTo(batch.indices.length);
    assertThat(batch.maxRows()).isEqualTo(400);
    assertThat(batch.indices).hasSize((int) Math.ceil(200 + 10 * Math.sqrt(150) + 64));
    assertThat(batch.values).hasSameSizeAs(batch.indices);
    assertThat(batch.nonZeros()).isZero();
  }

  @Test
  void roomIsAtMostAllEntries() {
    assertThat(SparseBatch.forSpectrum(Spectrum.linear(4, 100), 5).indices).hasSize(20);
  }

  @Test
  void growsRarelyAndKeepsItsContent() {
    SparseBatch batch = new SparseBatch(1, 100);
    batch.indices[99] = 7;
    batch.values[99] = 0.5f;
    int[] before = batch.indices;
    batch.ensureCapacity(100);
    assertThat(batch.indices).isSameAs(before);
    batch.ensureCapacity(101);
    assertThat(batch.indices).hasSize(150);
    assertThat(batch.values).hasSize(150);
    assertThat(batch.indices[99]).isEqualTo(7);
    assertThat(batch.values[99]).isEqualTo(0.5f);
    batch.ensureCapacity(1000);
    assertThat(batch.indices).hasSize(1000);
  }

  @Test
  void appendsAnothersRows() {
    Spectrum spectrum = Spectrum.power(30, 1.5, 2);
    BatchSampler sampler = new BatchSampler(spectrum, 3);
    SparseBatch whole = SparseBatch.forSpectrum(spectrum, 50);
    sampler.sample(Stream.BATCH, 1, 50, whole);
    SparseBatch joined = new SparseBatch(50, 1);
    SparseBatch more = SparseBatch.forSpectrum(spectrum, 50);
    sampler.sample(Stream.BATCH, 1, 0, 20, joined);
    sampler.sample(Stream.BATCH, 1, 20, 30, more);
    joined.append(more);
    int entries = whole.nonZeros();
    assertThat(joined.rows).isEqualTo(50);
    assertThat(joined.rowOffsets).isEqualTo(whole.rowOffsets);
    assertThat(joined.indices).startsWith(Arrays.copyOf(whole.indices, entries));
    assertThat(joined.values).startsWith(Arrays.copyOf(whole.values, entries));
  }

  @Test
  void refusesWhatNoArrayHolds() {
    Spectrum all = Spectrum.linear(65_536, Double.MAX_VALUE);
    assertThatThrownBy(() -> SparseBatch.forSpectrum(all, 65_536))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a batch of 65536 samples with 65536.0 active features each needs room for 4294967296,"
                + " allowed is 2147483639");
  }
}
