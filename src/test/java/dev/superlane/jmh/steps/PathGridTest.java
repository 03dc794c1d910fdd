package dev.superlane.jmh.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.superlane.jmh.PathCell;
import dev.superlane.jmh.steps.PathGrid.Row;
import dev.superlane.model.StepPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathGridTest {
  private static final String SMALL = "64 16 256 8 1.5 frozen relu";
  private static final String LARGE = "1024 256 512 1 1.5 frozen relu";

  @TempDir Path folder;

  private static Row row(String line, double dense, double sparse, StepPath auto) {
    return new Row(PathCell.of(line), dense, sparse, auto);
  }

  @Test
  void aChoiceMayCostATenthMoreThanTheBetterPath() {
    assertThat(row(SMALL, 1, 2, StepPath.DENSE).cost()).isEqualTo(1);
    assertThat(row(SMALL, 2, 1, StepPath.DENSE).cost()).isEqualTo(2);
    assertThat(row(SMALL, 1, 2, StepPath.SPARSE).cost()).isEqualTo(2);
    assertThat(row(SMALL, 1, 1.10, StepPath.SPARSE).good()).isTrue();
    assertThat(row(SMALL, 1, 1.11, StepPath.SPARSE).good()).isFalse();
  }

  @Test
  void goodChoicesAreCountedAndTheOthersMarked() {
    PathGrid grid =
        new PathGrid(
            List.of(
                row(LARGE, 10, 1, StepPath.SPARSE),
                row("128 32 256 16 1.1 frozen relu", 1, 1.05, StepPath.SPARSE),
                row(SMALL, 1, 1.5, StepPath.SPARSE)));

    assertThat(grid.good()).isEqualTo(2);
    // The mean of the logarithms of 1, 1.05 and 1.5.
    assertThat(grid.summary()).contains("2 of 3 cells", "1.163 times", "1.50 at worst", "1 cells");
    assertThat(grid.table().text().lines().skip(1))
        .satisfiesExactly(
            line ->
                assertThat(line).startsWith("frozen relu  ").contains("64x16").endsWith("1.50 !"),
            line -> assertThat(line).contains("128x32").endsWith("1.05"),
            line -> assertThat(line).contains("1024x256", "10.000", "1.000").endsWith("1.00"));
  }

  private PathGrid read(String... rows) throws IOException {
    Path json = folder.resolve("paths.json");
    Files.writeString(json, "[" + String.join(",", rows) + "]");
    return PathGrid.read(json);
  }

  private static String json(String path, String times) {
    return """
    {"params": {"cell": "%s", "path": "%s"}, "primaryMetric": {"rawData": [[%s]]}}
    """
        .formatted(SMALL, path, times);
  }

  @Test
  void timesAreMediansAndAutoIsTheModels() throws IOException {
    String table =
        read(json("DENSE", "2000,1000,9000"), json("SPARSE", "500,510,700")).table().text();
    String auto = PathCell.of(SMALL).auto().name().toLowerCase();
    assertThat(table.lines().skip(1))
        .singleElement()
        .satisfies(line -> assertThat(line).contains(" 2.000  ", " 0.510  ", auto));
  }

  @Test
  void aCellWithoutOneOfThePathsIsRefused() {
    assertThatThrownBy(() -> read(json("DENSE", "1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(SMALL);
  }
}
