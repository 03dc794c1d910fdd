package dev.superlane.model;

import dev.superlane.kernel.Kernels;

/**
 * Q = Cᵀ·R (M×N, sparse) in a block of features, C the samples' coefficients over the basis: all
 * that S and W see of R, since T = Cᵀ(R·W) = Q·W and the decode part of g_W is Rᵀ(C·V) = Qᵀ·V.
 *
 * <p>Samples that share a feature open much the same gates, so Q has far fewer entries than R, and
 * each entry costs K multiply-adds with a row of W that R's would cost too.
 */
final class BasisResidual {
  /** Q. */
  final SparseRows rows;

  private final Shape shape;
  private final Parameters parameters;
  private final Kernels kernels;
  private final BatchForward forward;

  /** C by basis rows. */
  private final TransposedRows samples;

  /** One row of Q, by columns, and a bit for each of its entries; zero between rows. */
  private final float[][] sums;

  private final long[][] occupied;

  /**
   * @param most features of a block
   */
  BasisResidual(
      Problem problem,
      Parameters parameters,
      Kernels kernels,
      BatchForward forward,
      int threads,
      int most) {
    this.parameters = parameters;
    this.kernels = kernels;
    this.forward = forward;
    shape = problem.shape();
    int basisRows = BatchForward.basisCapacity(shape, shape.batch(), forward.batch.values.length);
    rows = new SparseRows(basisRows, most);
    samples = new TransposedRows(basisRows, Math.max(shape.batch(), forward.batch.values.length));
    sums = new float[threads][most];
    occupied = new long[threads][(most + 63) / 64];
  }

  /** Entries that Q can have over all features. */
  int capacity() {
    return Math.multiplyExact(rows.bounds.length / 2, shape.features());
  }

  /** Sorts C by basis rows, before anything else. */
  void prepare() {
    Basis basis = forward.basis;
    samples.clear();
    samples.append(
        forward.batch.rows, basis.rowOffsets, 1, basis.columns, basis.coefficients, basis.size);
  }

  /**
   * One task's rows of Q over features [fromFeature, toFeature), and T += Q·W over them; T begins
   * with the first.
   *
   * @param t M×K
   */
  void part(
      int thread,
      int part,
      int parts,
      SparseRows gates,
      int fromFeature,
      int toFeature,
      float[] t) {
    int k = shape.width();
    int from = samples.bound(part, parts);
    int to = samples.bound(part + 1, parts);
    int at = from * (toFeature - fromFeature);
    float[] start = fromFeature == 0 ? null : t;
    for (int m = from; m < to; m++) {
      rows.bounds[2 * m] = at;
      for (int j = samples.offsets[m]; j < samples.offsets[m + 1]; j++) {
        add(samples.values[j], gates, samples.rows[j], sums[thread], occupied[thread]);
      }
      at = move(sums[thread], occupied[thread], at);
      rows.bounds[2 * m + 1] = at;
      kernels.gatherRows(
          rows.bounds,
          rows.columns,
          rows.values,
          2 * m,
          2 * m + 1,
          k,
          start,
          m * k,
          parameters.values,
          parameters.embedding + fromFeature * k,
          k,
          t,
          m * k,
          k);
    }
  }

  private static void add(float x, SparseRows gates, int sample, float[] sums, long[] occupied) {
    for (int g = gates.from(sample); g < gates.to(sample); g++) {
      int i = gates.columns[g];
      sums[i] = Math.fma(x, gates.values[g], sums[i]);
      occupied[i >> 6] |= 1L << i;
    }
  }

  /** Appends a row's entries at {@code at} and clears it; returns the next free entry. */
  private int move(float[] sums, long[] occupied, int at) {
    for (int word = 0; word < occupied.length; word++) {
      long rest = occupied[word];
      occupied[word] = 0;
      while (rest != 0) {
        int i = word * 64 + Long.numberOfTrailingZeros(rest);
        rows.columns[at] = i;
        rows.values[at++] = sums[i];
        sums[i] = 0;
        rest &= rest - 1;
      }
    }
    return at;
  }
}
