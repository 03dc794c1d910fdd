package dev.superlane.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.profile.Profiles;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalSummaryTest {
  private static final String FULL = "\u2588".repeat(20);

  @TempDir private Path folder;

  @BeforeEach
  void results() throws Exception {
    SyntheticResults.jmh(
        folder.resolve("jmh.json"),
        List.of(
            SyntheticResults.row("Gemm.scalar", "\"n\": \"\\u001b[31m7\"", 1, 8),
            SyntheticResults.row("Gemm.vector", "\"n\": \"\\u001b[31m7\"", 1, 64)));
    SyntheticResults.latency(folder.resolve("a.hlog"));
    SyntheticResults.training(folder.resolve("train"));
    SyntheticResults.verification(folder.resolve("verify"));
    Profiles.withCompiler().write(folder.resolve("machine.json"));
  }

  private List<String> lines(boolean coloured, Charset charset) throws Exception {
    return TerminalSummary.of(Results.read(List.of(folder)), coloured, charset).lines().toList();
  }

  @Test
  void tablesAreAlignedAndHaveBars() throws Exception {
    String name = folder.getFileName().toString();
    List<String> lines = lines(false, StandardCharsets.UTF_8);
    assertThat(lines)
        .startsWith(
            "2 benchmark results, 1 latency log, 1 training, 1 verification, 1 machine profile.")
        .contains(
            "  scalar                                         \u2588\u2588\u258c                    "
                + "1.00  8 ops/s",
            "  vector                                         " + FULL + "   8.00  64 ops/s",
            "Gemm ?[31m7",
            "FAIL theory: identity");
    assertThat(lines)
        .filteredOn(line -> line.startsWith(name + "/a.hlog"))
        .singleElement()
        .asString()
        .matches("\\S+ +500\\.\\d +900\\.\\d +990\\.\\d +999\\.\\d +1000");
    // The training is not counted as finished by what run.json says, but by its last row.
    assertThat(lines).anyMatch(line -> line.matches(name + "/train +100 +0\\.1250 +0\\.50"));
    assertThat(String.join("\n", lines)).doesNotContain("\u001b");
  }

  @Test
  void escapesAreOnlyOurOwn() throws Exception {
    SyntheticResults.surroundings(folder);
    String text = String.join("\n", lines(true, StandardCharsets.UTF_8));
    assertThat(text)
        .contains("\u001b[36m" + FULL + "\u001b[0m", "\u001b[33mdisturbed\u001b[0m")
        .contains("other programs <b>?[2J</b>")
        .doesNotContain("\u001b[2J", "\u001b[31m7");
  }

  @Test
  void withoutBlocksBarsAreOfNumberSigns() throws Exception {
    assertThat(lines(false, StandardCharsets.US_ASCII))
        .contains(
            "  vector                                         "
                + "#".repeat(20)
                + "   8.00  64 ops/s");
  }

  @Test
  void longTablesAreCut() throws Exception {
    Path many = Files.createDirectory(folder.resolve("many"));
    SyntheticResults.jmh(many.resolve("jmh.json"), SyntheticResults.rows(2000));
    List<String> lines = lines(false, StandardCharsets.UTF_8);
    assertThat(lines).contains("and 996 more on the page").hasSizeLessThan(60);
  }
}
