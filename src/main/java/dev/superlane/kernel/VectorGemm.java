package dev.superlane.kernel;

/**
 * SGEMM by outer products, in the loop order of Goto and van de Geijn ("Anatomy of High-Performance
 * Matrix Multiplication") as BLIS names it: jc (NC), pc (KC), ic (MC), jr (NR), ir (MR).
 *
 * <p>A block of A is copied by rows, a fixed distance apart ({@link GemmBlocking#A_STRIDE}). B is
 * packed, each sliver right before its first use, while it is in cache anyway; where one block of A
 * is all there is, over the sliver before, which is still in L2.
 *
 * <p>Accumulators start from C at every KC block after the first, so that each output is one fma
 * chain in k order: bits do not depend on the tile, on the blocks or on the vector width.
 */
final class VectorGemm {
  private static final int LANES = Simd.LANES;
  private static final int MR = GemmBlocking.MR;
  private static final int NR = GemmBlocking.NR;
  private static final int MC = GemmBlocking.MC;
  private static final int NC = GemmBlocking.NC;
  private static final int KC = GemmBlocking.KC;
  private static final int A_STRIDE = GemmBlocking.A_STRIDE;

  /** A row of the widest tile, what the chains of a product that does not accumulate start from. */
  static final float[] ZEROS = new float[4 * LANES];

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
    if (k == 0 && !accumulate) {
      zero(m, n, c, cOffset, ldc);
    }
    int kc = blockDepth(k);
    int mc = blockRows(m);
    boolean keep = m > mc;
    for (int jc = 0; jc < n; jc += NC) {
      int columns = Math.min(NC, n - jc);
      for (int pc = 0; pc < k; pc += kc) {
        int depth = Math.min(kc, k - pc);
        boolean fromC = accumulate || pc > 0;
        for (int ic = 0; ic < m; ic += mc) {
          int rows = Math.min(mc, m - ic);
          if (transpose == Transpose.TN) {
            int block = aOffset + ic + pc * lda;
            Pack.transposed(a, block, lda, depth, rows, buffers.a, 0, A_STRIDE, depth);
          } else {
            copyRows(a, aOffset + ic * lda + pc, lda, rows, depth, buffers.a);
          }
          for (int jr = 0; jr < columns; jr += NR) {
            int width = Math.min(NR, columns - jr);
            int at = CacheLine.FIRST + (keep ? jr * depth : 0);
            if (ic == 0) {
              packSliver(transpose, b, bOffset, ldb, jc + jr, pc, width, depth, buffers.b, at);
            }
            sliver(
                rows,
                width,
                depth,
                buffers.a,
                buffers.b,
                at,
                fromC,
                c,
                cOffset + ic * ldc + jc + jr,
                ldc,
                buffers.edge);
          }
        }
      }
    }
  }

  /** See {@link Kernels#gemmPacked}. */
  static void multiply(
      int m,
      int n,
      float[] a,
      int aOffset,
      int lda,
      PackedMatrix b,
      int bColumn,
      boolean accumulate,
      float[] c,
      int cOffset,
      int ldc,
      GemmBuffers buffers) {
    if (b.depth == 0 && !accumulate) {
      zero(m, n, c, cOffset, ldc);
    }
    int mc = blockRows(m);
    for (int pc = 0; pc < b.depth; pc += b.blockDepth) {
      int depth = Math.min(b.blockDepth, b.depth - pc);
      boolean fromC = accumulate || pc > 0;
      for (int ic = 0; ic < m; ic += mc) {
        int rows = Math.min(mc, m - ic);
        copyRows(a, aOffset + ic * lda + pc, lda, rows, depth, buffers.a);
        for (int jr = 0; jr < n; jr += NR) {
          sliver(
              rows,
              Math.min(NR, n - jr),
              depth,
              buffers.a,
              b.values,
              b.sliver(pc, bColumn + jr),
              fromC,
              c,
              cOffset + ic * ldc + jr,
              ldc,
              buffers.edge);
        }
      }
    }
  }

  /** k in blocks of KC or less, none much smaller than the others. */
  static int blockDepth(int k) {
    int blocks = Math.max(1, (k + KC - 1) / KC);
    return (k + blocks - 1) / blocks;
  }

  /** m in blocks of MC or less, whole tiles, none much smaller than the others. */
  private static int blockRows(int m) {
    int blocks = Math.max(1, (m + MC - 1) / MC);
    return MR * ((m + blocks * MR - 1) / (blocks * MR));
  }

  /** Packs {@code width} columns of op(B), depth-major, in whole vectors. */
  static void packSliver(
      Transpose transpose,
      float[] b,
      int bOffset,
      int ldb,
      int column,
      int depthStart,
      int width,
      int depth,
      float[] to,
      int toOffset) {
    int padded = vectors(width) * LANES;
    if (transpose == Transpose.NT) {
      int start = bOffset + column * ldb + depthStart;
      Pack.transposed(b, start, ldb, width, depth, to, toOffset, padded, padded);
    } else {
      int start = bOffset + depthStart * ldb + column;
      Pack.rows(b, start, ldb, depth, width, to, toOffset, padded);
    }
  }

  private static int vectors(int columns) {
    return (columns + LANES - 1) / LANES;
  }

  /** One block of A times one packed sliver of B. */
  private static void sliver(
      int rows,
      int width,
      int depth,
      float[] a,
      float[] b,
      int bOffset,
      boolean fromC,
      float[] c,
      int cOffset,
      int ldc,
      float[] edge) {
    int vectors = vectors(width);
    for (int ir = 0; ir < rows; ir += MR) {
      int tileRows = Math.min(MR, rows - ir);
      int aStart = ir * A_STRIDE;
      int cStart = cOffset + ir * ldc;
      if (tileRows == MR && width == vectors * LANES) {
        float[] start = fromC ? c : ZEROS;
        int startOffset = fromC ? cStart : 0;
        int lds = fromC ? ldc : 0;
        tile(MR, vectors, depth, a, aStart, b, bOffset, start, startOffset, lds, c, cStart, ldc);
      } else {
        edge(tileRows, width, vectors, depth, a, aStart, b, bOffset, fromC, c, cStart, ldc, edge);
      }
    }
  }

  /** The smallest tile of {@code vectors} that has {@code rows}. */
  private static void tile(
      int rows,
      int vectors,
      int depth,
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      float[] start,
      int startOffset,
      int lds,
      float[] c,
      int cOffset,
      int ldc) {
    if (vectors == 4) {
      if (rows > 4) {
        GemmTile6x4.multiply(
            depth, a, aOffset, b, bOffset, start, startOffset, lds, c, cOffset, ldc);
      } else if (rows > 2) {
        GemmTile4x4.multiply(
            depth, a, aOffset, b, bOffset, start, startOffset, lds, c, cOffset, ldc);
      } else {
        GemmTile2x4.multiply(
            depth, a, aOffset, b, bOffset, start, startOffset, lds, c, cOffset, ldc);
      }
    } else if (vectors == 3) {
      GemmTile6x3.multiply(depth, a, aOffset, b, bOffset, start, startOffset, lds, c, cOffset, ldc);
    } else if (vectors == 2) {
      if (rows > 4) {
        GemmTile6x2.multiply(
            depth, a, aOffset, A_STRIDE, b, bOffset, start, startOffset, lds, c, cOffset, ldc);
      } else {
        GemmTile4x2.multiply(
            depth, a, aOffset, b, bOffset, start, startOffset, lds, c, cOffset, ldc);
      }
    } else {
      GemmTile6x1.multiply(depth, a, aOffset, b, bOffset, start, startOffset, lds, c, cOffset, ldc);
    }
  }

  /** A ragged tile: computed whole in a buffer, of which the part inside C is read and written. */
  private static void edge(
      int rows,
      int width,
      int vectors,
      int depth,
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      boolean fromC,
      float[] c,
      int cOffset,
      int ldc,
      float[] edge) {
    int stride = vectors * LANES;
    if (fromC) {
      for (int i = 0; i < rows; i++) {
        System.arraycopy(c, cOffset + i * ldc, edge, i * stride, width);
      }
    }
    float[] start = fromC ? edge : ZEROS;
    int lds = fromC ? stride : 0;
    tile(rows, vectors, depth, a, aOffset, b, bOffset, start, 0, lds, edge, 0, stride);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(edge, i * stride, c, cOffset + i * ldc, width);
    }
  }

  /** A block of A as the tiles want it, see {@link GemmBlocking#A_STRIDE}. */
  private static void copyRows(float[] a, int aOffset, int lda, int rows, int depth, float[] to) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(a, aOffset + i * lda, to, i * A_STRIDE, depth);
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
