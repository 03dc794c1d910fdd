package dev.superlane.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Entries j, j + 1, … of a sparse row times a dense matrix, along all columns at once: every
 * address is affine, so that C2 hoists the range checks, where a loop over the entries has one
 * check a load.
 *
 * <p>Eight entries cost nine loads and one store an output, four five and one: on a Zen 4 core 14
 * against 17 ns an entry at n = 256. One, two and three have their own, for most samples of a batch
 * have no more, and an entry by itself is a load and a store of every output.
 *
 * <p>Each takes n columns, x and rows (indices) from entry j on, dense (leading dimension ldd), the
 * sums to start from, and out; each output is one chain in the entries' order.
 */
final class RowSums {
  private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
  private static final int LANES = Simd.LANES;

  private RowSums() {}

  /** out ← sums + Σ x·dense of eight rows, one chain an output. */
  static void add8(
      int n,
      float[] x,
      int j,
      int[] rows,
      int ldd,
      float[] dense,
      int denseOffset,
      float[] sums,
      int sumsOffset,
      float[] out,
      int outOffset) {
    int vectors = n - n % LANES;
    int d0 = denseOffset + rows[j] * ldd;
    int d1 = denseOffset + rows[j + 1] * ldd;
    int d2 = denseOffset + rows[j + 2] * ldd;
    int d3 = denseOffset + rows[j + 3] * ldd;
    int d4 = denseOffset + rows[j + 4] * ldd;
    int d5 = denseOffset + rows[j + 5] * ldd;
    int d6 = denseOffset + rows[j + 6] * ldd;
    int d7 = denseOffset + rows[j + 7] * ldd;
    FloatVector v0 = FloatVector.broadcast(SPECIES, x[j]);
    FloatVector v1 = FloatVector.broadcast(SPECIES, x[j + 1]);
    FloatVector v2 = FloatVector.broadcast(SPECIES, x[j + 2]);
    FloatVector v3 = FloatVector.broadcast(SPECIES, x[j + 3]);
    FloatVector v4 = FloatVector.broadcast(SPECIES, x[j + 4]);
    FloatVector v5 = FloatVector.broadcast(SPECIES, x[j + 5]);
    FloatVector v6 = FloatVector.broadcast(SPECIES, x[j + 6]);
    FloatVector v7 = FloatVector.broadcast(SPECIES, x[j + 7]);
    for (int i = 0; i < vectors; i += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, sumsOffset + i);
      sum = v0.fma(FloatVector.fromArray(SPECIES, dense, d0 + i), sum);
      sum = v1.fma(FloatVector.fromArray(SPECIES, dense, d1 + i), sum);
      sum = v2.fma(FloatVector.fromArray(SPECIES, dense, d2 + i), sum);
      sum = v3.fma(FloatVector.fromArray(SPECIES, dense, d3 + i), sum);
      sum = v4.fma(FloatVector.fromArray(SPECIES, dense, d4 + i), sum);
      sum = v5.fma(FloatVector.fromArray(SPECIES, dense, d5 + i), sum);
      sum = v6.fma(FloatVector.fromArray(SPECIES, dense, d6 + i), sum);
      sum = v7.fma(FloatVector.fromArray(SPECIES, dense, d7 + i), sum);
      sum.intoArray(out, outOffset + i);
    }
    addTail(vectors, n, 8, x, j, rows, ldd, dense, denseOffset, sums, sumsOffset, out, outOffset);
  }

  /** out ← sums + Σ x·dense of four rows, one chain an output. */
  static void add4(
      int n,
      float[] x,
      int j,
      int[] rows,
      int ldd,
      float[] dense,
      int denseOffset,
      float[] sums,
      int sumsOffset,
      float[] out,
      int outOffset) {
    int vectors = n - n % LANES;
    int d0 = denseOffset + rows[j] * ldd;
    int d1 = denseOffset + rows[j + 1] * ldd;
    int d2 = denseOffset + rows[j + 2] * ldd;
    int d3 = denseOffset + rows[j + 3] * ldd;
    FloatVector v0 = FloatVector.broadcast(SPECIES, x[j]);
    FloatVector v1 = FloatVector.broadcast(SPECIES, x[j + 1]);
    FloatVector v2 = FloatVector.broadcast(SPECIES, x[j + 2]);
    FloatVector v3 = FloatVector.broadcast(SPECIES, x[j + 3]);
    for (int i = 0; i < vectors; i += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, sumsOffset + i);
      sum = v0.fma(FloatVector.fromArray(SPECIES, dense, d0 + i), sum);
      sum = v1.fma(FloatVector.fromArray(SPECIES, dense, d1 + i), sum);
      sum = v2.fma(FloatVector.fromArray(SPECIES, dense, d2 + i), sum);
      sum = v3.fma(FloatVector.fromArray(SPECIES, dense, d3 + i), sum);
      sum.intoArray(out, outOffset + i);
    }
    addTail(vectors, n, 4, x, j, rows, ldd, dense, denseOffset, sums, sumsOffset, out, outOffset);
  }

  /** out ← sums + Σ x·dense of three rows, one chain an output. */
  static void add3(
      int n,
      float[] x,
      int j,
      int[] rows,
      int ldd,
      float[] dense,
      int denseOffset,
      float[] sums,
      int sumsOffset,
      float[] out,
      int outOffset) {
    int vectors = n - n % LANES;
    int d0 = denseOffset + rows[j] * ldd;
    int d1 = denseOffset + rows[j + 1] * ldd;
    int d2 = denseOffset + rows[j + 2] * ldd;
    FloatVector v0 = FloatVector.broadcast(SPECIES, x[j]);
    FloatVector v1 = FloatVector.broadcast(SPECIES, x[j + 1]);
    FloatVector v2 = FloatVector.broadcast(SPECIES, x[j + 2]);
    for (int i = 0; i < vectors; i += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, sumsOffset + i);
      sum = v0.fma(FloatVector.fromArray(SPECIES, dense, d0 + i), sum);
      sum = v1.fma(FloatVector.fromArray(SPECIES, dense, d1 + i), sum);
      sum = v2.fma(FloatVector.fromArray(SPECIES, dense, d2 + i), sum);
      sum.intoArray(out, outOffset + i);
    }
    addTail(vectors, n, 3, x, j, rows, ldd, dense, denseOffset, sums, sumsOffset, out, outOffset);
  }

  /** out ← sums + Σ x·dense of two rows, one chain an output. */
  static void add2(
      int n,
      float[] x,
      int j,
      int[] rows,
      int ldd,
      float[] dense,
      int denseOffset,
      float[] sums,
      int sumsOffset,
      float[] out,
      int outOffset) {
    int vectors = n - n % LANES;
    int d0 = denseOffset + rows[j] * ldd;
    int d1 = denseOffset + rows[j + 1] * ldd;
    FloatVector v0 = FloatVector.broadcast(SPECIES, x[j]);
    FloatVector v1 = FloatVector.broadcast(SPECIES, x[j + 1]);
    for (int i = 0; i < vectors; i += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, sumsOffset + i);
      sum = v0.fma(FloatVector.fromArray(SPECIES, dense, d0 + i), sum);
      sum = v1.fma(FloatVector.fromArray(SPECIES, dense, d1 + i), sum);
      sum.intoArray(out, outOffset + i);
    }
    addTail(vectors, n, 2, x, j, rows, ldd, dense, denseOffset, sums, sumsOffset, out, outOffset);
  }

  /** out ← sums + x·dense of one row. */
  static void add1(
      int n,
      float[] x,
      int j,
      int[] rows,
      int ldd,
      float[] dense,
      int denseOffset,
      float[] sums,
      int sumsOffset,
      float[] out,
      int outOffset) {
    int vectors = n - n % LANES;
    int d0 = denseOffset + rows[j] * ldd;
    FloatVector v0 = FloatVector.broadcast(SPECIES, x[j]);
    for (int i = 0; i < vectors; i += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, sumsOffset + i);
      sum = v0.fma(FloatVector.fromArray(SPECIES, dense, d0 + i), sum);
      sum.intoArray(out, outOffset + i);
    }
    addTail(vectors, n, 1, x, j, rows, ldd, dense, denseOffset, sums, sumsOffset, out, outOffset);
  }

  /** Columns [from, n) of {@code entries} rows. */
  private static void addTail(
      int from,
      int n,
      int entries,
      float[] x,
      int j,
      int[] rows,
      int ldd,
      float[] dense,
      int denseOffset,
      float[] sums,
      int sumsOffset,
      float[] out,
      int outOffset) {
    for (int i = from; i < n; i++) {
      float sum = sums[sumsOffset + i];
      for (int q = j; q < j + entries; q++) {
        sum = Math.fma(x[q], dense[denseOffset + rows[q] * ldd + i], sum);
      }
      out[outOffset + i] = sum;
    }
  }
}
