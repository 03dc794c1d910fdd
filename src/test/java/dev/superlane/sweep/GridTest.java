package dev.superlane.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.superlane.train.TrainConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {
  @TempDir private Path folder;

  private Path file(String json) throws IOException {
    return Files.writeString(folder.resolve("g.json"), json);
  }

  private static Map<String, String> typed(String... pairs) {
    Map<String, String> typed = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      typed.put(pairs[i], pairs[i + 1]);
    }
    return typed;
  }

  @Test
  void isEveryCombinationTheLastOptionFastest() {
    List<TrainConfig> configs =
        Grid.of(typed("width", "16,8", "embedding", "frozen,learned", "seed", "1..2")).configs();
    assertThat(configs.stream().map(c -> c.width() + " " + c.embedding() + " " + c.seed()))
        .containsExactly(
            "16 FROZEN 1",
            "16 FROZEN 2",
            "16 LEARNED 1",
            "16 LEARNED 2",
            "8 FROZEN 1",
            "8 FROZEN 2",
            "8 LEARNED 1",
            "8 LEARNED 2");
  }

  @Test
  void withoutOptionsIsOneCellOfDefaults() {
    assertThat(Grid.of(Map.of()).configs()).containsExactly(TrainConfig.of(Map.of()));
  }

  @Test
  void refusesACombinationThatIsNotAllowedAndTooManyCells() {
    assertThatThrownBy(() -> Grid.of(typed("features", "64,16", "width", "32")).configs())
        .hasMessage("--width is 32, with --features 16 allowed is 1 to 16");
    assertThatThrownBy(() -> Grid.of(typed("seed", "1..10000", "lr", "1..2/1000")).configs())
        .hasMessage("the grid has 10000000 cells, allowed are at most 1000000");
  }

  @Test
  void aFileSaysTheSameAsOptions() throws IOException {
    Path json =
        file(
            """
            {
              "features": 64, "width": "8,16", "bias": [true, false],
              "lr": [0.1, "0.2..0.4/2"], "seed": "1..3"
            }
            """);
    assertThat(GridFile.read(json).configs())
        .isEqualTo(
            Grid.of(
                    typed(
                        "features",
                        "64",
                        "width",
                        "8,16",
                        "bias",
                        "true,false",
                        "lr",
                        "0.1,0.2,0.4",
                        "seed",
                        "1..3"))
                .configs());
    assertThat(GridFile.read(json).with(Grid.of(typed("bias", "true", "seed", "7"))).configs())
        .hasSize(6)
        .allMatch(config -> config.bias() && config.seed() == 7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {$ "seeds": 1}              | line 2, key seeds: no option of a training, allowed are features,
          {"seed": 1,$$ "lr": "x"}    | line 3, key lr: --lr is x, allowed is auto or a finite number above 0
          {"seed": 1,$ "lr": "1..2"}  | line 2, key lr: --lr is 1..2, allowed is a value or a range
          {"features": 4,$ "width": [2,$ 8]} | line 2, key width: --width is 8, with --features 4 allowed is
          {"seed": 1,$ "seed": 2}     | line 2, key seed: given before, allowed is once
          {$ "seed": null}            | line 2, key seed: null, allowed is a number, true, false, a string
          {$ "seed": {}}              | line 2, key seed: an object, allowed is
          {$ "seed": [[1]]}           | line 2, key seed: an array in an array, allowed is
          {$ "seed": []}              | line 2, key seed: an empty array, allowed is
          {$ "seed" 1}                | line 2, which is not JSON:
          {$ "seed": 1                | line 2, which is not JSON:
          [1]                         | line 1, which holds no object
          {}$ 3                       | line 2, which goes on after its object
          """)
  void whatIsWrongInAFileIsSaidWithLineAndKey(String json, String sentence) throws IOException {
    Path file = file(json.replace('$', '\n'));
    assertThatThrownBy(() -> GridFile.read(file).configs())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--grid is " + file + ", " + sentence)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void anOptionInPlaceOfTheFilesIsNotBlamedOnTheFile() throws IOException {
    Grid grid = GridFile.read(file("{\"lr\": 1}")).with(Grid.of(typed("lr", "0")));
    assertThatThrownBy(grid::configs).hasMessageStartingWith("--lr is 0, allowed is");
  }
}
