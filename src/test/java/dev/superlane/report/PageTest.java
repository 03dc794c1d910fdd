package dev.superlane.report;

import static org.assertj.core.api.Assertions.assertThat;

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
        .contains("0.75 \u00d7 (75 ops/s)", "1.90 \u00d7 (19 ops/s)", "0.40 \u00d7 (4 ops/s)");
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
