package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Packing of GEMM operands into slivers that the tile kernel reads front to back. Ragged slivers
 * are padded with zeros: padded rows and columns are computed and dropped.
 */
final class Pack {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;

  private Pack() {}

  /**
   * A sliver of {@code tile} lines (rows of A or columns of B), k-major: to[p·tile + i] = line i at
   * depth p, which is {@code from[offset + i·lineStride + p·depthStride]}; one of the strides is 1.
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
    if (lineStride == 1 && lines == tile && tile % LANES == 0) {
      rows(from, offset, depthStride, depth, tile, to, toOffset);
      return;
    }
    lines(from, offset, lineStride, depthStride, lines, depth, tile, to, toOffset);
    if (lines < tile) {
      for (int p = 0; p < depth; p++) {
        for (int i = lines; i < tile; i++) {
          to[toOffset + p * tile + i] = 0;
        }
      }
    }
  }

  /** Depth by depth, whole vectors: a sliver is NR wide, one or two cache lines. */
  private static void rows(
      float[] from, int offset, int depthStride, int depth, int tile, float[] to, int toOffset) {
    for (int i = 0; i < tile; i += LANES) {
      for (int p = 0; p < depth; p++) {
        FloatVector.fromArray(SPECIES, from, offset + i + p * depthStride)
            .intoArray(to, toOffset + i + p * tile);
      }
    }
  }

  /** Four lines at a time: four read streams and one write stream fill more of a cache line. */
  private static void lines(
      float[] from,
      int offset,
      int lineStride,
      int depthStride,
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
        to[at + p * tile] = from[line0 + p * depthStride];
        to[at + p * tile + 1] = from[line1 + p * depthStride];
        to[at + p * tile + 2] = from[line2 + p * depthStride];
        to[at + p * tile + 3] = from[line3 + p * depthStride];
      }
    }
    for (; i < lines; i++) {
      int line = offset + i * lineStride;
      for (int p = 0; p < depth; p++) {
        to[toOffset + i + p * tile] = from[line + p * depthStride];
      }
    }
  }
}
