package dev.superlane.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountsFileTest {
  private static final String NUMBER =
      ", allowed is a non-negative decimal number such as 12 or 0.5";
  private static final String LINES = ", allowed is one count a line for each of 3 features";

  @TempDir Path folder;

  @Test
  void readsDecimalCounts() throws IOException {
    assertThat(CountsFile.read(file("12\n0\n0.5\n.25\n 3. \n1e3\n2.5E-2"), 7))
        .containsExactly(12, 0, 0.5, 0.25, 3, 1000, 0.025);
  }

  @Test
  void readsWindowsLines() throws IOException {
    assertThat(CountsFile.read(file("1\r\n2\r\n"), 2)).containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "-0",
        "+1",
        "seven",
        "NaN",
        "Infinity",
        "-Infinity",
        "1e999",
        "1,5",
        "1 2",
        "0x1p3",
        "1f",
        "1_000",
        "",
        " ",
        "."
      })
  void refusesOtherText(String text) {
    refused("1\n" + text + "\n3\n", ": line 2 is '" + text + "'" + NUMBER);
  }

  @Test
  void refusesOtherNumbersOfLines() {
    refused("", ": line 1 is missing (there are 0)" + LINES);
    refused("1\n2\n", ": line 3 is missing (there are 2)" + LINES);
    refused("1\n2\n3\n4\n", ": line 4 is '4'" + LINES);
    refused("1\n2\n3\n\n", ": line 4 is ''" + LINES);
  }

  @Test
  void refusesAllZero() {
    refused("0\n0.0\n0e5\n", ": lines 1 to 3 are all 0, allowed is at least one count above 0");
  }

  @Test
  void quotesStrangeTextInOneShortLine() {
    refused("\u0000\u00e9\t1\n", ": line 1 is '???1'" + NUMBER);
    refused("x".repeat(1000), ": line 1 is '" + "x".repeat(40) + "...'" + NUMBER);
  }

  @Test
  void aMissingFileIsAnIoException() {
    assertThatThrownBy(() -> CountsFile.read(folder.resolve("none"), 3))
        .isInstanceOf(NoSuchFileException.class);
  }

  private void refused(String content, String message) {
    Path file = file(content);
    assertThatThrownBy(() -> CountsFile.read(file, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + message);
  }

  private Path file(String content) {
    try {
      return Files.writeString(folder.resolve("counts.txt"), content, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
