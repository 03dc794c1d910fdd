package dev.superlane.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a batch is made of, apart from its law. */
class BatchSamplerTest {
  private static final Spectrum SPECTRUM = Spectrum.power(64, 1, 6);

  /**
   * Rows from an independent program: Philox, the plain recursion of S, a scan from the start. They
   * pin the numbers that a seed stands for.
   */
  @Test
  void knownRows() {
    SparseBatch batch = new SparseBatch(4, 100);
    new BatchSampler(SPECTRUM, 0x123456789ABCDEFL).sample(Stream.BATCH, 7, 4, batch);
    assertThat(Arrays.copyOf(batch.rowOffsets, 5)).containsExactly(0, 5, 9, 13, 17);
    assertThat(Arrays.copyOf(batch.indices, 17))
        .containsExactly(0, 1, 3, 13, 38, 0, 2, 5, 24, 0, 2, 10, 25, 0, 1, 2, 48);
    assertThat(Arrays.copyOf(batch.values, 5))
        .containsExactly(
            1.982408881187439f,
            0.4904443025588989f,
            1.25121009349823f,
            1.0068641901016235f,
            0.5729337930679321f);

    Spectrum dense = Spectrum.power(64, 1, 60);
    new BatchSampler(dense, -5).sample(Stream.HELD_OUT, 0, 3, 1, batch);
    assertThat(Arrays.copyOf(batch.indices, batch.nonZeros()))
        .containsExactly(
            0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
            24, 30, 33, 35, 37, 43, 44, 47, 49, 55, 59);
    assertThat(batch.values[34]).isEqualTo(0.7753785848617554f);
  }

  /** Chunks longer than the rows that are drawn together, and begun elsewhere. */
  @Test
  void chunksAreTheWhole() {
    BatchSampler sampler = new BatchSampler(SPECTRUM, 3);
    SparseBatch whole = SparseBatch.forSpectrum(SPECTRUM, 300);
    SparseBatch chunk = SparseBatch.forSpectrum(SPECTRUM, 140);
    sampler.sample(Stream.HELD_OUT, 5, 300, whole);
    for (int from = 0; from < 300; from += 140) {
      int rows = Math.min(140, 300 - from);
      sampler.sample(Stream.HELD_OUT, 5, from, rows, chunk);
      assertThat(chunk.rows).isEqualTo(rows);
      for (int r = 0; r < rows; r++) {
        assertThat(row(chunk, r)).isEqualTo(row(whole, from + r));
      }
    }
  }

  @Test
  void orderOfCallsDoesNotMatter() {
    BatchSampler forward = new BatchSampler(SPECTRUM, 3);
    BatchSampler backward = new BatchSampler(SPECTRUM, 3);
    String[] steps = new String[10];
    for (int step = 0; step < 10; step++) {
      steps[step] = contents(forward, Stream.BATCH, step);
    }
    for (int step = 9; step >= 0; step--) {
      contents(backward, Stream.HELD_OUT, step);
      assertThat(contents(backward, Stream.BATCH, step)).isEqualTo(steps[step]);
    }
    assertThat(steps).doesNotHaveDuplicates();
  }

  @Test
  void seedStreamAndStepMatter() {
    String batch = contents(new BatchSampler(SPECTRUM, 3), Stream.BATCH, 1);
    assertThat(contents(new BatchSampler(SPECTRUM, 3 + (1L << 32)), Stream.BATCH, 1))
        .isNotEqualTo(batch);
    assertThat(contents(new BatchSampler(SPECTRUM, 4), Stream.BATCH, 1)).isNotEqualTo(batch);
    assertThat(contents(new BatchSampler(SPECTRUM, 3), Stream.HELD_OUT, 1)).isNotEqualTo(batch);
    assertThat(contents(new BatchSampler(SPECTRUM, 3), Stream.BATCH, 2)).isNotEqualTo(batch);
  }

  @Test
  void aSmallBatchGrowsAndLosesNothing() {
    BatchSampler sampler = new BatchSampler(SPECTRUM, 3);
    SparseBatch roomy = SparseBatch.forSpectrum(SPECTRUM, 50);
    SparseBatch small = new SparseBatch(50, 0);
    sampler.sample(Stream.BATCH, 0, 50, roomy);
    sampler.sample(Stream.BATCH, 0, 50, small);
    for (int r = 0; r < 50; r++) {
      assertThat(row(small, r)).isEqualTo(row(roomy, r));
    }
  }

