package dev.superlane.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.superlane.profile.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageInChromiumTest {
  private static final String ABSENT =
      "the report page was not tested in a browser: install Debian's package chromium";

  /** Says what a reader would see after what a reader would do. */
  private static final String PROBE =
      """
      <pre id="probe"></pre><script>
      const said = [];
      const say = (name, value) => said.push(name + "=" + value);
      const tables = [...document.querySelectorAll("table")];
      const table = tables.find((t) => t.caption.textContent.startsWith("Means"));
      const column = (c) => [...table.tBodies[0].rows].map((row) => row.cells[c].textContent);
      const head = (name) =>
        [...table.tHead.rows[0].cells].find((cell) => cell.textContent === name).firstChild;
      const seen = (mark) => mark.getBoundingClientRect().width > 1;
      say("before", column(3));
      head("score").click();
      say("ascending", column(3));
      head("score").click();
      say("descending", column(3));
      head("benchmark").click();
      say("text", column(0));
      say("bars", [...document.querySelectorAll(".bars rect")].filter(seen).length);
      const marks = (figure, what) =>
        [...figure.querySelectorAll(":scope > svg " + what)].filter(seen).length;
      for (const plot of document.querySelectorAll(".plot")) {
        const name = plot.querySelector("h3").textContent;
        say(name, marks(plot, "g > *"));
      }
      const mark = document.querySelector(".summary ~ p .disturbed");
      say("disturbed", mark.getBoundingClientRect().height > 5);
      const filter = table.closest(".rows").querySelector("input");
      filter.value = "VECTOR 70x";
      filter.dispatchEvent(new Event("input"));
      say("shown", [...table.tBodies[0].rows].filter((row) => row.offsetHeight > 0).length);
      say("output", table.closest(".rows").querySelector("output").textContent);
      say("wide", document.documentElement.scrollWidth <= window.innerWidth);
      document.getElementById("probe").textContent = said.join("\\n");
      </script>
      """;

  @TempDir private Path folder;

  private Path browser;

  @BeforeEach
  void find() {
    if (Chromium.installed().isEmpty()) {
      if (System.getenv("CI") != null) {
        fail(ABSENT);
      }
      System.err.println(ABSENT);
      abort(ABSENT);
    }
    browser = Chromium.installed().get();
  }

  @Test
  void plotsHaveMarksAndTablesSortAndFilter() throws Exception {
    Path results = Files.createDirectory(folder.resolve("results"));
    SyntheticResults.jmh(results.resolve("jmh.json"), SyntheticResults.rows(16));
    SyntheticResults.latency(results.resolve("a.hlog"));
    SyntheticResults.training(results.resolve("train"));
    SyntheticResults.verification(results.resolve("verify"));
    SyntheticResults.surroundings(results);
    Profiles.withCompiler().write(results.resolve("machine.json"));

    Chromium shown = open(Page.of(Results.read(List.of(results))), PROBE);

    assertThat(shown.console()).isEmpty();
    Matcher probe =
        Pattern.compile("<pre id=\"probe\">(.*?)</pre>", Pattern.DOTALL).matcher(shown.dom());
    assertThat(probe.find()).isTrue();
    String before = scores(IntStream.range(0, 16).mapToDouble(SyntheticResults::score));
    String up = scores(IntStream.range(0, 16).mapToDouble(SyntheticResults::score).sorted());
    String down = String.join(",", List.of(up.split(",")).reversed());
    assertThat(probe.group(1).lines())
        .containsExactly(
            "before=" + before,
            "ascending=" + up,
            "descending=" + down,
            "text="
                + "GemmBenchmark.scalar,".repeat(8)
                + "GemmBenchmark.vector,".repeat(7)
                + "GemmBenchmark.vector",
            "bars=16",
            // Four kernels and steps, the roofs of L1 and memory, and the peak.
            "Roofline, one core, vectors of 256 bits=7",
            "Roofline, 2 cores, vectors of 256 bits=7",
            // A line of 64 points and a marker at each eighth.
            "Service time=9",
            // Two steps above 0.
            "Held-out loss=3",
            "identity=4",
            "disturbed=true",
            "shown=1",
            "output=1 rows",
            "wide=true");
  }

  /** The check for a quiet console can fail. */
  @Test
  void anErrorOfAScriptWouldBeSeen() throws Exception {
    Chromium shown = open("<html><body></body></html>", "<script>absent();</script>");

    assertThat(shown.console()).singleElement().asString().contains("absent is not defined");
  }

  private Chromium open(String page, String more) throws IOException, InterruptedException {
    Path file = folder.resolve("page.html");
    Files.writeString(file, page.replace("</body>", more + "</body>"));
    return Chromium.open(browser, file, folder);
  }

  private static String scores(DoubleStream scores) {
    return scores.mapToObj(Html::number).collect(Collectors.joining(","));
  }
}
