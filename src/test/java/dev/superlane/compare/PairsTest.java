package dev.superlane.compare;

import static dev.superlane.compare.JmhJson.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairsTest {
  private static final List<double[]> FORKS = List.of(new double[] {1, 2}, new double[] {3, 4});

  @TempDir Path folder;

  private JmhResults results(String name, String... rows) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, JmhJson.file(rows));
    return JmhResults.read("A", file.toString());
  }

  private static String with(String params, String jvmArgs) {
    return row("m", params, jvmArgs, "thrpt", "ops/s", FORKS);
  }

  private static List<String> labels(Pairs pairs) {
    return pairs.matched().stream().map(Pairs.Pair::label).toList();
  }

  @Test
  void matchesByParametersModeAndJvmArguments() throws Exception {
    JmhResults a =
        results(
            "a.json",
            with("{\"n\": \"1\", \"k\": \"2\"}", "\"-Xmx1g\""),
            with("{\"n\": \"2\", \"k\": \"2\"}", "\"-Xmx1g\""),
            with("{\"n\": \"1\", \"k\": \"2\"}", "\"-Xmx1g\", \"-XX:UseAVX=2\""),
            row("m", "avgt", "us/op", FORKS),
            row("m", "sample", "us/op", FORKS));
    JmhResults b =
        results(
            "b.json",
            row("m", "avgt", "us/op", FORKS),
            with("{\"k\": \"2\", \"n\": \"1\"}", "\"-Djava.io.tmpdir=/x\", \"-Xmx1g\""),
            with("{\"k\": \"2\", \"n\": \"3\"}", "\"-Xmx1g\""),
            with("{\"n\": \"1\", \"k\": \"2\"}", "\"-Xmx1g\", \"-XX:UseAVX=2\""));
    Pairs pairs = Pairs.of(a, b);
    assertThat(labels(pairs)).containsExactly("Bench.m 2 1", "Bench.m 2 1 -XX:UseAVX=2", "Bench.m");
    assertThat(pairs.onlyA()).containsExactly("Bench.m 2 2", "Bench.m sample");
    assertThat(pairs.onlyB()).containsExactly("Bench.m 2 3");
  }

  /** So that the forks of two sides can be run in turns. */
  @Test
  void forksOfOneRowInSeveralFilesAreOneRow() throws Exception {
    results("a/1.json", row("m", "avgt", "us/op", FORKS));
    results("a/2.json", row("m", "avgt", "us/op", List.of(new double[] {5})));
    Files.writeString(folder.resolve("a/run.json"), "{\"config\": {}}");
    JmhResults a = JmhResults.read("A", folder.resolve("a").toString());
    assertThat(Pairs.of(a, a).matched())
        .singleElement()
        .satisfies(pair ->
            assertThat(pair.a().forks())
                .containsExactly(new double[] {1, 2}, new double[] {3, 4}, new double[] {5}));
  }

  /** One kernel of a record is measured twice, the second time with a longer warm-up. */
  @Test
  void settingsCountOnlyWhereARowHasSeveral() throws Exception {
    String brief = row("m", "avgt", "us/op", FORKS);
    String longer = brief.replace("\"warmupTime\": \"200 ms\"", "\"warmupTime\": \"1 s\"");
    JmhResults one = results("one.json", brief);
    JmhResults other = results("other.json", longer);
    JmhResults both = results("both.json", brief, longer);
    assertThat(labels(Pairs.of(one, other))).containsExactly("Bench.m");
    Pairs pairs = Pairs.of(both, other);
    assertThat(labels(pairs)).containsExactly("Bench.m -wi 3 -w 1s -i 4 -r 200ms");
    assertThat(pairs.onlyA()).containsExactly("Bench.m -wi 3 -w 200ms -i 4 -r 200ms");
  }

  @Test
  void unitsMustBeTheSame() throws Exception {
    JmhResults a = results("a.json", row("m", "avgt", "us/op", FORKS));
    JmhResults b = results("b.json", row("m", "avgt", "ms/op", FORKS));
    assertThatThrownBy(() -> Pairs.of(a, b))
        .hasMessage(
            "Bench.m -Xmx1g is in us/op and in ms/op: allowed is one unit for a row (JMH's -tu)");
  }

  /** [[value, count], …] of each iteration: (1·3 + 5·1) / 4 = 2. */
  @Test
  void sampleTimeHasHistograms() throws Exception {
    String row =
        row("m", "sample", "us/op", FORKS)
            .replaceFirst(
                "\"rawData\": .*?]]", "\"rawDataHistogram\": [[[[1, 3], [5, 1]], [[7, 1]]]]");
    assertThat(results("a.json", row).measurements().getFirst().forks())
        .singleElement()
        .isEqualTo(new double[] {2, 7});
  }

  @Test
  void controlCharactersStayOutOfTheTerminal() throws Exception {
    JmhResults a = results("a.json", with("{\"n\": \"\\u001b[2J\"}", "\"-Xmx1g\""));
    assertThat(labels(Pairs.of(a, a))).containsExactly("Bench.m ?[2J");
  }
}
