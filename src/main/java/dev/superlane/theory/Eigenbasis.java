package dev.superlane.theory;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * All eigenvalues and eigenvectors of Σ = diag(d) + p pᵀ, in O(N²) for all of them.
 *
 * <p>Where all d_j differ, each eigenvalue μ_i is a root of the secular equation and its vector is
 * v_ji ∝ p_j / (d_j − μ_i) (Bunch, Nielsen and Sorensen, "Rank-one modification of the symmetric
 * eigenproblem", 1978). Features of equal d (clipped ones, equal counts, p and 4/3 − p) share one
 * pole: only their direction p̂ meets the others, as one pole of weight Σp² over the group; the
 * rest of the group keeps μ = d, and the columns of the reflection that takes p̂ to an axis are its
 * basis.
 *
 * <p>Poles that are close but not equal need no deflation here. It exists for close poles with very
 * different weights, whose root is ill-determined; d is a function of p that takes a value at most
 * twice, at p within a factor 3 of each other, so close poles have like weights.
 */
final class Eigenbasis {
  /** Below this p, Σ moves the eigenpair (d_j, e_j) by far less than a rounding error. */
  private static final double NEGLIGIBLE = 1e-100;

  private final double[] p;
  private final int[] order; // features by ascending d
  private final int alone; // the first features of the order have negligible p
  private final int[] group; // of each place in the order, from 0; −1 where alone
  private final int[] first; // of each group: its first place in the order; then N
  private final double[] poles; // of each group, ascending
  private final double[] weights; // of each group: Σp²
  private final int[] origin; // of each group's root: the pole nearest to it
  private final double[] offset; // of each group's root: μ − poles[origin], not 0

  Eigenbasis(SecondMoment moment) {
    p = moment.mean();
    double[] d = moment.diagonal();
    int n = p.length;
    order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> d[i]))
            .mapToInt(i -> i)
            .toArray();
    alone = (int) IntStream.of(order).filter(i -> p[i] < NEGLIGIBLE).count();
    group = new int[n];
    int groups = 0;
    for (int place = 0; place < n; place++) {
      if (place < alone) {
        group[place] = -1;
      } else {
        boolean opens = place == alone || d[order[place]] != d[order[place - 1]];
        group[place] = opens ? groups++ : groups - 1;
      }
    }
    first = new int[groups + 1];
    first[groups] = n;
    poles = new double[groups];
    weights = new double[groups];
    for (int place = n - 1; place >= alone; place--) {
      int g = group[place];
      first[g] = place;
      poles[g] = d[order[place]];
      weights[g] += p[order[place]] * p[order[place]];
    }
    origin = new int[groups];
    offset = new double[groups];
    findRoots();
  }

  private void findRoots() {
    SecularEquation equation = new SecularEquation(poles, weights);
    int last = poles.length - 1;
    double total = 0;
    for (int g = 0; g < last; g++) {
      total += weights[g];
      double half = (poles[g + 1] - poles[g]) / 2;
      if (equation.value(g, half) >= 0) {
        origin[g] = g;
        offset[g] = equation.above(g, half);
      } else {
        origin[g] = g + 1;
        offset[g] = -equation.below(g + 1, half);
      }
    }
    if (last >= 0) {
      origin[last] = last;
      offset[last] = equation.above(last, total + weights[last]);
    }
  }

  /** N. */
  int size() {
    return p.length;
  }

  /** Eigenvalue {@code i}, 0 … N−1; in no promised order. */
  double value(int i) {
    int g = group[i];
    if (g < 0) {
      return p[order[i]] * (4.0 / 3 - p[order[i]]);
    }
    return first[g] == i ? poles[origin[g]] + offset[g] : poles[g];
  }

  /** Writes the unit eigenvector {@code i} into {@code vector}, length N, by feature. */
  void vector(int i, double[] vector) {
    int g = group[i];
    if (g < 0) {
      Arrays.fill(vector, 0);
      vector[order[i]] = 1;
    } else if (first[g] == i) {
      secular(g, vector);
    } else {
      reflected(g, i, vector);
    }
  }

  private void secular(int root, double[] vector) {
    double base = poles[origin[root]];
    double squares = 0;
    for (int place = 0; place < p.length; place++) {
      int j = order[place];
      int g = group[place];
      double v = g < 0 ? 0 : p[j] / ((poles[g] - base) - offset[root]);
      vector[j] = v;
      squares += v * v;
    }
    double scale = 1 / Math.sqrt(squares);
    for (int j = 0; j < vector.length; j++) {
      vector[j] *= scale;
    }
  }

  /**
   * Column {@code place} of I − 2 u uᵀ with u ∝ p̂ + e_first: the reflection takes p̂ to −e_first,
   * so every other column is orthogonal to p̂. All p ≥ 0, so the sum cancels nothing.
   */
  private void reflected(int g, int place, double[] vector) {
    Arrays.fill(vector, 0);
    double norm = Math.sqrt(weights[g]);
    double head = p[order[first[g]]] / norm + 1;
    double pivot = p[order[place]] / norm;
    // |p̂ + e_first|² = 2·(1 + p̂_first) = 2·head.
    for (int k = first[g]; k < first[g + 1]; k++) {
      double u = k == first[g] ? head : p[order[k]] / norm;
      vector[order[k]] = -u * pivot / head;
    }
    vector[order[place]] += 1;
  }
}
