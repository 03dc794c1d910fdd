package dev.superlane.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.data.SparseBatch;
import org.junit.jupiter.api.Test;

class BasisTest {
  private static SparseBatch batch(int[]... samples) {
    SparseBatch batch = new SparseBatch(samples.length, 100);
    batch.rows = samples.length;
    int at = 0;
    for (int r = 0; r < samples.length; r++) {
      for (int feature : samples[r]) {
        batch.indices[at] = feature;
        batch.values[at++] = feature + 0.5f;
      }
      batch.rowOffsets[r + 1] = at;
    }
    return batch;
  }

  @Test
  void featuresWhereTheyAreFewer() {
    Basis basis = new Basis(10, 5, 100, false);
    basis.build(batch(new int[] {3, 7}, new int[] {3}, new int[] {7}));
    assertThat(basis.byFeature).isTrue();
    assertThat(basis.size).isEqualTo(2);
    assertThat(basis.features).startsWith(3, 7);
    assertThat(basis.rowOffsets).startsWith(0, 2, 3, 4);
    assertThat(basis.columns).startsWith(0, 1, 0, 1);
    assertThat(basis.coefficients).startsWith(3.5f, 7.5f, 3.5f, 7.5f);
  }

  @Test
  void samplesWhereTheyAreFewer() {
    Basis basis = new Basis(10, 3, 100, false);
    basis.build(batch(new int[] {1, 2, 5}, new int[] {2}));
    assertThat(basis.byFeature).isFalse();
    assertThat(basis.size).isEqualTo(2);
    assertThat(basis.rowOffsets).startsWith(0, 1, 2);
    assertThat(basis.columns).startsWith(0, 1);
    assertThat(basis.coefficients).startsWith(1, 1);
    assertThat(basis.distinct).isEqualTo(3);
  }

  @Test
  void forgetsTheBatchBefore() {
    Basis basis = new Basis(10, 3, 100, false);
    basis.build(batch(new int[] {4}, new int[] {4}, new int[] {6}));
    basis.build(batch(new int[] {6}, new int[] {6}, new int[] {6}));
    assertThat(basis.size).isEqualTo(1);
    assertThat(basis.features[0]).isEqualTo(6);
  }

  @Test
  void emptyBatch() {
    Basis basis = new Basis(10, 2, 100, false);
    basis.build(batch());
    assertThat(basis.size).isZero();
  }
}
