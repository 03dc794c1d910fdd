package dev.superlane.kernel;

/**
 * Packing of GEMM operands into slivers that the tile kernel reads front to back. Ragged slivers
 * are padded with zeros: padded rows and columns are computed and dropped.
 */
final class Pack {
  private Pack() {}

  /**
   * A sliver of {@code tile} lines (rows of A or columns of B), k-major: to[p·tile + i] = line i at
   * depth p.
   *
   * <p>Line i at depth p is {@code from[offset + i·lineStride + p·depthStride]}; one of the strides
   * is 1. Lines that lie along memory are copied as lines; the other case reads each line in one
   * sweep.
   *
   * @param lines lines that exist, 1 … tile
   */
  static void sliver(
      float[] from,
      int offset,
      int lineStride,
      int depthStride,
      int lines,
      int depth,
      int tile,
      float[] to,
      int toOffset) {
    if (lineStride == 1) {
      for (int p = 0; p < depth; p++) {
        System.arraycopy(from, offset + p * depthStride, to, toOffset + p * tile, lines);
      }
    } else {
      transposed(from, offset, lineStride, lines, depth, tile, to, toOffset);
    }
    if (lines < tile) {
      for (int p = 0; p < depth; p++) {
        for (int i = lines; i < tile; i++) {
          to[toOffset + p * tile + i] = 0;
        }
      }
    }
  }

  /** Four lines at a time: four read streams and one write stream fill more of a cache line. */
  private static void transposed(
      float[] from,
      int offset,
      int lineStride,
      int lines,
      int depth,
      int tile,
      float[] to,
      int toOffset) {
    int i = 0;
    for (; i + 4 <= lines; i += 4) {
      int line0 = offset + i * lineStride;
      int line1 = line0 + lineStride;
      int line2 = line1 + lineStride;
      int line3 = line2 + lineStride;
      int at = toOffset + i;
      for (int p = 0; p < depth; p++) {
        to[at + p * tile] = from[line0 + p];
        to[at + p * tile + 1] = from[line1 + p];
        to[at + p * tile + 2] = from[line2 + p];
        to[at + p * tile + 3] = from[line3 + p];
      }
    }
    for (; i < lines; i++) {
      int line = offset + i * lineStride;
      for (int p = 0; p < depth; p++) {
        to[toOffset + i + p * tile] = from[line + p];
      }
    }
  }
}
