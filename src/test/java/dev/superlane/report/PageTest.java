package dev.superlane.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.profile.Profiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
  private static final Pattern HEADING = Pattern.compile("<h2>(.*?)</h2>");

  @TempDir private Path folder;

  @Test
  void aSectionIsThereOnlyWithItsData() throws Exception {
    SyntheticResults.jmh(folder.resolve("one.json"), SyntheticResults.rows(1));
    assertThat(headings()).containsExactly("All benchmarks");

    SyntheticResults.jmh(folder.resolve("two.json"), SyntheticResults.rows(2));
    assertThat(headings()).containsExactly("Kernels against scalar", "All benchmarks");

    SyntheticResults.latency(folder.resolve("a.hlog"));
    SyntheticResults.training(folder.resolve("train"));
    SyntheticResults.verification(folder.resolve("verify"));
    Files.writeString(folder.resolve("commands.txt"), "jmh <Gemm>\n");
    assertThat(headings())
        .containsExactly(
            "Kernels against scalar",
            "Latency",
            "Training",
            "Verification",
            "All benchmarks",
            "Commands and machine");
    assertThat(page()).contains("jmh &lt;Gemm&gt;");
  }

  @Test
  void longStepsStandBesideWhatTheJvmDid() throws Exception {
    SyntheticResults.latency(folder.resolve("a.hlog"));
    SyntheticResults.latency(folder.resolve("b.hlog"));
    Files.writeString(
        folder.resolve("latency.json"),
        """
        {"rows": [
          {"name": "a",
           "jvm": {"collection": {"count": 2, "total_ns": 7000, "longest_ns": 4500},
                   "safepoint": {"count": 0, "total_ns": 0, "longest_ns": 0}},
           "longest": [{"step": 17, "ns": 1000000, "during": ["G1 <b>new</b>", "C2"]},
                       {"step": 18, "ns": 999000, "during": []},
                       {"step": 19, "ns": 998000, "during": []},
                       {"step": 20, "ns": 997000, "during": []}]},
          {"name": "b", "jvm": "not readable here", "longest": []}]}
        """);
    String page = page();
    assertThat(page)
        .contains("What the JVM did meanwhile", "<td>collection</td>", ">4.500</td>")
        .doesNotContain("<td>safepoint</td>")
        .contains("The longest steps", "<td>G1 &lt;b&gt;new&lt;/b&gt;; C2</td>")
        .contains("<td>no pause or compilation of the JVM&#39;s</td>");
    assertThat(page).contains(">19</td>").doesNotContain(">20</td>");
    assertThat(page.indexOf(">17</td>")).isPositive().isLessThan(page.indexOf(">18</td>"));
  }

  @Test
  void comparesWhatDiffersInOneThing() throws Exception {
    SyntheticResults.jmh(
        folder.resolve("jmh.json"),
        List.of(
            SyntheticResults.row("Peers.multiply", "\"library\": \"SUPERLANE\"", 1, 100),
            SyntheticResults.row("Peers.multiply", "\"library\": \"OPENBLAS\"", 1, 75),
            SyntheticResults.row("Team.gemm", "\"threads\": \"1\"", 1, 10),
            SyntheticResults.row("Team.gemm", "\"threads\": \"2\"", 1, 19),
            SyntheticResults.row("Gemm.vector", "\"n\": \"7\"", 1, 10),
            SyntheticResults.row("Gemm.vector", "\"n\": \"7\"", 1, 4)
                .replace("\"-Xmx1g\"", "\"-XX:MaxVectorSize=16\", \"-Xmx1g\"")));

    assertThat(headings())
        .containsExactly("Beside other libraries", "Threads", "Vector width", "All benchmarks");
    assertThat(page())
        .contains("0.75 \u00d7 (75 ops/s)")
        .contains("<td data-v=\"1.9\">1.900</td><td>10 ops/s</td>")
        .contains("<td data-v=\"0.4\">0.4000</td><td data-v=\"1.0\">1</td><td>10 ops/s</td>")
        .contains(">128 bits</text>", ">full</text>", "Team.gemm</span>", "in proportion</span>");
  }

  @Test
  void filesOfOneFolderAreComparedEachWithItsOwnFirst() throws Exception {
    Path record = Files.createDirectory(folder.resolve("record"));
    Path other = Files.createDirectory(folder.resolve("other"));
    SyntheticResults.jmh(
        record.resolve("gemm.json"), List.of(SyntheticResults.row("Gemm.vector", "", 1, 30)));
    SyntheticResults.jmh(
        record.resolve("gemm-scalar.json"), List.of(SyntheticResults.row("Gemm.scalar", "", 1, 2)));
    SyntheticResults.jmh(
        other.resolve("jmh.json"), List.of(SyntheticResults.row("Gemm.scalar", "", 1, 3)));
    assertThat(page()).contains("15.00 \u00d7 (30 ops/s)").doesNotContain("10.00 \u00d7");

    SyntheticResults.jmh(
        record.resolve("z.json"),
        List.of(
            SyntheticResults.row("Gemm.scalar", "", 1, 4),
            SyntheticResults.row("Gemm.vector", "", 1, 28)));
    assertThat(page()).contains("7.00 \u00d7 (28 ops/s)").doesNotContain("15.00 \u00d7");
  }

  @Test
  void timesOfMoreThreadsCountForAllOfThem() throws Exception {
    SyntheticResults.jmh(
        folder.resolve("jmh.json"),
        List.of(
            SyntheticResults.row("Gemm.vector", "", 1, 10).replace("ops/s", "us/op"),
            SyntheticResults.row("Gemm.vector", "", 2, 16).replace("ops/s", "us/op")));
    assertThat(page()).contains("<td data-v=\"1.25\">1.250</td>");
  }

  @Test
  void theRooflineHasKernelsStepsAndBenchmarks() throws Exception {
    Profiles.withCompiler().write(folder.resolve("machine.json"));
    assertThat(headings()).containsExactly("Roofline");
    long marks = marks(page());
    SyntheticResults.jmh(
        folder.resolve("jmh.json"), List.of(SyntheticResults.roofline("Gemm.vector", 40, 8)));
    assertThat(page())
        .contains("Roofline, one core, vectors of 256 bits", "Roofline, 2 cores")
        .contains("fma peak, 64 GFLOP/s</span>", "L1, 40 GB/s</span>", "superlane profile, 2026")
        .contains("<td data-v=\"8.0\">8</td><td data-v=\"62.5\">62.50</td>");
    // One in the plot of one core and one in its legend.
    assertThat(marks(page())).isEqualTo(marks + 2);
  }

  private static long marks(String page) {
    return Pattern.compile("<circle|<polygon").matcher(page).results().count();
  }

  @Test
  void whatWasDisturbedIsMarkedAtItsFiguresAndInTheSummary() throws Exception {
    SyntheticResults.jmh(folder.resolve("jmh.json"), SyntheticResults.rows(2));
    SyntheticResults.training(folder.resolve("train"));
    SyntheticResults.verification(folder.resolve("verify"));
    SyntheticResults.latency(folder.resolve("a.hlog"));
    SyntheticResults.latency(folder.resolve("b.hlog"));
    Profiles.withCompiler().write(folder.resolve("machine.json"));
    assertThat(page()).doesNotContain("disturbed</strong>", "(disturbed)", "them disturbed");

    SyntheticResults.surroundings(folder);
    for (String file : List.of("train/run.json", "verify/verify.json", "machine.json")) {
      Path path = folder.resolve(file);
      String text =
          Files.readString(path).replaceAll("(?s)\"surroundings\" : \\{.*?\\},", "").trim();
      Files.writeString(
          path, text.substring(0, text.length() - 1) + ", " + SyntheticResults.DISTURBED + "}");
    }
    Files.writeString(
        folder.resolve("latency.json"),
        "{\"rows\": [{\"name\": \"a\", %s}, {\"name\": \"b\"}]}"
            .formatted(SyntheticResults.DISTURBED));
    assertThat(page())
        .contains("5 of them disturbed.")
        .contains("a.hlog (disturbed)</span>", "train (disturbed)</span>")
        .contains("jmh.json (disturbed)</td>", "a.hlog (disturbed)</td>")
        .doesNotContain("b.hlog (disturbed)");
    // Each of them in the summary and at its caption; JMH's file has two.
    assertThat(page().split("\"disturbed\">disturbed</strong>", -1)).hasSize(1 + 5);
    assertThat(page().split("disturbed: other programs &lt;b&gt;", -1)).hasSize(1 + 6);
  }

  /** Of several files in a folder, and of those below the one that says it. */
  @Test
  void whoWasDisturbedIsReadFromTheNearestFile() throws Exception {
    Path record = Files.createDirectories(folder.resolve("record"));
    for (String name : List.of("quiet", "unquiet")) {
      SyntheticResults.jmh(record.resolve(name + ".json"), SyntheticResults.rows(2));
    }
    SyntheticResults.surroundings(record);
    Files.move(record.resolve("surroundings.json"), record.resolve("unquiet-surroundings.json"));
    Path bench = Files.createDirectories(folder.resolve("bench/jdk-1"));
    SyntheticResults.jmh(bench.resolve("jmh.json"), SyntheticResults.rows(2));
    SyntheticResults.surroundings(bench.getParent());
    assertThat(page())
        .contains("2 of them disturbed.")
        .contains("record/unquiet.json (disturbed)</td>", "bench/jdk-1/jmh.json (disturbed)</td>")
        .doesNotContain("record/quiet.json (disturbed)")
        .contains("<summary>machine</summary>cpu x</details>");
  }

  @Test
  void textFromFilesStaysText() throws Exception {
    String evil = "X.</script><script>alert(1)</script>'&\u2028\u0001";
    String json = evil.replace("\u0001", "\\u0001").replace("</", "<\\/");
    SyntheticResults.jmh(
        folder.resolve("a<b>.json"),
        List.of(SyntheticResults.row(json, "\"library\": \"\\\"><img src=x>\"", 1, 2)));
    SyntheticResults.training(folder.resolve("<u>train"));

    String page = page();
    assertThat(page)
        .contains("X.&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;\u2028\uFFFD")
        .contains("&quot;&gt;&lt;img src=x&gt;", "a&lt;b&gt;.json", "&lt;u&gt;train")
        .contains("&lt;i&gt;CPU&lt;/i&gt;", "&lt;b&gt;auto&lt;/b&gt;")
        .doesNotContain("<img", "<u>", "<i>");
    assertThat(page.split("<script>", -1)).hasSize(2);
    assertThat(page.split("</script>", -1)).hasSize(2);
  }

  @Test
  void nothingIsLoadedFromElsewhere() throws Exception {
    SyntheticResults.jmh(folder.resolve("a.json"), SyntheticResults.rows(4));
    SyntheticResults.latency(folder.resolve("a.hlog"));

    String page = page().replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
    assertThat(page).doesNotContain("http:", "https:", "src=", "@import", "<link");
  }

  @Test
  void twoThousandResultsStayBelowOneMegabyte() throws Exception {
    SyntheticResults.jmh(folder.resolve("jmh.json"), SyntheticResults.rows(2000));

    byte[] page = page().getBytes(StandardCharsets.UTF_8);
    assertThat(page.length).isBetween(100_000, 1_000_000);
    assertThat(page().split("<tr><td>", -1)).hasSize(2001);
  }

  @Test
  void whatCannotBeReadIsSaidAndTheRestShown() throws Exception {
    SyntheticResults.jmh(folder.resolve("good.json"), SyntheticResults.rows(2));
    Files.writeString(folder.resolve("bad.json"), "[{\"primaryMetric\": ");
    Files.writeString(folder.resolve("trajectory.csv"), "step,loss\n1\n");

    assertThat(Results.read(List.of(folder)).unreadable())
        .hasSize(2)
        .allMatch(line -> line.contains("could not be read: "));
    assertThat(page()).contains("bad.json could not be read: ", "Kernels against scalar");
  }

  private String page() throws IOException {
    return Page.of(Results.read(List.of(folder)));
  }

  private List<String> headings() throws IOException {
    return HEADING.matcher(page()).results().map((MatchResult match) -> match.group(1)).toList();
  }
}
