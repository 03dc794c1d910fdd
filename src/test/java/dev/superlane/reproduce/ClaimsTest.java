package dev.superlane.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private static final Recipe LARGE = Recipe.parse(Synthetic.RECIPE.formatted(2048), true, "");
  private static final Recipe SMALL = Recipe.parse(Synthetic.RECIPE.formatted(64), true, "");

  /** Seeds move every exponent by 0.01 about its middle. */
  private static double around(double alpha, long seed) {
    return alpha + 0.01 * (seed - 2);
  }

  private static Claim claim(List<Claim> claims, String asked) {
    return claims.stream().filter(c -> c.asked().contains(asked)).findFirst().orElseThrow();
  }

  private static List<Claim> universal(Recipe recipe) {
    return Claims.of(
        Synthetic.of(
            recipe,
            (setting, seed) ->
                setting.id().startsWith("sequential")
                    ? around(setting.gamma(), seed)
                    : around(1, seed)));
  }

  @Test
  void oneOverTimeHoldsAndIsATargetAtLargeN() {
    List<Claim> claims = universal(LARGE);
    assertThat(claims).filteredOn(Claim::target).hasSize(3).noneMatch(Claim::missed);
    // Student's t of two degrees of freedom: 1 ± 4.303 · 0.01/√3.
    assertThat(claim(claims, "mean over the grid").measured()).isEqualTo("1.00 [0.98, 1.02]");
    assertThat(claim(claims, "mean over the grid").folders())
        .hasSize(12)
        .contains("runs/superposition/a1.1-b0/seed-1");
    assertThat(claim(claims, "depends on the data").verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(claim(claims, "depends on the channels").verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(claim(claims, "at least 8").measured()).startsWith("11.0 [10.7, 11.3]");
    assertThat(claim(claims, "another spectrum").verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(universal(SMALL)).noneMatch(Claim::target);
  }

  @Test
  void exponentsThatStaySequentialMissTheTargets() {
    List<Claim> claims =
        Claims.of(
            Synthetic.of(
                LARGE,
                (setting, seed) ->
                    around(Double.isNaN(setting.gamma()) ? 2 : setting.gamma(), seed)));
    // γ has the mean 1 in this grid, as in that of a = 1.1, 1.5, 2 and b = 0, 0.5, 1.
    assertThat(claims).filteredOn(Claim::missed).hasSize(2);
    assertThat(claim(claims, "at least 8").verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    assertThat(claim(claims, "standard deviation").verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    assertThat(claim(claims, "smaller with a bottleneck").verdict())
        .isEqualTo(Verdict.DOES_NOT_HOLD);
    assertThat(claim(claims, "another spectrum").measured()).endsWith("not linear spectrum");
  }

  @Test
  void aTransitionIsWhereExponentsDrawTogether() {
    List<Claim> claims =
        Claims.of(
            Synthetic.of(
                LARGE,
                (setting, seed) ->
                    around(
                        1 + 0.3 * Math.signum(setting.gamma() - 1) * setting.widthShare(), seed)));
    assertThat(claim(claims, "smaller with a bottleneck").verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(claim(claims, "smaller with a bottleneck").measured())
        .isEqualTo(
            "without: 0.60 [0.60, 0.60]; K = N: 0.60 [0.60, 0.60]; K = N/4: 0.15 [0.15, 0.15]");
  }

  @Test
  void aCellWithoutAPowerLawIsNamedAndNoTargetIsMetWithoutIt() {
    List<Claim> claims =
        Claims.of(
            Synthetic.of(
                LARGE,
                (setting, seed) ->
                    setting.id().equals("superposition/a2-b1") ? Double.NaN : around(1, seed)));
    Claim mean = claim(claims, "mean over the grid");
    assertThat(mean.missed()).isTrue();
    assertThat(mean.measured()).contains("no power law: a = 2, b = 1, 3 of 3 seeds: it diverged");
  }

  @Test
  void oneSeedThatFailsLeavesTheOthers() {
    List<Claim> claims =
        Claims.of(
            Synthetic.of(
                Recipe.parse(
                    Synthetic.RECIPE.formatted(2048).replace("2, 3]", "2, 3, 4]"), true, ""),
                (setting, seed) ->
                    setting.id().equals("superposition/a2-b1") && seed == 3
                        ? Double.NaN
                        : around(1, Math.min(seed, 3))));
    Claim mean = claim(claims, "mean over the grid");
    assertThat(mean.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(mean.measured()).contains("1 of 4 seeds: it diverged");
  }

  @Test
  void theTableSaysWhatIsATarget() {
    String table = ClaimsTable.markdown(List.of("N = 2048"), universal(LARGE));
    assertThat(table)
        .contains("1 ± 0.1 † | 1.00 [0.98, 1.02] | holds | runs/superposition/ |")
        .contains("> Remarkably");
  }
}
