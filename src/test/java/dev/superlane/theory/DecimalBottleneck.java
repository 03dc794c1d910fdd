package dev.superlane.theory;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * A linear student with a frozen embedding in 80 decimal digits: moments, optimum and gradient
 * descent as the formulas stand, by elimination and repeated squaring.
 */
final class DecimalBottleneck {
  private static final MathContext DIGITS = new MathContext(80);

  private final int k;
  private final BigDecimal[][] g;
  private final BigDecimal[][] m;
  private final BigDecimal[][] distance; // S_0 − S*
  private final BigDecimal learningRate;
  private final double floor;
  private final double teacher;

  DecimalBottleneck(
      double[] p,
      float[] importance,
      float[] embedding,
      int embeddingOffset,
      int width,
      float[] start,
      int startOffset,
      double learningRate) {
    k = width;
    int n = p.length;
    this.learningRate = new BigDecimal(learningRate);
    BigDecimal[][] rows = matrix(embedding, embeddingOffset, n, k); // Wᵀ
    BigDecimal[][] w = transpose(rows);
    BigDecimal[][] sigma = zeros(n, n);
    BigDecimal[][] taught = zeros(n, n); // AΣ
    BigDecimal sum = BigDecimal.ZERO; // tr AΣA
    for (int i = 0; i < n; i++) {
      BigDecimal a = new BigDecimal(importance[i]);
      for (int j = 0; j < n; j++) {
        BigDecimal pi = new BigDecimal(p[i]);
        sigma[i][j] =
            i == j
                ? pi.multiply(BigDecimal.valueOf(4)).divide(BigDecimal.valueOf(3), DIGITS)
                : pi.multiply(new BigDecimal(p[j]), DIGITS);
        taught[i][j] = a.multiply(sigma[i][j], DIGITS);
      }
      sum = sum.add(a.multiply(taught[i][i], DIGITS), DIGITS);
    }
    g = product(w, rows);
    m = product(product(w, sigma), rows);
    BigDecimal[][] t = product(product(w, taught), rows);
    // S* = G⁻¹ T M⁻¹, M symmetric.
    BigDecimal[][] optimum = transpose(solve(m, transpose(solve(g, t))));
    floor = sum.subtract(inner(optimum, t), DIGITS).doubleValue() / 2;
    teacher = sum.doubleValue();
    distance = matrix(start, startOffset, k, k);
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        distance[i][j] = distance[i][j].subtract(optimum[i][j], DIGITS);
      }
    }
  }

  /** L_∞ = ½ [tr AΣA − tr(S*ᵀT)]. */
  double floor() {
    return floor;
  }

  /** tr AΣA. */
  double teacher() {
    return teacher;
  }

  /** ½ tr(G Δ M Δᵀ) after t steps of Δ ← Δ − ηGΔM, by powers of the K²×K² matrix of a step. */
  double excess(long t) {
    BigDecimal[][] step = zeros(k * k, k * k);
    for (int i = 0; i < k * k; i++) {
      for (int j = 0; j < k * k; j++) {
        BigDecimal one = i == j ? BigDecimal.ONE : BigDecimal.ZERO;
        BigDecimal both = g[i / k][j / k].multiply(m[i % k][j % k], DIGITS);
        step[i][j] = one.subtract(learningRate.multiply(both, DIGITS), DIGITS);
      }
    }
    BigDecimal[][] vector = zeros(k * k, 1);
    for (int i = 0; i < k * k; i++) {
      vector[i][0] = distance[i / k][i % k];
    }
    for (long left = t; left > 0; left /= 2) {
      if (left % 2 == 1) {
        vector = product(step, vector);
      }
      step = product(step, step);
    }
    BigDecimal[][] delta = zeros(k, k);
    for (int i = 0; i < k * k; i++) {
      delta[i / k][i % k] = vector[i][0];
    }
    return inner(product(product(g, delta), m), delta).doubleValue() / 2;
  }

  private static BigDecimal[][] zeros(int rows, int columns) {
    BigDecimal[][] a = new BigDecimal[rows][columns];
    for (BigDecimal[] row : a) {
      Arrays.fill(row, BigDecimal.ZERO);
    }
    return a;
  }

  private static BigDecimal[][] matrix(float[] values, int offset, int rows, int columns) {
    BigDecimal[][] a = new BigDecimal[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        a[i][j] = new BigDecimal(values[offset + i * columns + j]);
      }
    }
    return a;
  }

  private static BigDecimal[][] transpose(BigDecimal[][] a) {
    BigDecimal[][] b = new BigDecimal[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        b[j][i] = a[i][j];
      }
    }
    return b;
  }

  private static BigDecimal[][] product(BigDecimal[][] a, BigDecimal[][] b) {
    BigDecimal[][] c = zeros(a.length, b[0].length);
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        for (int l = 0; l < b.length; l++) {
          c[i][j] = c[i][j].add(a[i][l].multiply(b[l][j], DIGITS), DIGITS);
        }
      }
    }
    return c;
  }

  private static BigDecimal inner(BigDecimal[][] a, BigDecimal[][] b) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        sum = sum.add(a[i][j].multiply(b[i][j], DIGITS), DIGITS);
      }
    }
    return sum;
  }

  /** X of AX = B, A positive definite: Gauss and Jordan without pivoting. */
  private static BigDecimal[][] solve(BigDecimal[][] a, BigDecimal[][] b) {
    int n = a.length;
    BigDecimal[][] left = zeros(n, n);
    BigDecimal[][] right = zeros(n, b[0].length);
    for (int i = 0; i < n; i++) {
      left[i] = a[i].clone();
      right[i] = b[i].clone();
    }
    for (int c = 0; c < n; c++) {
      BigDecimal pivot = left[c][c];
      for (int i = 0; i < n; i++) {
        if (i != c) {
          BigDecimal factor = left[i][c].divide(pivot, DIGITS);
          subtract(left[i], factor, left[c]);
          subtract(right[i], factor, right[c]);
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < right[0].length; j++) {
        right[i][j] = right[i][j].divide(left[i][i], DIGITS);
      }
    }
    return right;
  }

  private static void subtract(BigDecimal[] row, BigDecimal factor, BigDecimal[] other) {
    for (int j = 0; j < row.length; j++) {
      row[j] = row[j].subtract(factor.multiply(other[j], DIGITS), DIGITS);
    }
  }
}
