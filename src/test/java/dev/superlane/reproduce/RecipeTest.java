package dev.superlane.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.superlane.model.Optimizer;
import dev.superlane.train.TrainConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeTest {
  @TempDir private Path folder;

  private Recipe main() throws Exception {
    new ReproductionFolder(folder).writeWords(2048);
    String words = ReproductionFolder.words(folder, 2048).toString();
    return Recipe.shipped("main", true, words);
  }

  @Test
  void theShippedRecipesAreValidAndNameEverySettingOnce() throws Exception {
    for (Recipe recipe : List.of(main(), Recipe.shipped("quick", false, ""))) {
      assertThat(recipe.settings()).extracting(Setting::id).doesNotHaveDuplicates();
      assertThat(recipe.sequential()).hasSize(9);
      assertThat(recipe.superposition()).hasSize(9);
      for (int i = 0; i < 9; i++) {
        TrainConfig with = recipe.superposition().get(i).config();
        TrainConfig without = recipe.sequential().get(i).config();
        assertThat(with.width()).isLessThan(with.features());
        assertThat(without.width()).isEqualTo(with.features());
        assertThat(without.dataExponent()).isEqualTo(with.dataExponent());
        assertThat(without.channelExponent()).isEqualTo(with.channelExponent());
        assertThat(without.learningRate()).isEqualTo(with.learningRate());
        assertThat(without.steps()).isEqualTo(with.steps());
      }
      assertThat(recipe.window()[1]).isGreaterThanOrEqualTo(10 * recipe.window()[0]);
      for (List<Setting> curve : recipe.transition()) {
        assertThat(curve.getLast().widthShare()).isEqualTo(1);
        assertThat(curve).extracting(Setting::widthShare).isSorted();
        // Its students without superposition are those of the grid.
        assertThat(recipe.dataExponents()).contains(curve.getFirst().dataExponent());
        assertThat(recipe.channelExponents()).contains(curve.getFirst().channelExponent());
      }
      for (Setting setting : recipe.superposition()) {
        assertThat(List.copyOf(setting.options().keySet()))
            .endsWith("data-exponent", "channel-exponent");
      }
      for (Setting setting : recipe.settings()) {
        assertThat(setting.seeds()).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void theMainGridIsLargeEnoughForTheTargets() throws Exception {
    assertThat(main().features()).isGreaterThanOrEqualTo(2048);
  }

  @Test
  void robustnessIsThereWhereItIsAskedFor() throws Exception {
    assertThat(Recipe.shipped("main", false, "").variations()).isEmpty();
    Set<String> spectra = new HashSet<>();
    for (Recipe.Variation variation : main().variations()) {
      assertThat(variation.settings()).hasSize(3);
      spectra.add(variation.settings().getFirst().config().spectrumChoice().kind().name());
    }
    assertThat(
            main().variations().stream()
                .flatMap(variation -> variation.settings().stream())
                .filter(setting -> setting.config().optimizer() == Optimizer.ADAM))
        .hasSize(3);
    assertThat(spectra).containsExactlyInAnyOrder("POWER", "EXPONENTIAL", "LINEAR", "FILE");
  }

  @Test
  void theCountsDescend() throws Exception {
    new ReproductionFolder(folder).writeWords(4096);
    List<String> lines = Files.readAllLines(ReproductionFolder.words(folder, 4096));
    assertThat(lines).hasSize(4096);
    for (int i = 1; i < lines.size(); i++) {
      assertThat(Integer.parseInt(lines.get(i))).isBetween(1, Integer.parseInt(lines.get(i - 1)));
    }
  }

  @Test
  void whatIsWrongIsNamed() {
    String text = Recipe.shipped("quick", false, "").text();
    assertThatThrownBy(() -> Recipe.parse(text.replace("\"common\"", "\"comon\""), false, ""))
        .hasMessageContaining("comon");
    assertThatThrownBy(() -> Recipe.parse(text.replace("\"batch\"", "\"bach\""), false, ""))
        .hasMessageContaining("sequential/a1.1-b0: --bach is no option");
  }
}
