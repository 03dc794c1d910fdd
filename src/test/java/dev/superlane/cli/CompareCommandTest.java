package dev.superlane.cli;

import static dev.superlane.compare.JmhJson.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.compare.JmhJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CompareCommandTest {
  @TempDir Path folder;

  private static List<double[]> near(double score) {
    return List.of(
        new double[] {score, 1.001 * score},
        new double[] {0.999 * score, score},
        new double[] {1.001 * score, 1.002 * score});
  }

  /** Throughput up is time down; average time up is time up. */
  @BeforeEach
  void write() throws Exception {
    Files.writeString(
        folder.resolve("a.json"),
        JmhJson.file(
            row("rate", "thrpt", "ops/s", near(1000)),
            row("time", "avgt", "us/op", near(10)),
            row("level", "avgt", "us/op", near(10)),
            row("noise", "avgt", "us/op", List.of(new double[] {1}, new double[] {2})),
            row("single", "avgt", "us/op", List.of(new double[] {1, 1})),
            row("zero", "thrpt", "ops/s", List.of(new double[] {1, 0}, new double[] {1, 1})),
            row("gone", "avgt", "us/op", near(10))));
    Files.writeString(
        folder.resolve("b.json"),
        JmhJson.file(
            row("rate", "thrpt", "ops/s", near(1200)),
            row("time", "avgt", "us/op", near(12)),
            row("level", "avgt", "us/op", near(10.01)),
            row("noise", "avgt", "us/op", List.of(new double[] {1.5}, new double[] {2})),
            row("single", "avgt", "us/op", near(1)),
            row("zero", "thrpt", "ops/s", near(1)),
            row("new", "avgt", "us/op", near(10))));
    Files.writeString(
        folder.resolve("unit.json"), JmhJson.file(row("time", "avgt", "ms/op", near(1))));
    Files.writeString(
        folder.resolve("other.json"), JmhJson.file(row("other", "avgt", "ms/op", near(1))));
    Files.writeString(
        folder.resolve("bare.json"), JmhJson.file(row("bare", "avgt", "ms/op", List.of())));
    Files.writeString(folder.resolve("broken.json"), "[{");
    Files.writeString(folder.resolve("foreign.json"), "{\"config\": 1}");
    Files.createDirectory(folder.resolve("empty"));
  }

  private CommandLineRun compare(String line) {
    return CommandLineRun.ofLine("compare " + line.replace("@", folder + "/"));
  }

  @Test
  void aSlowerRowIsExit1AndEveryRowHasItsVerdict() {
    CommandLineRun run = compare("@a.json @b.json");
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out().lines().filter(line -> line.startsWith("Bench")))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("Bench.level ").endsWith(" same"),
            line ->
                assertThat(line)
                    .startsWith("Bench.single ")
                    .endsWith("too noisy to say: A is of one fork: an interval takes 2 and more"),
            line ->
                assertThat(line)
                    .startsWith("Bench.zero ")
                    .endsWith("too noisy to say: A has a score that is not above 0"),
            line -> assertThat(line).startsWith("Bench.noise ").endsWith(" too noisy to say"),
            line -> assertThat(line).startsWith("Bench.rate ").contains("0.833").endsWith("faster"),
            line ->
                assertThat(line).startsWith("Bench.time ").contains("1.200").endsWith("slower"));
    assertThat(run.out())
        .contains("only in A:\n  Bench.gone\n", "only in B:\n  Bench.new\n")
        .doesNotContain("\u001B");
    assertThat(run.lastLine())
        .isEqualTo(
            "threshold 5 %: 1 slower, 1 faster, 1 same, 3 too noisy to say; 1 only in A, 1 only in"
                + " B");
  }

  @Test
  void theThresholdDecides() {
    assertThat(compare("@a.json @b.json --threshold 25").exit()).isZero();
    assertThat(compare("@a.json @b.json --threshold 25").lastLine()).contains("0 slower, 0 faster");
    assertThat(compare("@b.json @a.json").lastLine()).contains("1 slower, 1 faster");
    assertThat(compare("@a.json @a.json").exit()).isZero();
  }

  @Test
  void jsonHoldsWhatTheTableSays() throws Exception {
    Path file = folder.resolve("comparison.json");
    assertThat(compare("@a.json @b.json --json " + file).exit()).isEqualTo(1);
    JsonNode root = JsonMapper.shared().readTree(Files.readString(file));
    assertThat(root.path("slower").asInt()).isEqualTo(1);
    assertThat(root.path("only_a").get(0).asString()).isEqualTo("Bench.gone");
    JsonNode slower = root.path("rows").get(5);
    assertThat(slower.path("benchmark").asString()).isEqualTo("some.Bench.time");
    assertThat(slower.path("verdict").asString()).isEqualTo("slower");
    assertThat(slower.path("ratio").asDouble()).isBetween(1.199, 1.201);
    assertThat(slower.path("interval").get(0).asDouble()).isBetween(1.05, 1.2);
    assertThat(slower.path("smallest_visible_percent").asDouble()).isBetween(5.0, 10.0);
    JsonNode single = root.path("rows").get(1);
    assertThat(single.path("interval").isNull()).isTrue();
    assertThat(single.path("smallest_visible_percent").isNull()).isTrue();
    assertThat(single.path("reason").asString()).startsWith("A is of one fork");
  }

  @Test
  void coloursOnlyOnATerminal(@TempDir Path logs) throws Exception {
    String[] words = {"compare", folder + "/a.json", folder + "/b.json"};
    assertThat(CommandLineRun.start(logs, true, List.of(), words).waitFor()).isEqualTo(1);
    assertThat(Files.readString(logs.resolve("out")))
        .contains("\u001B[31mslower\u001B[0m", "\u001B[32mfaster\u001B[0m");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          @nowhere @b.json                 | A is @nowhere, which is not there: allowed is a JSON file of JMH's
          @a.json @empty                   | B is @empty, which holds no result of JMH: allowed is
          @a.json @foreign.json            | B is @foreign.json, which holds no result of JMH: allowed is
          @broken.json @b.json             | A is @broken.json, which is not JSON: allowed is
          @bare.json @b.json               | A is @bare.json, whose row Bench.bare -Xmx1g has no raw iterations: allowed is
          @a.json @unit.json               | Bench.time -Xmx1g is in us/op and in ms/op: allowed is one unit for a row
          @a.json @other.json              | B is @other.json, which has no row in common with A, @a.json: allowed are
          @a.json                          | 'B'
          @a.json @b.json --threshold 0    | --threshold is 0, allowed is a number of per cent above 0 and up to 100
          @a.json @b.json --threshold 101  | --threshold is 101, allowed is
          @a.json @b.json --threshold 5%   | --threshold is 5%, allowed is
          @a.json @b.json --threshold -1   | --threshold is -1, allowed is
          @a.json @b.json --json @a.json   | --json is @a.json, which is among the results: allowed is a file
          @a.json @b.json --json @empty    | --json is @empty, which is not the name of a file: allowed is
          @a.json @b.json --json @no/c     | --json is @no/c, which cannot be written to (no such file or folder): allowed is
          """)
  void badInputIsOneSentence(String line, String sentence) throws Exception {
    CommandLineRun run = compare(line);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(sentence.replace("@", folder + "/")).hasLineCount(1);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(8);
    }
  }
}
