package dev.superlane.theory;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * The modes of a linear student with a frozen embedding, from two singular value decompositions.
 *
 * <p>Σ = C Cᵀ with C = [diag(√d), p], N×(N+1), so the loss is ½ ‖(WᵀSW − A)C‖². With Wᵀ = P₁
 * diag(√g) Uᵀ and (WC)ᵀ = P₂ diag(√m) Vᵀ it is
 *
 * <pre>L = L_∞ + ½ Σ_ij y_ij²,   y_ij = √(g_i m_j) S̃_ij − b_ij,   S̃ = Uᵀ S V,   b = P₁ᵀ A C P₂
 * </pre>
 *
 * and L_∞ = ½ (‖AC‖² − ‖b‖²), the part of the answer AC outside what the student reaches. These are
 * the eigenvectors and eigenvalues of G = W Wᵀ and M = W Σ Wᵀ of the model's section on the linear
 * bottleneck (arXiv 2602.01045), b_ij = T̃_ij/√(g_i m_j), but nothing is squared before it is
 * decomposed and nothing is divided by: g and m span up to N⁴ and more where K is near N, and their
 * small ones keep half the digits that way. It does not see {@link PopulationLoss}, from which
 * training takes G, M and T.
 */
final class BottleneckModes {
  final int width;
  final double[] g; // K eigenvalues of G, in no promised order
  final double[] m; // K eigenvalues of M, in no promised order
  final double[] u; // K×K row-major, column i belongs to g_i
  final double[] v; // K×K, column j belongs to m_j
  final double[] reach; // P₁, N×K
  final double[] target; // b, K×K
  final double floor; // L_∞

  /**
   * @param p probabilities, length N, each 0 … 1
   * @param importance A_ii, length N
   * @param embedding N×K from {@code offset}, row i = feature i, of rank K
   * @param width K ≤ N
   * @throws IllegalArgumentException on lengths that do not fit or values out of range
   */
  BottleneckModes(double[] p, float[] importance, float[] embedding, int offset, int width) {
    SecondMoment moment = new SecondMoment(p);
    int n = p.length;
    Rows.check("embedding", embedding, offset, n, width);
    Arguments.checkImportance(importance.length, n);
    if (width > n) {
      throw new IllegalArgumentException(
          "width is %d, allowed is 1 to the number of features, %d".formatted(width, n));
    }
    this.width = width;
    double[] d = moment.diagonal();
    DMatrixRMaj rows = new DMatrixRMaj(n, width); // Wᵀ
    Rows.widen(embedding, offset, n * width, rows.data);
    DMatrixRMaj weighted = new DMatrixRMaj(n + 1, width); // (WC)ᵀ
    for (int i = 0; i < n; i++) {
      Rows.axpy(Math.sqrt(d[i]), rows.data, i * width, weighted.data, i * width, width);
      Rows.axpy(p[i], rows.data, i * width, weighted.data, n * width, width);
    }
    SingularValueDecomposition_F64<DMatrixRMaj> decode = decompose(rows);
    SingularValueDecomposition_F64<DMatrixRMaj> encode = decompose(weighted);
    g = squares(decode.getSingularValues(), width);
    m = squares(encode.getSingularValues(), width);
    u = decode.getV(null, false).data;
    v = encode.getV(null, false).data;
    reach = decode.getU(null, false).data;
    double[] seen = encode.getU(null, false).data; // P₂, (N+1)×K
    target = new double[width * width];
    double[] row = new double[width]; // of ACP₂
    double teacher = 0; // ‖AC‖²
    for (int i = 0; i < n; i++) {
      double a = importance[i];
      Arrays.fill(row, 0);
      Rows.axpy(a * Math.sqrt(d[i]), seen, i * width, row, 0, width);
      Rows.axpy(a * p[i], seen, n * width, row, 0, width);
      for (int k = 0; k < width; k++) {
        Rows.axpy(reach[i * width + k], row, 0, target, k * width, width);
      }
      teacher += a * a * (d[i] + p[i] * p[i]);
    }
    floor = 0.5 * Math.max(0, teacher - Rows.dot(target, target));
  }

  /**
   * y of a core, K×K.
   *
   * @param core S, K×K row-major from {@code offset}
   * @throws IllegalArgumentException if core is too short
   */
  double[] distance(float[] core, int offset) {
    Rows.check("core", core, offset, width, width);
    double[] y = new double[width * width];
    double[] s = new double[width];
    double[] row = new double[width]; // of S V
    for (int k = 0; k < width; k++) {
      Rows.widen(core, offset + k * width, width, s);
      Arrays.fill(row, 0);
      for (int l = 0; l < width; l++) {
        Rows.axpy(s[l], v, l * width, row, 0, width);
      }
      for (int i = 0; i < width; i++) {
        Rows.axpy(u[k * width + i], row, 0, y, i * width, width);
      }
    }
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        int at = i * width + j;
        y[at] = Math.sqrt(g[i]) * Math.sqrt(m[j]) * y[at] - target[at];
      }
    }
    return y;
  }

  /** 2/(g_max m_max), the stability limit of population gradient descent. */
  double stabilityLimit() {
    return 2 / (Arrays.stream(g).max().getAsDouble() * Arrays.stream(m).max().getAsDouble());
  }

  private static SingularValueDecomposition_F64<DMatrixRMaj> decompose(DMatrixRMaj matrix) {
    for (double x : matrix.data) {
      if (!Double.isFinite(x)) {
        throw new IllegalArgumentException("embedding has an entry that is not finite");
      }
    }
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(matrix.numRows, matrix.numCols, true, true, true);
    if (!svd.decompose(matrix.copy())) {
      throw new IllegalArgumentException("embedding has no singular values to double precision");
    }
    return svd;
  }

  private static double[] squares(double[] values, int count) {
    double[] squares = new double[count];
    for (int i = 0; i < count; i++) {
      squares[i] = values[i] * values[i];
    }
    return squares;
  }
}
