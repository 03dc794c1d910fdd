package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Packing of GEMM operands: a copy with other strides, transposed where it must be. */
final class Pack {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;

  /** Transposition works on 4×4 blocks in 128-bit registers where {@link EightRows} is slow. */
  private static final VectorSpecies<Float> QUAD = FloatVector.SPECIES_128;

  private static final VectorShuffle<Float> LOW_TWICE = VectorShuffle.fromValues(QUAD, 0, 0, 1, 1);
  private static final VectorShuffle<Float> HIGH_TWICE = VectorShuffle.fromValues(QUAD, 2, 2, 3, 3);
  private static final VectorShuffle<Float> LOW_PAIR = VectorShuffle.fromValues(QUAD, 0, 1, 0, 1);
  private static final VectorShuffle<Float> HIGH_PAIR = VectorShuffle.fromValues(QUAD, 2, 3, 2, 3);
  private static final VectorMask<Float> ODD =
      VectorMask.fromValues(QUAD, false, true, false, true);
  private static final VectorMask<Float> UPPER =
      VectorMask.fromValues(QUAD, false, false, true, true);

  /**
   * Columns that are transposed together: 64 rows of them are 16 KB, so that a line that 8 floats
   * go into stays in L1 for the next 8. A sliver of 64x512 took 4.3 us on a Zen 5 core, 3.8 so.
   */
  private static final int COLUMNS = 64;

  private Pack() {}

  /**
   * Rows as they are, padded with zeros: to[i·width + j] = from[offset + i·stride + j] for j in [0,
   * columns), 0 for j in [columns, width); width is a multiple of the lanes.
   */
  static void rows(
      float[] from,
      int offset,
      int stride,
      int rows,
      int columns,
      float[] to,
      int toOffset,
      int width) {
    int vectors = columns - columns % LANES;
    int j0 = 0;
    for (; j0 + 4 * LANES <= vectors; j0 += 4 * LANES) {
      fourVectors(from, offset + j0, stride, rows, to, toOffset + j0, width);
    }
    for (int j = j0; j < vectors; j += LANES) {
      for (int i = 0; i < rows; i++) {
        FloatVector.fromArray(SPECIES, from, offset + i * stride + j)
            .intoArray(to, toOffset + i * width + j);
      }
    }
    for (int i = 0; vectors < width && i < rows; i++) {
      for (int j = vectors; j < width; j++) {
        to[toOffset + i * width + j] = j < columns ? from[offset + i * stride + j] : 0;
      }
    }
  }

  /**
   * Four vectors of each row in one pass: by one column of vectors after another every row's lines
   * and pages are met four times.
   */
  private static void fourVectors(
      float[] from, int offset, int stride, int rows, float[] to, int toOffset, int width) {
    for (int i = 0; i < rows; i++) {
      int source = offset + i * stride;
      int target = toOffset + i * width;
      FloatVector v0 = FloatVector.fromArray(SPECIES, from, source);
      FloatVector v1 = FloatVector.fromArray(SPECIES, from, source + LANES);
      FloatVector v2 = FloatVector.fromArray(SPECIES, from, source + 2 * LANES);
      FloatVector v3 = FloatVector.fromArray(SPECIES, from, source + 3 * LANES);
      v0.intoArray(to, target);
      v1.intoArray(to, target + LANES);
      v2.intoArray(to, target + 2 * LANES);
      v3.intoArray(to, target + 3 * LANES);
    }
  }

  /**
   * Columns become rows: to[j·toStride + i] = from[offset + i·stride + j] for i in [0, rows), 0 for
   * i in [rows, width), j in [0, columns).
   */
  static void transposed(
      float[] from,
      int offset,
      int stride,
      int rows,
      int columns,
      float[] to,
      int toOffset,
      int toStride,
      int width) {
    for (int j = 0; j < columns; j += COLUMNS) {
      int some = Math.min(COLUMNS, columns - j);
      columns(from, offset + j, stride, rows, some, to, toOffset + j * toStride, toStride, width);
    }
  }

  private static void columns(
      float[] from,
      int offset,
      int stride,
      int rows,
      int columns,
      float[] to,
      int toOffset,
      int toStride,
      int width) {
    int i = 0;
    for (; EightRows.FAST && i + 8 <= rows; i += 8) {
      EightRows.transpose(from, offset + i * stride, stride, columns, to, toOffset + i, toStride);
    }
    for (; i + 4 <= rows; i += 4) {
      fourRows(from, offset + i * stride, stride, columns, to, toOffset + i, toStride);
    }
    for (; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        to[toOffset + j * toStride + i] = from[offset + i * stride + j];
      }
    }
    for (; i < width; i++) {
      for (int j = 0; j < columns; j++) {
        to[toOffset + j * toStride + i] = 0;
      }
    }
  }

  private static void fourRows(
      float[] from, int offset, int stride, int columns, float[] to, int toOffset, int toStride) {
    int row1 = offset + stride;
    int row2 = row1 + stride;
    int row3 = row2 + stride;
    int quads = columns - columns % 4;
    for (int j = 0; j < quads; j += 4) {
      FloatVector r0 = FloatVector.fromArray(QUAD, from, offset + j);
      FloatVector r1 = FloatVector.fromArray(QUAD, from, row1 + j);
      FloatVector r2 = FloatVector.fromArray(QUAD, from, row2 + j);
      FloatVector r3 = FloatVector.fromArray(QUAD, from, row3 + j);
      FloatVector low01 = r0.rearrange(LOW_TWICE).blend(r1.rearrange(LOW_TWICE), ODD);
      FloatVector high01 = r0.rearrange(HIGH_TWICE).blend(r1.rearrange(HIGH_TWICE), ODD);
      FloatVector low23 = r2.rearrange(LOW_TWICE).blend(r3.rearrange(LOW_TWICE), ODD);
      FloatVector high23 = r2.rearrange(HIGH_TWICE).blend(r3.rearrange(HIGH_TWICE), ODD);
      int at = toOffset + j * toStride;
      low01.blend(low23.rearrange(LOW_PAIR), UPPER).intoArray(to, at);
      low01.rearrange(HIGH_PAIR).blend(low23, UPPER).intoArray(to, at + toStride);
      high01.blend(high23.rearrange(LOW_PAIR), UPPER).intoArray(to, at + 2 * toStride);
      high01.rearrange(HIGH_PAIR).blend(high23, UPPER).intoArray(to, at + 3 * toStride);
    }
    for (int j = quads; j < columns; j++) {
      int at = toOffset + j * toStride;
      to[at] = from[offset + j];
      to[at + 1] = from[row1 + j];
      to[at + 2] = from[row2 + j];
      to[at + 3] = from[row3 + j];
    }
  }
}
