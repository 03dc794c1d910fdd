package dev.superlane.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.data.BatchSampler;
import dev.superlane.data.SparseBatch;
import dev.superlane.data.Spectrum;
import dev.superlane.data.Stream;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.VectorKernels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupedBatchTest {
  private static final Spectrum SPECTRUM = Spectrum.power(40, 1.3, 1);

  /** A sample as its features and values. */
  private static List<Object> sample(SparseBatch batch, int r) {
    List<Object> entries = new ArrayList<>();
    for (int j = batch.rowOffsets[r]; j < batch.rowOffsets[r + 1]; j++) {
      entries.add(batch.indices[j]);
      entries.add(batch.values[j]);
    }
    return entries;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void groupsByFirstFeatureAndKeepsTheOrderWithinEach(int threads) {
    try (Team team = new Team(threads)) {
      check(team);
    }
  }

  private static void check(Team team) {
    BatchSampler sampler = new BatchSampler(SPECTRUM, 5);
    GroupedBatch grouped = new GroupedBatch(SPECTRUM, 5, 200, VectorKernels.INSTANCE, team);
    SparseBatch drawn = SparseBatch.forSpectrum(SPECTRUM, 200);
    for (int step = 0; step < 3; step++) {
      sampler.sample(Stream.BATCH, step, 7, 200, drawn);
      Map<Object, List<List<Object>>> groups = new LinkedHashMap<>();
      int empty = 0;
      for (int r = 0; r < 200; r++) {
        List<Object> sample = sample(drawn, r);
        if (sample.isEmpty()) {
          empty++;
        } else {
          groups.computeIfAbsent(sample.getFirst(), first -> new ArrayList<>()).add(sample);
        }
      }
      List<List<Object>> expected = groups.values().stream().flatMap(List::stream).toList();

      grouped.sample(Stream.BATCH, step, 7, 200);

      List<List<Object>> actual = new ArrayList<>();
      for (int r = 0; r < grouped.batch.rows; r++) {
        actual.add(sample(grouped.batch, r));
      }
      assertThat(actual).isEqualTo(expected);
      assertThat(grouped.empty).isEqualTo(empty).isPositive();
    }
  }

  @Test
  void noSampleAtAll() {
    try (Team team = new Team(1)) {
      GroupedBatch grouped = new GroupedBatch(SPECTRUM, 1, 4, VectorKernels.INSTANCE, team);
      grouped.sample(Stream.BATCH, 0, 0, 0);
      assertThat(grouped.batch.rows).isZero();
      assertThat(grouped.batch.nonZeros()).isZero();
      assertThat(grouped.empty).isZero();
    }
  }
}
