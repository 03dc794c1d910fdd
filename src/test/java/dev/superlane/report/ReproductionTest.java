package dev.superlane.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproductionTest {
  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("figures"));
    Files.writeString(
        folder.resolve("claims.json"),
        """
        {"head": ["main: <b>N</b>"],
         "claims": [
          {"sentence": "S <script>", "asked": "near 1", "measured": "1.00 [0.9, 1.1]",
           "verdict": "holds", "target": true, "missed": false, "runs": []},
          {"sentence": "S <script>", "asked": "small", "measured": "2.00", "verdict":
           "does not hold here", "target": false, "missed": false, "runs": []}],
         "figures": [{"name": "loss", "title": "Loss", "caption": "A caption"},
                     {"name": "../secret", "title": "No", "caption": "Another caption"}]}
        """);
    Files.writeString(
        folder.resolve("results.json"),
        """
        {"settings": [{"setting": "superposition/a1.1-b0", "gamma": 0.09, "median": 0.93,
          "interval": [0.91, 0.95], "refused": null, "runs": [{"folder": "runs/x/seed-1"}]}]}
        """);
    Files.writeString(folder.resolve("figures/loss.svg"), "<svg><script>alert(1)</script></svg>");
    Files.writeString(folder.resolve("secret.svg"), "<svg>secret</svg>");
    Path run = Files.createDirectories(folder.resolve("runs/x/seed-1"));
    Files.writeString(run.resolve("run.json"), "{}");
    Files.writeString(run.resolve("trajectory.csv"), "step,loss,open_gates,elapsed_ns\n1,1,1,1\n");
  }

  @Test
  void thePageHasClaimsFiguresAndExponents() throws IOException {
    String page = Page.of(Results.read(List.of(folder)));
    assertThat(page)
        .contains("1 reproduction of the paper")
        .contains("near 1 \u2020</td><td>1.00 [0.9, 1.1]</td><td>holds</td>")
        .contains("small</td><td>2.00</td><td>does not hold here</td>")
        .contains("A caption")
        .contains("superposition/a1.1-b0")
        .contains("data-v=\"0.93\"");
    // One sentence of the abstract once, its claims below it.
    assertThat(page.split("<q>", -1)).hasSize(2);
    // The run stands behind its figures, and is not shown again.
    assertThat(page).doesNotContain("Held-out loss");
  }

  @Test
  void nothingOfTheFilesBecomesMarkup() throws IOException {
    String page = Page.of(Results.read(List.of(folder)));
    assertThat(page)
        .contains("S &lt;script&gt;")
        .contains("&lt;b&gt;N&lt;/b&gt;")
        .contains("img-src data:")
        .contains("data:image/svg+xml;base64,")
        .doesNotContain("alert(1)")
        .doesNotContain("Another caption");
  }

  @Test
  void aRunOfAReproductionCanStillBeShownAlone() throws IOException {
    assertThat(Page.of(Results.read(List.of(folder.resolve("runs"))))).contains("Held-out loss");
  }
}
