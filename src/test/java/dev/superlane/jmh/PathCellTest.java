package dev.superlane.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.superlane.model.Activation;
import dev.superlane.model.Embedding;
import dev.superlane.model.StepPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PathCellTest {
  /** As scripts/steps reads it. */
  private static List<PathCell> grid() throws IOException {
    return Files.readAllLines(Path.of("scripts/path-grid")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(PathCell::of)
        .toList();
  }

  @Test
  void everyLineOfTheGridIsAConfigurationOfItsOwn() throws IOException {
    assertThat(grid()).hasSizeBetween(64, 100).doesNotHaveDuplicates();
    // JMH splits the values of a parameter at commas.
    assertThat(grid()).noneMatch(cell -> cell.line().contains(","));
  }

  @Test
  void theGridHoldsEveryKindOfStudentAndBothChoices() throws IOException {
    assertThat(grid().stream().map(PathCell::embedding).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Embedding.values());
    assertThat(grid().stream().map(PathCell::activation).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Activation.values());
    assertThat(grid().stream().map(PathCell::auto).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(StepPath.values());
  }

  @Test
  void wordsAreSizesDensityExponentAndKind() {
    PathCell cell = PathCell.of("64 16 256 8 1.1 learned linear");
    assertThat(cell.sizes()).isEqualTo("64x16x256 E 8.0 a 1.1");
    assertThat(cell.config().width()).isEqualTo(16);
    assertThat(cell.embedding()).isEqualTo(Embedding.LEARNED);
    assertThat(cell.activation()).isEqualTo(Activation.LINEAR);
  }

  @Test
  void whatIsNoConfigurationIsRefused() {
    assertThatThrownBy(() -> PathCell.of("64 16 256 8 1.1 learned"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allowed is N K B E a embedding activation");
    assertThatThrownBy(() -> PathCell.of("64 128 256 8 1.1 frozen relu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--width is 128");
  }
}
