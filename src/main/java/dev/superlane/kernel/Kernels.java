package dev.superlane.kernel;

/**
 * The arithmetic of a training step over flat, row-major {@code float[]}.
 *
 * <p>Two implementations, {@link ScalarKernels} and {@link VectorKernels}, give the same bits for
 * the same arguments: every output is one chain of fused multiply-adds in a stated order, and sums
 * to one number run over {@value OrderedSum#LANES} virtual lanes whatever the CPU's width is. No
 * method allocates. Offsets and leading dimensions count floats; array bounds are the caller's
 * contract and are checked by the JVM.
 */
public interface Kernels {
  /** Entries past the last that {@link #philox} may read and write. */
  int PHILOX_PAD = 7;

  /** The name that options and results use: {@code scalar} or {@code vector}. */
  String label();

  /**
   * C = op(A)·op(B), or C += op(A)·op(B), each output one fma chain in k order.
   *
   * @param transpose NN: A is m×k, B is k×n; NT: B is stored n×k; TN: A is stored k×m
   * @param accumulate beta = 1 (the chain starts from C); otherwise beta = 0: it starts from +0 and
   *     C is never read
   * @param buffers packing space, one per calling thread
   */
  void gemm(
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
      GemmBuffers buffers);

  /**
   * C = A·B or C += A·B as {@link #gemm} with A stored m×k and columns [bColumn, bColumn + n) of a
   * packed B; the same bits.
   *
   * @param bColumn a multiple of the register tile's width, see {@link TeamGemm}
   */
  void gemmPacked(
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
      GemmBuffers buffers);

  /**
   * Sparse rows × dense: for r in [fromRow, toRow), out[r, 0..n) = start + Σ_j
   * values[j]·dense[indices[j], 0..n), j ascending.
   *
   * @param start n values that every chain starts from, or null for +0
   * @param dense rows of {@code ldd} floats from {@code denseOffset}
   * @param out row r at {@code outOffset + (r - fromRow)·ldo}
   */
  void gatherRows(
      int[] rowOffsets,
      int[] indices,
      float[] values,
      int fromRow,
      int toRow,
      int n,
      float[] start,
      int startOffset,
      float[] dense,
      int denseOffset,
      int ldd,
      float[] out,
      int outOffset,
      int ldo);

  /**
   * Transposed sparse rows × dense: for r in [0, rows) ascending and each entry j of row r,
   * out[indices[j], fromColumn..toColumn) += values[j]·dense[r, fromColumn..toColumn). Threads
   * split columns, so that every output keeps its one chain.
   */
  void scatterRows(
      int[] rowOffsets,
      int[] indices,
      float[] values,
      int rows,
      int fromColumn,
      int toColumn,
      float[] dense,
      int denseOffset,
      int ldd,
      float[] out,
      int outOffset,
      int ldo);

  /**
   * Bias, activation, residual and gate of dense outputs in one pass, in place: o ← (o + c −
   * A∘x)·scale where o + c &gt; 0 or is NaN, else 0; for a linear student the gate is open
   * everywhere.
   *
   * @param o rows×n products z·Wᵀ on entry, R = (ŷ − y*)∘gate·scale on return
   * @param bias c, n values, or null
   * @param importance A's diagonal, n values
   * @param x rows×n inputs, leading dimension n
   */
  void gateResidual(
      int rows,
      int n,
      float[] o,
      int oOffset,
      float[] bias,
      int biasOffset,
      float[] importance,
      float[] x,
      int xOffset,
      float scale,
      boolean relu);

  /**
   * Appends the open gates of one row of pre-activations: each column i ascending with o[i] &gt; 0
   * or NaN, and its o[i].
   *
   * @param at first free entry of {@code columns} and {@code outputs}
   * @return the first free entry afterwards
   */
  int openGates(int n, float[] o, int oOffset, int[] columns, float[] outputs, int at);

  /**
   * {@link #gatherRows} of one row, entries [from, to), {@link #openGates} of the result and their
   * residuals (o[i] − targets[i])·scale in place of the outputs.
   *
   * @param o scratch, n floats
   * @param open scratch, n/8 longs
   * @param targets y*, n values
   * @param scale 1/B
   */
  int gatherOpenGates(
      int from,
      int to,
      int[] indices,
      float[] values,
      int n,
      float[] start,
      int startOffset,
      float[] dense,
      int denseOffset,
      int ldd,
      float[] o,
      long[] open,
      int[] columns,
      float[] residuals,
      int at,
      float[] targets,
      float scale);

  /** ReLU in place (NaN stays); returns how many gates are open (o &gt; 0 or NaN). */
  int relu(int n, float[] o, int oOffset);

  /** y ← alpha·x + y, one fma an element; an SGD update is alpha = −η. */
  void axpy(int n, float alpha, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * One update by Adam with β1 = 0.9 and β2 = 0.999: m ← β1·m + (1 − β1)·g, v ← β2·v + (1 − β2)·g²,
   * x ← x − rate·m/(√v + epsilon). Both products of g are rounded, then added in one fma; root and
   * quotient are rounded once each, and x is one fma.
   *
   * @param rate the learning rate with the step's bias corrections in it
   * @param g n gradients at {@code offset}, as all four arrays
   * @param m first moments
   * @param v second moments
   */
  void adam(
      int n, float rate, float epsilon, float[] g, float[] m, float[] v, float[] x, int offset);

  /** x ← alpha·x. */
  void scale(int n, float alpha, float[] x, int xOffset);

  /**
   * Random bits: Philox4x32-10 of n counters (c0[i], c1[i], c2, c3), words of 32 bits.
   *
   * @param seed the key, its low half first
   * @param c0 n words and room for {@value #PHILOX_PAD} more, as all four arrays
   * @param high the first two words of each result, the first one above
   * @param low the last two, likewise
   */
  void philox(int n, long seed, long[] c0, long[] c1, int c2, int c3, long[] high, long[] low);

  /** Σ x_i in the order of {@link OrderedSum}; {@code lanes} is scratch. */
  float sum(int n, float[] x, int xOffset, float[] lanes);

  /** Σ x_i·y_i in the order of {@link OrderedSum}; {@code lanes} is scratch. */
  float dot(int n, float[] x, int xOffset, float[] y, int yOffset, float[] lanes);
}
