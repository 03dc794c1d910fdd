package dev.superlane.model;

import dev.superlane.kernel.CacheLine;
import dev.superlane.kernel.Kernels;

/**
 * Q = Cᵀ·R (M×N, sparse) in a block of features, C the samples' coefficients over the basis: all
 * that S and W see of R, since T = Cᵀ(R·W) = Q·W and the decode part of g_W is Rᵀ(C·V) = Qᵀ·V.
 *
 * <p>Samples that share a feature open much the same gates, so Q has far fewer entries than R, and
 * each entry costs K multiply-adds with a row of W that R's would cost too.
 */
final class BasisResidual {
  /**
   * Floats of W that T takes up at a time, 512 KB, half of an L2 of 1 MB: each row of W is read for
   * about every other row of Q.
   */
  private static final int CACHED = 1 << 17;

  /** Q, in pieces of as many features as {@link #CACHED} holds rows of W. */
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

  /** Features of a block and of a piece, in words of 64. */
  private final int blockWords;

  private final int words;

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
    rows = new SparseRows(basisRows, pieces(shape.width(), most), most);
    samples = new TransposedRows(basisRows, Math.max(shape.batch(), forward.batch.values.length));
    sums = CacheLine.floats(threads, most);
    blockWords = (most + 63) / 64;
    occupied = CacheLine.longs(threads, blockWords);
    words = words(shape.width());
  }

  private static int words(int k) {
    return Math.max(1, CACHED / k / 64);
  }

  /** Pieces of a row of Q in a block of {@code features}. */
  static int pieces(int k, int features) {
    return (features + 64 * words(k) - 1) / (64 * words(k));
  }

  /** Entries that Q can have over all features. */
  int capacity() {
    return Math.multiplyExact(rows.bounds.length / rows.stride, shape.features());
  }

  /** Sorts C by basis rows, before anything else. */
  void prepare() {
    Basis basis = forward.basis;
    samples.clear();
    samples.append(
        forward.batch.rows, basis.rowOffsets, 1, 1, basis.columns, basis.coefficients, basis.size);
  }

  /** One task's rows of Q over features [fromFeature, toFeature). */
  void part(int thread, int part, int parts, SparseRows gates, int fromFeature, int toFeature) {
    int from = samples.bound(part, parts);
    int to = samples.bound(part + 1, parts);
    int at = from * (toFeature - fromFeature);
    for (int m = from; m < to; m++) {
      for (int j = samples.offsets[m]; j < samples.offsets[m + 1]; j++) {
        add(samples.values[j], gates, samples.rows[j], sums[thread], occupied[thread]);
      }
      at = move(sums[thread], occupied[thread], m, at);
    }
  }

  /**
   * One part's rows of T += Q·W over the features from {@code fromFeature} that Q holds; T begins
   * with the first. By rows, since half of a row of T is narrower than the widest strip: two
   * threads took 0.30 to 0.42 ms by columns and 0.19 to 0.34 by rows at N 1024, K 256, B 8192 on an
   * Emerald Rapids.
   *
   * @param t M×K
   */
  void decode(int part, int parts, int fromFeature, float[] t) {
    int k = shape.width();
    int from = bound(part, parts);
    int to = bound(part + 1, parts);
    for (int piece = 0; piece < rows.pieces; piece++) {
      boolean begins = fromFeature == 0 && piece == 0;
      for (int m = from; m < to; m++) {
        int row = m * rows.stride + piece;
        if (!begins && rows.bounds[row] == rows.bounds[row + 1]) {
          continue;
        }
        kernels.gatherRows(
            rows.bounds,
            rows.columns,
            rows.values,
            row,
            row + 1,
            k,
            begins ? null : t,
            m * k,
            parameters.values,
            parameters.embedding + fromFeature * k,
            k,
            t,
            m * k,
            k);
      }
    }
  }

  /**
   * The first row of part {@code part}: parts get about the same number of Q's entries, each row
   * counted as one more.
   */
  private int bound(int part, int parts) {
    long all = 0;
    for (int m = 0; m < forward.basis.size; m++) {
      all += rows.to(m) - rows.from(m) + 1;
    }
    long before = all * part / parts;
    int first = 0;
    for (long passed = 0; passed < before; first++) {
      passed += rows.to(first) - rows.from(first) + 1;
    }
    return first;
  }

  private static void add(float x, SparseRows gates, int sample, float[] sums, long[] occupied) {
    for (int g = gates.from(sample); g < gates.to(sample); g++) {
      int i = gates.columns[g];
      sums[i] = Math.fma(x, gates.values[g], sums[i]);
      occupied[i >> 6] |= 1L << i;
    }
  }

  /** Appends row m's entries at {@code at} and clears it; returns the next free entry. */
  private int move(float[] sums, long[] occupied, int m, int at) {
    int bound = m * rows.stride;
    for (int word = 0; word < blockWords; word++) {
      if (word % words == 0) {
        rows.bounds[bound++] = at;
      }
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
    rows.bounds[bound] = at;
    return at;
  }
}
