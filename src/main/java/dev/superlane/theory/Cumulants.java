package dev.superlane.theory;

/**
 * Third and fourth cumulants κ3_i, κ4_i of the inputs, and with them the fourth moment F(Q) =
 * E[(xᵀQx) x xᵀ] as a map of symmetric matrices.
 *
 * <p>The x_i are independent, so a joint cumulant of different features is 0, and the moment's
 * expansion in cumulants (McCullagh, "Tensor Methods in Statistics", chapter 2) is that of normal
 * numbers of mean p and second moment Σ plus terms with one feature each. With q = diag Q, v = Qp,
 *
 * <pre>F(Q) = tr(ΣQ) Σ + 2ΣQΣ − 2(pᵀQp) p pᵀ
 *      + (κ3∘q) pᵀ + p (κ3∘q)ᵀ + diag(2 κ3∘v + κ4∘q)</pre>
 *
 * From the raw moments p, 4/3·p, 2p, 16/5·p of x_i: κ3 = 2p(1 − p)², κ4 = p(16/5 − 40/3·p + 16p² −
 * 6p³).
 */
final class Cumulants {
  private final double[] third;
  private final double[] fourth;

  Cumulants(SecondMoment moment) {
    double[] p = moment.mean();
    third = new double[p.length];
    fourth = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      third[i] = 2 * p[i] * (1 - p[i]) * (1 - p[i]);
      fourth[i] = p[i] * (16.0 / 5 + p[i] * (-40.0 / 3 + p[i] * (16 - 6 * p[i])));
    }
  }

  /** Entry i of κ3∘q. */
  double beside(int i, double q) {
    return third[i] * q;
  }

  /** Entry i of 2 κ3∘v + κ4∘q. */
  double onDiagonal(int i, double q, double v) {
    return 2 * third[i] * v + fourth[i] * q;
  }
}
