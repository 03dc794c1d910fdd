package dev.superlane.model;

/**
 * Sparse rows, columns ascending, that may lie apart: row r is entries bounds[2r] to bounds[2r + 1]
 * (exclusive), so that each thread fills a stretch of its own. To a kernel that takes row offsets
 * it is row 2r.
 */
final class SparseRows {
  final int[] bounds;
  final int[] columns;
  final float[] values;

  SparseRows(int rows, int columns) {
    bounds = new int[Math.multiplyExact(2, rows)];
    int most = Math.multiplyExact(rows, columns);
    this.columns = new int[most];
    values = new float[most];
  }

  int from(int row) {
    return bounds[2 * row];
  }

  int to(int row) {
    return bounds[2 * row + 1];
  }
}
