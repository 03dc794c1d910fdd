package dev.superlane.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecondMomentTest {
  /**
   * E[x xᵀ] by enumeration: the 2³ outcomes of the Bernoullis times two-point Gauss-Legendre nodes
   * 1 ± 1/√3 of each uniform, which integrate up to the third degree exactly.
   */
  @Test
  void isTheExpectationOfXxT() {
    double[] p = {0.9, 0.25, 1};
    double[][] expected = new double[3][3];
    double[] x = new double[3];
    for (int outcome = 0; outcome < 64; outcome++) {
      double weight = 1;
      for (int i = 0; i < 3; i++) {
        boolean active = (outcome >> i & 1) == 1;
        double side = (outcome >> (3 + i) & 1) == 1 ? 1 : -1;
        x[i] = active ? 1 + side / Math.sqrt(3) : 0;
        weight *= (active ? p[i] : 1 - p[i]) / 2;
      }
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          expected[i][j] += weight * x[i] * x[j];
        }
      }
    }
    SecondMoment moment = new SecondMoment(p);
    double[] d = moment.diagonal();
    double[] mean = moment.mean();
    double trace = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double sigma = (i == j ? d[i] : 0) + mean[i] * mean[j];
        // 64 terms of at most 4, each rounded a few times.
        assertThat(sigma).isCloseTo(expected[i][j], within(64 * 4 * 4 * 0x1p-53));
      }
      trace += expected[i][i];
    }
    assertThat(moment.trace()).isCloseTo(trace, within(1e-13));
  }

  static Stream<double[]> spectra() {
    return Stream.of(
        new double[] {0.3},
        new double[] {0, 0, 0},
        new double[] {1, 1, 1, 1},
        new double[] {0.2, 0.2, 0.2, 0.5, 0.5, 0},
        new double[] {0.5, 4.0 / 3 - 0.5, 0.4, 4.0 / 3 - 0.4, 1, 1.0 / 3},
        new double[] {0.1, Math.nextUp(0.1), Math.nextDown(0.1), 0.7, 1e-9, 1e-30, 1e-120},
        new double[] {2.0 / 3, 2.0 / 3 + 1e-9, 2.0 / 3 - 1e-9, 2.0 / 3 + 1e-8, 0.01},
        Reference.powerLaw(60, 1.1, 1),
        Reference.powerLaw(60, 3, 1),
        Reference.powerLaw(60, 1.5, 8),
        Reference.powerLaw(60, 0.5, 30),
        IntStream.range(0, 120).mapToDouble(i -> Math.exp(-i / 0.4)).toArray()); // to 1e-130
  }

  /** EJML's values are good to a few N·ε·|Σ|, and ours must be. */
  @ParameterizedTest
  @MethodSource("spectra")
  void largestEigenvalueIsTheDenseOne(double[] p) {
    double[] dense = Reference.eigenvalues(Reference.sigma(p));
    double top = dense[p.length - 1];
    assertThat(new SecondMoment(p).largestEigenvalue())
        .isCloseTo(top, within(10 * p.length * 0x1p-52 * top));
  }

  /**
   * Orthonormal vectors with Σv = μv are the eigendecomposition: nothing else is. Both to a few
   * N·ε, clusters and deflated groups included.
   */
  @ParameterizedTest
  @MethodSource("spectra")
  void eigenbasisIsOrthonormalAndDiagonalises(double[] p) {
    int n = p.length;
    double[][] sigma = Reference.sigma(p);
    Eigenbasis basis = new Eigenbasis(new SecondMoment(p));
    double[][] vectors = new double[n][n]; // row i = vector i
    for (int i = 0; i < n; i++) {
      basis.vector(i, vectors[i]);
    }
    double bound = 10 * n * 0x1p-52;
    double[][] gram = Reference.product(vectors, Reference.transpose(vectors));
    double[][] images = Reference.product(vectors, sigma);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertThat(gram[i][j]).isCloseTo(i == j ? 1 : 0, within(bound));
        assertThat(images[i][j]).isCloseTo(basis.value(i) * vectors[i][j], within(bound));
      }
    }
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThatThrownBy(() -> new SecondMoment(new double[] {0.5, 1.25}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("p[1] is 1.25, allowed is 0 to 1");
    assertThatThrownBy(() -> new SecondMoment(new double[] {Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SecondMoment(new double[] {-1e-9}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SecondMoment(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
