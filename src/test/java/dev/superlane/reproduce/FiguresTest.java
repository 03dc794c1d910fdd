package dev.superlane.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.reproduce.Figures.Captioned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FiguresTest {
  private static final Recipe RECIPE = Recipe.parse(Synthetic.RECIPE.formatted(64), true, "");

  @TempDir private Path folder;

  private static Measured measured() {
    return Synthetic.of(
        RECIPE,
        (setting, seed) -> {
          if (setting.id().equals("superposition/a2-b1")) {
            return Double.NaN;
          }
          return setting.id().startsWith("sequential") ? setting.gamma() : 1 + 0.01 * seed;
        });
  }

  private static String svg(String name) {
    Captioned captioned =
        Figures.of(measured()).stream()
            .filter(f -> f.name().equals(name))
            .findFirst()
            .orElseThrow();
    return captioned.figure().svg(name);
  }

  @Test
  void aHeatmapHasMedianIntervalAndWhatTheRuleRefuses() {
    assertThat(svg("superposition-exponents"))
        // 1.01, 1.02, 1.03: 1.02 ± 4.303 · 0.01/√3.
        .contains(
            ">1.02<",
            ">1.00 … 1.04<",
            ">no power law<",
            ">3 of 3 seeds: it<",
            ">diverged<",
            ">0.09<");
  }

  @Test
  void curvesHaveTheirTheoryDashed() {
    // Four cells, and one line in the legend.
    assertThat(svg("sequential-loss").split("stroke-dasharray=\"12 7\"", -1)).hasSize(4 + 1 + 1);
  }

  @Test
  void robustnessHasTheGridsRowFirst() {
    String svg = svg("robustness");
    assertThat(svg).contains(">as in the grid<", ">linear spectrum<");
    assertThat(svg.indexOf(">as in the grid<")).isLessThan(svg.indexOf(">linear spectrum<"));
  }

  @Test
  void everyNumberIsTracedToRunFolders() throws Exception {
    Measured measured = measured();
    List<String> warnings =
        new ReproductionFolder(folder).write(measured, Claims.of(measured), List.of("tiny"));
    assertThat(warnings).isEmpty();
    for (Captioned figure : Figures.of(measured)) {
      assertThat(folder.resolve("figures/" + figure.name() + ".svg")).exists();
      assertThat(folder.resolve("figures/" + figure.name() + ".png")).exists();
    }
    JsonNode settings =
        JsonMapper.shared()
            .readTree(Files.readString(folder.resolve("results.json")))
            .path("settings");
    assertThat(settings).hasSize(RECIPE.settings().size());
    JsonNode diverged = settings.path(4 + 3);
    assertThat(diverged.path("setting").stringValue()).isEqualTo("superposition/a2-b1");
    assertThat(diverged.path("median").isNull()).isTrue();
    assertThat(diverged.path("refused").stringValue()).isEqualTo("3 of 3 seeds: it diverged");
    assertThat(diverged.path("runs").path(2).path("folder").stringValue())
        .isEqualTo("runs/superposition/a2-b1/seed-3");
    JsonNode fast = settings.path(4);
    assertThat(fast.path("runs").path(1).path("exponent").doubleValue()).isBetween(1.0199, 1.0201);
    assertThat(fast.path("exponent_over_gamma")).hasSize(3);
    JsonNode claims = JsonMapper.shared().readTree(Files.readString(folder.resolve("claims.json")));
    assertThat(claims.path("claims").path(0).path("runs")).hasSize(12);
    assertThat(folder.resolve("claims.md")).content().contains("does not hold here");
  }
}
