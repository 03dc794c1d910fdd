package dev.superlane.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The file of configurations covers what the checks promise. */
class ConfigurationTest {
  @Test
  void populationGradient() {
    List<Configuration> rows = Configuration.of("population", Preset.FULL);
    assertThat(rows).hasSizeGreaterThanOrEqualTo(24).allMatch(c -> c.steps() == 10_000);
    assertThat(rows.stream().filter(Configuration::identity))
        .hasSizeGreaterThanOrEqualTo(10)
        .allMatch(c -> c.features() >= 64);
    // The bounds on the total are for these widths.
    assertThat(rows.stream().filter(c -> !c.identity()))
        .hasSizeGreaterThanOrEqualTo(10)
        .allMatch(c -> 3 * c.width() <= 2 * c.features() || c.width() == c.features())
        .anyMatch(c -> c.width() == c.features());
  }

  @Test
  void minibatch() {
    List<Configuration> rows = Configuration.of("mean", Preset.FULL);
    assertThat(rows).allMatch(c -> c.rate() <= 0.25 && c.runs() >= 32);
    assertThat(rows.stream().filter(Configuration::identity))
        .hasSizeGreaterThanOrEqualTo(8)
        .anyMatch(c -> c.batch() == 1)
        .anyMatch(c -> c.batch() == 1024);
    assertThat(rows.stream().filter(c -> !c.identity())).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void meanSquareLimit() {
    assertThat(Configuration.of("one-step", Preset.FULL))
        .isNotEmpty()
        .allMatch(c -> c.runs() >= 25_000 && c.rate() == 1);
    List<Configuration> rows = Configuration.of("divergence", Preset.FULL);
    assertThat(rows).allMatch(c -> c.runs() == 200 && c.steps() == 500 && c.initScale() == 0);
    assertThat(rows).anyMatch(c -> c.rate() == 0.95).anyMatch(c -> c.rate() == 1.5);
  }

  @Test
  void everyCheckHasQuickRowsAndNoOtherExists() {
    List<String> checks = List.of("population", "mean", "one-step", "divergence");
    assertThat(Configuration.all()).allMatch(c -> checks.contains(c.check()));
    for (String check : checks) {
      assertThat(Configuration.of(check, Preset.QUICK)).isNotEmpty();
    }
  }

  @Test
  void noTwoShareBatches() {
    List<Configuration> rows = Configuration.all();
    for (Configuration a : rows) {
      for (Configuration b : rows) {
        long end = a.seed() + (a.steps() > 1 ? a.runs() : 1);
        assertThat(a == b || b.seed() < a.seed() || b.seed() >= end).as("%s, %s", a, b).isTrue();
      }
    }
  }
}
