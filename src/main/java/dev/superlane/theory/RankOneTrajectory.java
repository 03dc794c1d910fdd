package dev.superlane.theory;

/**
 * The exact loss of the identity student under population gradient descent from S_0 = 0, as {@link
 * IdentityTrajectory}, but O(N) for each t and only from t = 100 on: for N where O(N²) is too much.
 *
 * <p>L_t = ½ Σ_k A_k² f(Σ)_kk with f(z) = z (1 − ηz)^(2t). For Σ = diag(d) + p pᵀ the resolvent is
 * that of diag(d) and a rank-one term (Sherman and Morrison), so with Cauchy's formula
 *
 * <pre>L_t = ½ Σ_k A_k² f(d_k) + (1/4πi) ∮ f(z) g(z)/(1 − s(z)) dz,
 * g(z) = Σ_k A_k² p_k²/(z − d_k)²,  s(z) = Σ_k p_k²/(z − d_k)</pre>
 *
 * <p>f(z) ≈ z e^(−2ηtz), as under an inverse Laplace transform, and the contour is the parabola
 * that Trefethen, Weideman and Schmelzer give for it ("Talbot quadratures and rational
 * approximations", BIT 46, 2006), in w = 2ηtz and midpoint rule with M nodes, error about 2.85^−M.
 * It is open towards eigenvalues above 25/(2ηt), whose terms are below e^−25 of their start.
 */
public final class RankOneTrajectory {
  private static final int NODES = 24; // M
  private static final long FIRST_STEP = 100;

  /** Up to there |1 − ημ|^(2t) is below e^−25 at all that the contour leaves out. */
  private static final double MOST_RATE = 1.5;

  private final double[] squares; // p²
  private final double[] weighted; // A² p²
  private final double[] diagonal; // d
  private final double learningRate;
  private final DecaySum alone; // ½ Σ A² f(d)

  /**
   * @param p probabilities, length N, each 0 … 1
   * @param importance A_ii, length N
   * @param learningRate η > 0, η·(max d + Σp²) at most 1.5
   * @throws IllegalArgumentException on lengths that differ or values out of range
   */
  public RankOneTrajectory(double[] p, double[] importance, double learningRate) {
    diagonal = new SecondMoment(p).diagonal();
    int n = p.length;
    Arguments.checkImportance(importance.length, n);
    squares = new double[n];
    weighted = new double[n];
    double[] coefficients = new double[n];
    double sum = 0;
    double largest = 0;
    for (int k = 0; k < n; k++) {
      squares[k] = p[k] * p[k];
      weighted[k] = importance[k] * importance[k] * squares[k];
      coefficients[k] = 0.5 * importance[k] * importance[k] * diagonal[k];
      sum += squares[k];
      largest = Math.max(largest, diagonal[k]);
    }
    if (learningRate * (largest + sum) > MOST_RATE) {
      throw new IllegalArgumentException(
          "learning rate is %s, allowed is %s at most: the largest eigenvalue may be %s"
              .formatted(learningRate, MOST_RATE / (largest + sum), largest + sum));
    }
    this.learningRate = learningRate;
    alone = new DecaySum(coefficients, diagonal, learningRate);
  }

  /**
   * L_t after t steps, to about 1e-9 of it; worse where the rank-one term takes most of the first
   * term away, as with a handful of features, long after they are learned.
   *
   * @throws IllegalArgumentException if t is below 100
   */
  public double loss(long t) {
    if (t < FIRST_STEP) {
      throw new IllegalArgumentException("t is %d, allowed is 100 or more steps".formatted(t));
    }
    double rate = 2 * learningRate * t;
    double step = 2 * Math.PI / NODES;
    double sum = 0;
    // The lower half of the parabola is the upper one's conjugate.
    for (int node = 0; node < NODES / 2; node++) {
      double angle = (node + 0.5) * step;
      double re = -NODES * (0.1309 - 0.1194 * angle * angle) / rate;
      double im = -NODES * 0.25 * angle / rate;
      double towardsRe = NODES * 0.2388 * angle / rate;
      double towardsIm = -NODES * 0.25 / rate;
      sum += imaginary(t, re, im, towardsRe, towardsIm);
    }
    return alone.at(t) + sum * step / (2 * Math.PI);
  }

  /** Im[f(z) g(z)/(1 − s(z)) z'] at z = re + i·im. */
  private double imaginary(long t, double re, double im, double towardsRe, double towardsIm) {
    double oneRe = 1; // 1 − s
    double oneIm = 0;
    double gRe = 0;
    double gIm = 0;
    for (int k = 0; k < diagonal.length; k++) {
      double x = re - diagonal[k];
      double norm = x * x + im * im;
      double rRe = x / norm; // 1/(z − d)
      double rIm = -im / norm;
      oneRe -= squares[k] * rRe;
      oneIm -= squares[k] * rIm;
      gRe += weighted[k] * (rRe * rRe - rIm * rIm);
      gIm += weighted[k] * 2 * rRe * rIm;
    }
    double norm = oneRe * oneRe + oneIm * oneIm;
    double qRe = (gRe * oneRe + gIm * oneIm) / norm; // g/(1 − s)
    double qIm = (gIm * oneRe - gRe * oneIm) / norm;
    double leftRe = 1 - learningRate * re; // 1 − ηz
    double leftIm = -learningRate * im;
    double size = Math.exp(t * Math.log(leftRe * leftRe + leftIm * leftIm));
    double turn = 2 * t * Math.atan2(leftIm, leftRe);
    double powerRe = size * Math.cos(turn);
    double powerIm = size * Math.sin(turn);
    double fRe = re * powerRe - im * powerIm;
    double fIm = re * powerIm + im * powerRe;
    double fqRe = fRe * qRe - fIm * qIm;
    double fqIm = fRe * qIm + fIm * qRe;
    return fqRe * towardsIm + fqIm * towardsRe;
  }
}
