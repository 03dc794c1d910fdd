package dev.superlane.verify;

/**
 * A student's loss in double, written from the formulas alone, without a gradient; and how far
 * rounding may take it, and a float gradient. θ is all parameters in the order of {@link
 * dev.superlane.model.Parameters}.
 *
 * <p>The bound: an entry of a gradient g is a sum of products of inputs. Take the same expression
 * with every input replaced by its absolute value, every subtraction by an addition and every gate
 * open: G_abs. An evaluation multiplies each term by at most m factors (1 + δ), |δ| ≤ u, u = 2⁻²⁴
 * for float, where m counts the roundings on the longest path from an input to the entry. Hence |ĝ
 * − g| ≤ γ_m·G_abs, γ_m = m u/(1 − m u), for any order of summation, provided that the same gates
 * are open (Higham, Accuracy and Stability of Numerical Algorithms, section 3.1). The same holds
 * for the loss, with double's u = 2⁻⁵³.
 */
interface ReferenceLoss {
  double FLOAT_UNIT = 0x1p-24;
  double DOUBLE_UNIT = 0x1p-53;

  double loss(double[] theta);

  /** γ_m·L_abs, for all losses that a central difference at θ takes. */
  double lossRounding(double[] theta);

  /** γ_m·G_abs of every parameter; 0 for those that are not trained. */
  double[] gradientRounding(double[] theta);

  static double gamma(double m, double unit) {
    return m * unit / (1 - m * unit);
  }

  /** |θ| and the reach of a central difference. */
  static double[] reached(double[] theta) {
    double[] out = new double[theta.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.abs(theta[i]) + CentralDifference.REACH;
    }
    return out;
  }
}
