package dev.superlane.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.kernel.VectorKernels;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FormulaChecksTest {
  private static final Subject SUBJECT = new Subject(VectorKernels.INSTANCE, 1);

  @Test
  void theFormulasAgree() {
    assertThat(FormulaChecks.of(SUBJECT, Preset.QUICK))
        .hasSizeGreaterThan(40)
        .allSatisfy(check -> {
          Check.Result result = check.run();
          assertThat(result.passed()).as("%s: %s", check.name(), result.measured()).isTrue();
        });
  }

  /** All but a = 1.1 and 1.5 at b = 0, whose γ is below 0.5. */
  @Test
  void theAsymptoteIsCheckedWhereItHolds() {
    assertThat(FormulaChecks.of(SUBJECT, Preset.QUICK))
        .filteredOn(check -> check.name().contains("asymptote"))
        .hasSize(10);
  }

  @Test
  void theTableIsTheOneInTheReports() throws IOException {
    assertThat(Path.of("reports/finite-n.md")).hasContent(FiniteFeatures.table());
    assertThat(FiniteFeatures.table())
        .contains(
            "| 1.1 | 0.0 | 0.09 | **0.53**, **1.72** | **0.33**, **0.69** | **0.18**, **0.24** |");
  }
}
