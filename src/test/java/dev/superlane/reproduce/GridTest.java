package dev.superlane.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class GridTest {
  /** Rounding of a dozen operations on numbers near 1. */
  private static final double ROUNDING = 1e-14;

  /** 2 − ½ log₁₀ window, and residuals whose sum and product with it are 0. */
  private static final double[] WINDOWS = {10, 100, 1000, 10000};

  private static final double[] EXPONENTS = {1.5 + 0.1, 1 - 0.1, 0.5 - 0.1, 0 + 0.1};

  @Test
  void theLineThroughExponentsAndWhatIsLeftOfTheirSpread() {
    assertThat(Grid.slope(EXPONENTS, WINDOWS)).isCloseTo(-0.5, within(ROUNDING));
    // Four residuals of 0.1, two degrees of freedom.
    assertThat(Grid.deviationAboutLine(EXPONENTS, WINDOWS))
        .isCloseTo(0.1 * Math.sqrt(2), within(ROUNDING));
  }

  @Test
  void seedsWithoutAnExponentInEveryCellAreLeftOut() {
    double[][] exponents = {{1, 1.2, Double.NaN}, {2, 2.2, 5}};
    double[][] windows = {{10, 100, Double.NaN}, {100, 1000, 10}};
    Grid grid = new Grid(exponents, windows, List.of());
    assertThat(grid.interval(Grid::mean))
        .hasValueSatisfying(i -> assertThat(i.mean()).isCloseTo(1.6, within(ROUNDING)));
    assertThat(grid.interval(Grid::slope))
        .hasValueSatisfying(i -> assertThat(i.mean()).isCloseTo(1, within(ROUNDING)));
  }
}