  @Test
  void featuresAscendWithinARow() {
    Spectrum spectrum = Spectrum.linear(300, 200);
    SparseBatch batch = SparseBatch.forSpectrum(spectrum, 200);
    new BatchSampler(spectrum, 8).sample(Stream.BATCH, 0, 200, batch);
    for (int r = 0; r < 200; r++) {
      for (int j = batch.rowOffsets[r] + 1; j < batch.rowOffsets[r + 1]; j++) {
        assertThat(batch.indices[j]).isGreaterThan(batch.indices[j - 1]);
      }
    }
  }

  @Test
  void refusesMoreRowsThanThereIsRoomFor() {
    BatchSampler sampler = new BatchSampler(SPECTRUM, 3);
    SparseBatch batch = new SparseBatch(4, 100);
    for (int rows : new int[] {-1, 5}) {
      assertThatThrownBy(() -> sampler.sample(Stream.BATCH, 0, rows, batch))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("rows is " + rows + ", allowed is 0 to 4");
    }
    sampler.sample(Stream.BATCH, 0, 0, batch);
    assertThat(batch.nonZeros()).isZero();
  }

  /** One draw an active feature, and at most one more for each segment. */
  @Test
  void workIsFlatInFeatures() {
    int rows = 4096;
    for (int features = 512; features <= 32_768; features *= 2) {
      int last = features - 1;
      for (double density : new double[] {0.5, 1, 8, 64}) {
        Spectrum spectrum = Spectrum.power(features, 1.5, density);
        SparseBatch batch = SparseBatch.forSpectrum(spectrum, rows);
        BatchSampler sampler = new BatchSampler(spectrum, 1);
        sampler.sample(Stream.BATCH, 0, rows, batch);
        // A segment but the last holds a p above 1/2, or has 16 ln 2 ≤ Σ -ln(1 - p) ≤ 2 ln 2·Σp:
        // in either case at least 1/2 of the spectrum's Σp.
        double segments = 1 + 2 * spectrum.sum();
        assertThat(sampler.draws())
            .isBetween((long) batch.nonZeros(), batch.nonZeros() + (long) (rows * segments));
      }
      Spectrum sparse = Spectrum.power(features, 1.5, 1);
      BatchSampler sampler = new BatchSampler(sparse, 1);
      SparseBatch batch = SparseBatch.forSpectrum(sparse, rows);
      sampler.sample(Stream.BATCH, 0, rows, batch);
      // One segment: a draw finds it empty in each row, but not after its last feature.
      long ended = Arrays.stream(batch.indices, 0, batch.nonZeros()).filter(i -> i == last).count();
      assertThat(sampler.draws()).isEqualTo(batch.nonZeros() + rows - ended);
    }
  }

  @Test
  void certainFeaturesTakeOneDrawEach() {
    Spectrum all = Spectrum.linear(1000, 1e9);
    SparseBatch batch = SparseBatch.forSpectrum(all, 10);
    BatchSampler sampler = new BatchSampler(all, 1);
    sampler.sample(Stream.BATCH, 0, 10, batch);
    assertThat(batch.nonZeros()).isEqualTo(10_000);
    assertThat(sampler.draws()).isEqualTo(10_000);
  }

  @Test
  void allocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    BatchSampler sampler = new BatchSampler(SPECTRUM, 3);
    SparseBatch batch = SparseBatch.forSpectrum(SPECTRUM, 256);
    sampler.sample(Stream.BATCH, 0, 256, batch);
    threads.getCurrentThreadAllocatedBytes();

    long before = threads.getCurrentThreadAllocatedBytes();
    for (int step = 1; step <= 50; step++) {
      sampler.sample(Stream.BATCH, step, 256, batch);
    }
    long after = threads.getCurrentThreadAllocatedBytes();
    assertThat(after - before).isZero();

    // The same measurement sees a batch that has to grow.
    SparseBatch small = new SparseBatch(256, 0);
    before = threads.getCurrentThreadAllocatedBytes();
    sampler.sample(Stream.BATCH, 1, 256, small);
    after = threads.getCurrentThreadAllocatedBytes();
    assertThat(after - before).isPositive();
  }

  private static String contents(BatchSampler sampler, Stream stream, int step) {
    SparseBatch batch = SparseBatch.forSpectrum(SPECTRUM, 10);
    sampler.sample(stream, step, 10, batch);
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < 10; r++) {
      text.append(row(batch, r)).append('\n');
    }
    return text.toString();
  }

  private static String row(SparseBatch batch, int r) {
    int from = batch.rowOffsets[r];
    int to = batch.rowOffsets[r + 1];
    return Arrays.toString(Arrays.copyOfRange(batch.indices, from, to))
        + Arrays.toString(Arrays.copyOfRange(batch.values, from, to));
  }
}
