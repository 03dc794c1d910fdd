package dev.superlane.model;

/**
 * Sparse rows, columns ascending, that may lie apart, so that each thread fills a stretch of its
 * own; each in pieces, one or more, by ranges of columns. Piece p of row r is entries
 * bounds[stride·r + p] to bounds[stride·r + p + 1] (exclusive); to a kernel that takes row offsets
 * it is row stride·r + p.
 */
final class SparseRows {
  final int pieces;

  /** One more than the pieces. */
  final int stride;

  final int[] bounds;
  final int[] columns;
  final float[] values;

  SparseRows(int rows, int pieces, int columns) {
    this.pieces = pieces;
    stride = pieces + 1;
    bounds = new int[Math.multiplyExact(stride, rows)];
    int most = Math.multiplyExact(rows, columns);
    this.columns = new int[most];
    values = new float[most];
  }

  int from(int row) {
    return bounds[stride * row];
  }

  int to(int row) {
    return bounds[stride * row + pieces];
  }
}
