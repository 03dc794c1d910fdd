package dev.superlane.profile;

/**
 * What has to be done at the least: the one place for formulas of flops and bytes.
 *
 * <p>A multiply-add is two flops. Bytes are compulsory: each array that an operation names comes in
 * once and goes out once, as if caches held it in between; packing, workspaces and the lines that a
 * store reads first do not count.
 *
 * @param workingSet bytes of the arrays themselves: what is read and written counts once. Of
 *     several operations the sum, which is the most.
 */
public record Work(double flops, double bytes, double workingSet) {

  /** Each array is only read, or only written. */
  public Work(double flops, double bytes) {
    this(flops, bytes, bytes);
  }

  /** C (m×n) = A (m×k) · B (k×n), C not read: 2mnk flops, 4(mk + kn + mn) bytes. */
  public static Work gemm(double m, double n, double k) {
    return new Work(2 * m * n * k, 4 * (m * k + k * n + m * n));
  }

  /**
   * Sparse rows × dense: 2 flops an entry and column; index and value an entry, each distinct dense
   * row once, each row of the output once.
   */
  public static Work gather(double rows, double columns, double entries, double distinct) {
    return new Work(2 * entries * columns, 8 * entries + 4 * columns * (distinct + rows));
  }

  /** The transpose, added to what is there: dense rows are read, distinct ones updated. */
  public static Work scatter(double rows, double columns, double entries, double distinct) {
    double bytes = 8 * entries + 4 * columns * (rows + distinct);
    return new Work(2 * entries * columns, bytes + 4 * columns * distinct, bytes);
  }

  /** y ← αx + y: 2n flops; x and y read, y written. */
  public static Work axpy(double n) {
    return new Work(2 * n, 12 * n, 8 * n);
  }

  /** Σxy: 2n flops; x and y read. */
  public static Work dot(double n) {
    return new Work(2 * n, 8 * n);
  }

  /** y ← f(y), one flop an element: y read and written. */
  public static Work map(double n) {
    return new Work(n, 8 * n, 4 * n);
  }

  /** A number or a list of few from y, one flop an element: y read. */
  public static Work reduce(double n) {
    return new Work(n, 4 * n);
  }

  /** No flops; n floats read and as many written. */
  public static Work copy(double n) {
    return new Work(0, 8 * n);
  }

  /** (o + c − A∘x)·scale: 4 flops an output; o and x read, o written, bias and A read once. */
  public static Work gateResidual(double rows, double n) {
    return new Work(4 * rows * n, 12 * rows * n + 8 * n, 8 * rows * n + 8 * n);
  }

  /**
   * A dense step's products, see model.DenseStep; its output pass and update are left out.
   *
   * @param n features, k width, b batch
   */
  public static Work denseStep(double n, double k, double b, boolean learned) {
    Work frozen =
        gemm(b, k, n) // H = X·W
            .plus(gemm(b, k, k)) // Z = H·Sᵀ
            .plus(gemm(b, n, k)) // O = Z·Wᵀ
            .plus(gemm(b, k, n)) // G_z = R·W
            .plus(gemm(k, k, b)); // g_S = G_zᵀ·H
    return learned
        ? frozen
            .plus(gemm(n, k, b)) // Rᵀ·Z
            .plus(gemm(b, k, k)) // G_h = G_z·S
            .plus(gemm(n, k, b)) // Xᵀ·G_h
        : frozen;
  }

  /**
   * The least of a sparse step, which knows that a batch holds few distinct features: V, P and g_S
   * over those, and rows of P combined, which are read once and not stored. The backward pass over
   * open gates is left out and a learned embedding's gradient too, so that a step's share of its
   * roof is a distance, no waste.
   *
   * @param entries non-zeros of the batch
   * @param distinct features that occur in it
   */
  public static Work sparseStep(double n, double k, double entries, double distinct) {
    return gemm(distinct, k, k) // V = H·Sᵀ
        .plus(gemm(distinct, n, k)) // P = V·Wᵀ
        .plus(gather(0, n, entries, distinct))
        .plus(gemm(k, k, distinct)); // g_S
  }

  public Work plus(Work other) {
    return new Work(flops + other.flops, bytes + other.bytes, workingSet + other.workingSet);
  }

  public Work times(double factor) {
    return new Work(factor * flops, factor * bytes, factor * workingSet);
  }
}
