package dev.superlane.theory;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * η_ms: the learning rate at which the mean loss of the identity student under minibatch SGD stops
 * shrinking, the spectral radius of {@link MinibatchMap} being 1; and the second moment Q that
 * stays as it is there.
 *
 * <p>The map I − ηA + η²P, A(Q) = ΣQ + QΣ, P(Q) = E[HQH], is self-adjoint and takes positive
 * semi-definite matrices to such, so its radius is its greatest eigenvalue, and that is below 1
 * exactly where ⟨Q, A(Q)⟩ > η⟨Q, P(Q)⟩ for all Q. Hence 1/η_ms is the greatest eigenvalue of A⁻¹P,
 * self-adjoint in the product ⟨Q, A(Q)⟩: a power iteration from Q = I with the Rayleigh quotient
 * finds it, no search over η. A⁻¹ divides by μ_i + μ_j in the eigenbasis of Σ (the model's section
 * on theory without superposition, arXiv 2602.01045).
 *
 * <p>It ends where the residual, in that product's norm, is 1e-7 of the quotient θ: an eigenvalue
 * is then that near for certain, and the quotient's own error is about the square, 1e-14 over the
 * gap to the next eigenvalue relative to θ. O(N³) an iteration, more of them the smaller that gap.
 */
public final class MeanSquareLimit {
  private static final double RESIDUAL = 1e-7;
  private static final int MOST_ITERATIONS = 20_000;

  private final int n;
  private final double value;
  private final double[] matrix;

  /**
   * @param p probabilities, length N, each 0 … 1
   * @param batch B, samples a step, 1 or more
   * @throws IllegalArgumentException on values out of range, or if no feature is ever active
   * @throws IllegalStateException if two eigenvalues are so close that the iteration does not end
   */
  public MeanSquareLimit(double[] p, int batch) {
    SecondMoment moment = new SecondMoment(p);
    if (moment.trace() == 0) {
      throw new IllegalArgumentException("every p is 0, allowed is at least one above 0");
    }
    n = p.length;
    MinibatchMap map = new MinibatchMap(moment, batch);
    Eigenbasis basis = new Eigenbasis(moment);
    DMatrixRMaj vectors = vectors(basis); // V, a column an eigenvector
    double[] q = new double[n * n];
    for (int i = 0; i < n; i++) {
      q[i * n + i] = 1;
    }
    double[] drift = new double[n * n];
    double[] noise = new double[n * n];
    double theta = Double.NaN;
    for (int iteration = 0; ; iteration++) {
      if (iteration == MOST_ITERATIONS) {
        throw new IllegalStateException(
            "no mean-square limit after %d iterations: two eigenvalues are too close"
                .formatted(iteration));
      }
      map.drift(q, drift);
      scale(q, 1 / Math.sqrt(Rows.dot(q, drift)));
      map.drift(q, drift);
      map.noise(q, noise);
      theta = Rows.dot(q, noise);
      double[] next = solve(basis, vectors, noise);
      // |A⁻¹P Q − θQ|² = ⟨A⁻¹P Q, P Q⟩ − θ² as ⟨Q, A Q⟩ = 1, without that cancellation:
      double squares = 0;
      for (int i = 0; i < n * n; i++) {
        squares += (next[i] - theta * q[i]) * (noise[i] - theta * drift[i]);
      }
      q = next;
      if (squares <= RESIDUAL * RESIDUAL * theta * theta) {
        break;
      }
    }
    value = 1 / theta;
    double trace = map.trace(q);
    scale(q, 2 / trace);
    matrix = q;
  }

  /** η_ms. */
  public double value() {
    return value;
  }

  /**
   * The leading eigenmatrix at η_ms, N×N row-major, symmetric, positive semi-definite, scaled to a
   * loss ½ tr(ΣQ) of 1; a new array.
   */
  public double[] matrix() {
    return matrix.clone();
  }

  /** A distance D = S − A with DᵀD = {@link #matrix}: its symmetric root, N×N row-major. */
  public double[] distance() {
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
    if (!eigen.decompose(new DMatrixRMaj(n, n, true, matrix()))) {
      throw new IllegalStateException("the eigenmatrix has no eigenvectors to double precision");
    }
    double[] root = new double[n * n];
    for (int i = 0; i < n; i++) {
      // Below 0 only by rounding.
      double scale = Math.sqrt(Math.max(0, eigen.getEigenvalue(i).getReal()));
      double[] vector = eigen.getEigenVector(i).data;
      for (int k = 0; k < n; k++) {
        Rows.axpy(scale * vector[k], vector, 0, root, k * n, n);
      }
    }
    return root;
  }

  private DMatrixRMaj vectors(Eigenbasis basis) {
    DMatrixRMaj vectors = new DMatrixRMaj(n, n);
    double[] vector = new double[n];
    for (int i = 0; i < n; i++) {
      basis.vector(i, vector);
      for (int k = 0; k < n; k++) {
        vectors.data[k * n + i] = vector[k];
      }
    }
    return vectors;
  }

  /** A⁻¹ X; 0 between features that are never active, of which X has nothing. */
  private double[] solve(Eigenbasis basis, DMatrixRMaj vectors, double[] x) {
    DMatrixRMaj half = new DMatrixRMaj(n, n);
    DMatrixRMaj rotated = new DMatrixRMaj(n, n);
    CommonOps_DDRM.multTransA(vectors, new DMatrixRMaj(n, n, true, x), half);
    CommonOps_DDRM.mult(half, vectors, rotated);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = basis.value(i) + basis.value(j);
        rotated.data[i * n + j] = sum == 0 ? 0 : rotated.data[i * n + j] / sum;
      }
    }
    CommonOps_DDRM.mult(vectors, rotated, half);
    CommonOps_DDRM.multTransB(half, vectors, rotated);
    return rotated.data;
  }

  private static void scale(double[] x, double factor) {
    Arrays.setAll(x, i -> factor * x[i]);
  }
}
