package dev.superlane.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ResultFileTest {
  @TempDir Path folder;

  @Test
  void replacesAndLeavesNothingBeside() throws IOException {
    Path file = folder.resolve("a.json");
    ResultFile.replace(file, "γ");
    ResultFile.replace(file, "α");
    assertThat(file).hasContent("α");
    assertThat(folder).isDirectoryContaining(file::equals).satisfies(this::holdsOneFile);
  }

  /** A folder of that name that is not empty cannot be replaced. */
  @Test
  void aFailureLeavesWhatWasThere() throws IOException {
    Path taken = folder.resolve("taken");
    Files.createDirectories(taken.resolve("inside"));
    assertThatThrownBy(() -> ResultFile.replace(taken, "x")).isInstanceOf(IOException.class);
    assertThat(taken.resolve("inside")).isDirectory();
    holdsOneFile(folder);
  }

  @Test
  void halfAContentLeavesWhatWasThere() throws IOException {
    Path file = folder.resolve("a");
    ResultFile.replace(file, "whole");
    ResultFile.Content half =
        path -> {
          Files.writeString(path, "ha");
          throw new IOException("full");
        };
    assertThatThrownBy(() -> ResultFile.replace(file, half)).hasMessage("full");
    assertThat(file).hasContent("whole");
    holdsOneFile(folder);
  }

  private void holdsOneFile(Path path) {
    assertThat(path.toFile().list()).hasSize(1);
  }

  @Test
  void arraysAreLinesOrOneLine() {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("a", List.of(1, 2));
    assertThat(ResultFile.jsonOfShortArrays(JsonMapper.shared(), root))
        .isEqualTo("{\n  \"a\" : [1,2]\n}\n");
    assertThat(ResultFile.json(JsonMapper.shared(), root))
        .isEqualTo("{\n  \"a\" : [\n    1,\n    2\n  ]\n}\n");
  }
}
