package dev.superlane.kernel;

/**
 * The right operand of products, op(B), k×n, packed once for many: KC blocks of slivers, as {@link
 * VectorGemm} reads them. It is a copy: later changes of the matrix do not reach it.
 */
public final class PackedMatrix {
  final float[] values;
  final int columns;
  final int depth;

  /** Depth of a block but the last. */
  final int blockDepth;

  /** Columns with the last sliver's padding. */
  private final int paddedColumns;

  /**
   * @param transpose NT: B is stored n×k; otherwise k×n
   */
  public PackedMatrix(Transpose transpose, int n, int k, float[] b, int bOffset, int ldb) {
    columns = n;
    depth = k;
    blockDepth = VectorGemm.blockDepth(k);
    paddedColumns = (n + Simd.LANES - 1) / Simd.LANES * Simd.LANES;
    values = CacheLine.floats(Math.multiplyExact(paddedColumns, k));
    for (int pc = 0; pc < k; pc += blockDepth) {
      int blockRows = Math.min(blockDepth, k - pc);
      for (int j = 0; j < n; j += GemmBlocking.NR) {
        int width = Math.min(GemmBlocking.NR, n - j);
        VectorGemm.packSliver(
            transpose, b, bOffset, ldb, j, pc, width, blockRows, values, sliver(pc, j));
      }
    }
  }

  /** Heap floats of one instance. */
  public static long floats(long n, long k) {
    return (n + Simd.LANES) * k;
  }

  /** Where the sliver begins that holds depths from {@code pc} and columns from {@code j}. */
  int sliver(int pc, int j) {
    return CacheLine.FIRST + pc * paddedColumns + j * Math.min(blockDepth, depth - pc);
  }

  /** Where depth {@code p} of the sliver begins that starts at column {@code j}. */
  int at(int p, int j) {
    int pc = p - p % blockDepth;
    int vectors = (Math.min(GemmBlocking.NR, columns - j) + Simd.LANES - 1) / Simd.LANES;
    return sliver(pc, j) + (p - pc) * vectors * Simd.LANES;
  }
}
