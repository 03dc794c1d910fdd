package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;

/**
 * SGEMM by outer products over packed slivers, in the loop order of Goto and van de Geijn ("Anatomy
 * of High-Performance Matrix Multiplication") as BLIS names it: jc (NC), pc (KC), ic (MC), jr (NR),
 * ir (MR).
 *
 * <p>Accumulators start from C at every KC block after the first, so that each output is one fma
 * chain in k order: bits do not depend on the tile, on the blocks or on the vector width.
 */
final class VectorGemm {
  private static final int MR = GemmBlocking.MR;
  private static final int NR = GemmBlocking.NR;
  private static final int MC = GemmBlocking.MC;
  private static final int NC = GemmBlocking.NC;
  private static final int KC = GemmBlocking.KC;

  private VectorGemm() {}

  /** See {@link Kernels#gemm}. */
  static void multiply(
      Transpose transpose,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      float[] c,
      int cOffset,
      int ldc,
      GemmBuffers buffers) {
    int aRow = transpose == Transpose.TN ? 1 : lda;
    int aDepth = transpose == Transpose.TN ? lda : 1;
    int bColumn = transpose == Transpose.NT ? ldb : 1;
    int bDepth = transpose == Transpose.NT ? 1 : ldb;
    if (k == 0 && !accumulate) {
      zero(m, n, c, cOffset, ldc);
    }
    for (int jc = 0; jc < n; jc += NC) {
      int columns = Math.min(NC, n - jc);
      for (int pc = 0; pc < k; pc += KC) {
        int depth = Math.min(KC, k - pc);
        boolean fromC = accumulate || pc > 0;
        int bStart = bOffset + jc * bColumn + pc * bDepth;
        packSlivers(b, bStart, bColumn, bDepth, columns, depth, NR, buffers.b);
        for (int ic = 0; ic < m; ic += MC) {
          int rows = Math.min(MC, m - ic);
          int aStart = aOffset + ic * aRow + pc * aDepth;
          packSlivers(a, aStart, aRow, aDepth, rows, depth, MR, buffers.a);
          block(rows, columns, depth, fromC, c, cOffset + ic * ldc + jc, ldc, buffers);
        }
      }
    }
  }

  private static void packSlivers(
      float[] from,
      int offset,
      int lineStride,
      int depthStride,
      int lines,
      int depth,
      int tile,
      float[] to) {
    for (int i = 0; i < lines; i += tile) {
      int count = Math.min(tile, lines - i);
      int start = offset + i * lineStride;
      Pack.sliver(from, start, lineStride, depthStride, count, depth, tile, to, i * depth);
    }
  }

  /** One packed MC×KC block of A times one packed KC×NC panel of B. */
  private static void block(
      int rows,
      int columns,
      int depth,
      boolean fromC,
      float[] c,
      int cOffset,
      int ldc,
      GemmBuffers buffers) {
    for (int jr = 0; jr < columns; jr += NR) {
      for (int ir = 0; ir < rows; ir += MR) {
        int at = cOffset + ir * ldc + jr;
        int tileRows = Math.min(MR, rows - ir);
        int tileColumns = Math.min(NR, columns - jr);
        if (tileRows == MR && tileColumns == NR) {
          tile(depth, buffers.a, ir * depth, buffers.b, jr * depth, fromC, c, at, ldc);
        } else {
          edge(depth, ir * depth, jr * depth, fromC, tileRows, tileColumns, c, at, ldc, buffers);
        }
      }
    }
  }

  /** C's tile, cleared first where it is not to be read. */
  private static void tile(
      int depth,
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      boolean fromC,
      float[] c,
      int cOffset,
      int ldc) {
    if (!fromC) {
      clear(c, cOffset, ldc);
    }
    switch (Simd.TILE) {
      case T4X2 -> GemmTile4x2.multiply(depth, a, aOffset, b, bOffset, c, cOffset, ldc);
      case T6X2 -> GemmTile6x2.multiply(depth, a, aOffset, b, bOffset, c, cOffset, ldc);
      case T6X4 -> GemmTile6x4.multiply(depth, a, aOffset, b, bOffset, c, cOffset, ldc);
    }
  }

  private static void clear(float[] c, int cOffset, int ldc) {
    FloatVector zero = FloatVector.zero(Simd.SPECIES);
    for (int i = 0; i < MR; i++) {
      for (int j = 0; j < NR; j += Simd.LANES) {
        zero.intoArray(c, cOffset + i * ldc + j);
      }
    }
  }

  /** A ragged tile: computed whole in a buffer, of which the part inside C is read and written. */
  private static void edge(
      int depth,
      int aOffset,
      int bOffset,
      boolean fromC,
      int rows,
      int columns,
      float[] c,
      int cOffset,
      int ldc,
      GemmBuffers buffers) {
    float[] edge = buffers.edge;
    if (fromC) {
      for (int i = 0; i < rows; i++) {
        System.arraycopy(c, cOffset + i * ldc, edge, i * NR, columns);
      }
    }
    tile(depth, buffers.a, aOffset, buffers.b, bOffset, fromC, edge, 0, NR);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(edge, i * NR, c, cOffset + i * ldc, columns);
    }
  }

  private static void zero(int m, int n, float[] c, int cOffset, int ldc) {
    for (int i = 0; i < m; i++) {
      int row = cOffset + i * ldc;
      for (int j = 0; j < n; j++) {
        c[row + j] = 0;
      }
    }
  }
}
