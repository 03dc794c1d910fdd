package dev.superlane.verify;

import dev.superlane.theory.PowerLaw;
import dev.superlane.verify.FormulaChecks.Cell;
import java.util.Locale;

/** Which cells of the spectrum are bent by finite N: a table, reports/finite-n.md. */
public final class FiniteFeatures {
  private static final int[] FEATURES = {512, 2048, 65_536};

  /** What the checks allow a slope to differ by. */
  private static final double BENT = 0.03;

  private FiniteFeatures() {}

  /** Markdown. A line a cell: γ, then for each N the slopes of the finite-N curve. */
  public static String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # Training without superposition: where finite N bends the power law

        Without superposition the loss tends to t^−γ, γ = (a + 2b − 1)/a, as the number of features N and the steps t grow. At finite N
        the curve ends in an exponential, and where γ is small its bend reaches far back. The table holds the slope −Δ ln L / Δ ln t of
        the finite-N power law (`theory/PowerLaw.java`) over the decades 10² to 10³ and 10³ to 10⁴ at E = 1, η = 0.5; **bold** where it
        is more than 0.03 off γ. There an exponent measured in that decade is no estimate of γ: compare with the curve itself.

        | a | b | γ | N = 512 | N = 2048 | N = 65 536 |
        |---|---|---|---|---|---|
        """);
    for (Cell cell : FormulaChecks.cells()) {
      text.append(format("| %s | %s | %.2f |", cell.a(), cell.b(), gamma(cell)));
      for (int features : FEATURES) {
        PowerLaw law = cell.law(features);
        text.append(" ").append(slope(law, 100)).append(", ").append(slope(law, 1000)).append(" |");
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static double gamma(Cell cell) {
    return PowerLaw.exponent(cell.a(), cell.b());
  }

  private static String slope(PowerLaw law, double from) {
    double slope = Math.log10(law.finite(from) / law.finite(10 * from));
    String text = format("%.2f", slope);
    return Math.abs(slope - law.exponent()) > BENT ? "**" + text + "**" : text;
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
