package dev.superlane.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TransposedRowsTest {
  /** Row 0: (1, 1.5), (3, 2); row 1: empty; row 2: (0, 3), (1, 4). */
  private static final int[] OFFSETS = {0, 2, 2, 4};

  private static final int[] COLUMNS = {1, 3, 0, 1};
  private static final float[] VALUES = {1.5f, 2, 3, 4};

  /** The same rows with gaps between them. */
  private static final int[] BOUNDS = {1, 3, 5, 5, 6, 8};

  private static final int[] APART = {-9, 1, 3, -9, -9, -9, 0, 1};
  private static final float[] VALUES_APART = {0, 1.5f, 2, 0, 0, 0, 3, 4};

  @Test
  void columnsKeepTheOrderOfTheRows() {
    TransposedRows transposed = new TransposedRows(4, 4);
    transposed.clear();
    transposed.append(3, OFFSETS, 1, 1, COLUMNS, VALUES, 4);
    expect(transposed, new int[] {0, 1, 3, 3, 4}, new int[] {2, 0, 2, 0}, 3, 1.5f, 4, 2);
  }

  @Test
  void rowsMayLieApart() {
    TransposedRows transposed = new TransposedRows(4, 4);
    transposed.clear();
    transposed.append(3, BOUNDS, 2, 1, APART, VALUES_APART, 4);
    expect(transposed, new int[] {0, 1, 3, 3, 4}, new int[] {2, 0, 2, 0}, 3, 1.5f, 4, 2);
  }

  @Test
  void columnsAreAppendedAndItGrows() {
    TransposedRows transposed = new TransposedRows(8, 4);
    transposed.clear();
    transposed.append(3, OFFSETS, 1, 1, COLUMNS, VALUES, 4);
    transposed.append(3, BOUNDS, 2, 1, APART, VALUES_APART, 4);
    expect(
        transposed,
        new int[] {0, 1, 3, 3, 4, 5, 7, 7, 8},
        new int[] {2, 0, 2, 0, 2, 0, 2, 0},
        3,
        1.5f,
        4,
        2,
        3,
        1.5f,
        4,
        2);
    transposed.clear();
    transposed.append(3, OFFSETS, 1, 1, COLUMNS, VALUES, 4);
    expect(transposed, new int[] {0, 1, 3, 3, 4}, new int[] {2, 0, 2, 0}, 3, 1.5f, 4, 2);
  }

  /** Every column in one part, parts in order, none much longer than its share. */
  @Test
  void partsCoverTheColumns() {
    TransposedRows transposed = new TransposedRows(4, 4);
    transposed.clear();
    transposed.append(3, OFFSETS, 1, 1, COLUMNS, VALUES, 4);
    // Entries and columns before each column: 0, 2, 5, 6, 8.
    assertThat(new int[] {transposed.bound(0, 2), transposed.bound(1, 2), transposed.bound(2, 2)})
        .containsExactly(0, 2, 4);
    for (int parts = 1; parts < 12; parts++) {
      assertThat(transposed.bound(0, parts)).isZero();
      assertThat(transposed.bound(parts, parts)).isEqualTo(4);
      for (int part = 0; part < parts; part++) {
        assertThat(transposed.bound(part, parts))
            .isLessThanOrEqualTo(transposed.bound(part + 1, parts));
      }
    }
  }

  private static void expect(
      TransposedRows transposed, int[] offsets, int[] rows, float... values) {
    assertThat(Arrays.copyOf(transposed.offsets, offsets.length)).isEqualTo(offsets);
    assertThat(Arrays.copyOf(transposed.rows, rows.length)).isEqualTo(rows);
    assertThat(Arrays.copyOf(transposed.values, values.length)).isEqualTo(values);
  }
}
