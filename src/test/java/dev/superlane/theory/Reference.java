package dev.superlane.theory;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** What the tests compare with: dense matrices, plain sums, decimal arithmetic, and inputs. */
final class Reference {
  private static final MathContext DIGITS = new MathContext(60);

  private Reference() {}

  /** min(1, E i^−a / Σ j^−a). */
  static double[] powerLaw(int n, double a, double density) {
    double[] p = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      p[i] = Math.pow(i + 1, -a);
      sum += p[i];
    }
    for (int i = 0; i < n; i++) {
      p[i] = Math.min(1, density * p[i] / sum);
    }
    return p;
  }

  /** i^−b. */
  static double[] importance(int n, double b) {
    double[] importance = new double[n];
    for (int i = 0; i < n; i++) {
      importance[i] = Math.pow(i + 1, -b);
    }
    return importance;
  }

  static float[] narrow(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }

  static float[] gaussians(int count, double scale, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return values;
  }

  /** Random rows of unit norm, N×K, after {@code offset} NaNs that nobody may read. */
  static float[] unitRows(int n, int width, int offset, long seed) {
    Random random = new Random(seed);
    float[] rows = new float[offset + n * width];
    Arrays.fill(rows, 0, offset, Float.NaN);
    double[] row = new double[width];
    for (int i = 0; i < n; i++) {
      double squares = 0;
      for (int k = 0; k < width; k++) {
        row[k] = random.nextGaussian();
        squares += row[k] * row[k];
      }
      for (int k = 0; k < width; k++) {
        rows[offset + i * width + k] = (float) (row[k] / Math.sqrt(squares));
      }
    }
    return rows;
  }

  /** E[x_i x_j] written down entry by entry: 4/3·p_i on the diagonal, p_i p_j off it. */
  static double[][] sigma(double[] p) {
    double[][] sigma = new double[p.length][p.length];
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < p.length; j++) {
        sigma[i][j] = i == j ? 4 * p[i] / 3 : p[i] * p[j];
      }
    }
    return sigma;
  }

  /** a·b by three loops. */
  static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        for (int k = 0; k < b.length; k++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }

  static double[][] transpose(double[][] a) {
    double[][] b = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        b[j][i] = a[i][j];
      }
    }
    return b;
  }

  static double[][] diagonal(double[] values) {
    double[][] a = new double[values.length][values.length];
    for (int i = 0; i < values.length; i++) {
      a[i][i] = values[i];
    }
    return a;
  }

  /** A row-major matrix out of a flat array. */
  static double[][] matrix(float[] values, int offset, int rows, int columns) {
    double[][] a = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        a[i][j] = values[offset + i * columns + j];
      }
    }
    return a;
  }

  /** ½ tr(D Σ Dᵀ). */
  static double loss(double[][] d, double[][] sigma) {
    double[][] ds = product(d, sigma);
    double sum = 0;
    for (int i = 0; i < d.length; i++) {
      for (int j = 0; j < d[0].length; j++) {
        sum += ds[i][j] * d[i][j];
      }
    }
    return sum / 2;
  }

  /** All eigenvalues of a symmetric matrix, ascending, by EJML's dense decomposition. */
  static double[] eigenvalues(double[][] symmetric) {
    int n = symmetric.length;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, false, true);
    if (!eigen.decompose(new DMatrixRMaj(symmetric))) {
      throw new AssertionError("EJML did not converge");
    }
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = eigen.getEigenvalue(i).getReal();
    }
    Arrays.sort(values);
    return values;
  }

  /**
   * The exact mean-square recursion of minibatch SGD on the identity student: E Q' = Φ Q with Φ = I
   * − η(Σ⊗1 + 1⊗Σ) + η²[(1 − 1/B) Σ⊗Σ + K/B], K = E[x xᵀ ⊗ x xᵀ] from the raw moments. It diverges
   * where Φ's spectral radius passes 1. Bisection of Φ's dense eigenvalues.
   */
  static double meanSquareLimit(double[] p, int batch, double tolerance) {
    int n = p.length;
    double[][] sigma = sigma(p);
    double[][] kurtosis = new double[n * n][n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          for (int l = 0; l < n; l++) {
            kurtosis[i * n + j][k * n + l] = moment(p, i, j, k, l);
          }
        }
      }
    }
    double low = 0;
    double high = 10;
    while (high - low > tolerance * low) {
      double eta = (low + high) / 2;
      double[][] map = new double[n * n][n * n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          for (int k = 0; k < n; k++) {
            for (int l = 0; l < n; l++) {
              double both = (1 - 1.0 / batch) * sigma[i][k] * sigma[j][l];
              map[i * n + j][k * n + l] =
                  (i == k && j == l ? 1 : 0)
                      - eta * ((j == l ? sigma[i][k] : 0) + (i == k ? sigma[j][l] : 0))
                      + eta * eta * (both + kurtosis[i * n + j][k * n + l] / batch);
            }
          }
        }
      }
      double top = eigenvalues(map)[n * n - 1];
      if (top > 1) {
        high = eta;
      } else {
        low = eta;
      }
    }
    return low;
  }

  /** E[x_i x_j x_k x_l]: each feature with the raw moment of how often it occurs. */
  static double moment(double[] p, int... features) {
    int[] count = new int[p.length];
    for (int feature : features) {
      count[feature]++;
    }
    double[] raw = {0, 1, 4.0 / 3, 2, 16.0 / 5};
    double moment = 1;
    for (int i = 0; i < p.length; i++) {
      moment *= count[i] == 0 ? 1 : raw[count[i]] * p[i];
    }
    return moment;
  }

  /** F(Q) = E[(xᵀQx) x xᵀ] by its four indices. */
  static double[][] fourthMoment(double[] p, double[][] q) {
    int n = p.length;
    double[][] f = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          for (int l = 0; l < n; l++) {
            f[i][j] += moment(p, i, j, k, l) * q[k][l];
          }
        }
      }
    }
    return f;
  }

  /** ½ tr[D_0 (I − ηΣ)^t Σ (I − ηΣ)^t D_0ᵀ] in 60 decimal digits, by repeated squaring. */
  static double exactLoss(double[] p, double[][] d0, double learningRate, long t) {
    int n = p.length;
    BigDecimal[][] sigma = new BigDecimal[n][n];
    BigDecimal[][] step = new BigDecimal[n][n];
    BigDecimal[][] d = new BigDecimal[n][n];
    BigDecimal eta = new BigDecimal(learningRate);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        BigDecimal pi = new BigDecimal(p[i]);
        sigma[i][j] =
            i == j
                ? pi.multiply(BigDecimal.valueOf(4)).divide(BigDecimal.valueOf(3), DIGITS)
                : pi.multiply(new BigDecimal(p[j]), DIGITS);
        BigDecimal one = i == j ? BigDecimal.ONE : BigDecimal.ZERO;
        step[i][j] = one.subtract(eta.multiply(sigma[i][j], DIGITS), DIGITS);
        d[i][j] = new BigDecimal(d0[i][j]);
      }
    }
    for (long left = t; left > 0; left /= 2) {
      if (left % 2 == 1) {
        d = product(d, step);
      }
      step = product(step, step);
    }
    BigDecimal[][] ds = product(d, sigma);
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sum = sum.add(ds[i][j].multiply(d[i][j], DIGITS), DIGITS);
      }
    }
    return sum.doubleValue() / 2;
  }

  private static BigDecimal[][] product(BigDecimal[][] a, BigDecimal[][] b) {
    int n = a.length;
    BigDecimal[][] c = new BigDecimal[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 0; k < n; k++) {
          sum = sum.add(a[i][k].multiply(b[k][j], DIGITS), DIGITS);
        }
        c[i][j] = sum;
      }
    }
    return c;
  }
}
