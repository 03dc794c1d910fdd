package dev.superlane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  @TempDir private Path folder;

  @Test
  void thePageLiesInTheFirstFolderOrWhereItIsSaid() throws Exception {
    String results = results("a").toString();
    CommandLineRun run = CommandLineRun.of("report", results);
    Path page = folder.resolve("a").resolve("report.html");
    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("1 benchmark result.\n")
        .doesNotContain("\u001b")
        .endsWith("\npage: " + page + "\n");
    String first = Files.readString(page);

    // It is replaced, and does not read itself.
    assertThat(CommandLineRun.of("report", results).exit()).isZero();
    assertThat(page).hasContent(first);

    Path named = folder.resolve("b.html");
    assertThat(CommandLineRun.of("report", results, "--out", named.toString()).exit()).isZero();
    assertThat(named).hasContent(first);
  }

  @Test
  void wrongInputIsOneSentenceAndNoPage() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Files.writeString(empty.resolve("other.json"), "{\"a\": 1}");
    refused("DIR is " + empty + ", which holds no results: allowed is ", empty.toString());
    refused("DIR is ", results("a").toString(), empty.toString());
    refused("which is no folder: allowed is ", folder.resolve("absent").toString());
    String good = results("b").toString();
    refused("--out is x.txt, which is not a name", good, "--out", "x.txt");
    Path absent = folder.resolve("no/x.html");
    refused(
        "which cannot be written to (no such file or folder): allowed is a .html file in a writable",
        good,
        "--out",
        absent.toString());
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".html"));
    }
  }

  private static void refused(String sentence, String... arguments) {
    String[] words =
        Stream.concat(Stream.of("report"), Stream.of(arguments)).toArray(String[]::new);
    CommandLineRun run = CommandLineRun.of(words);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(1).contains(sentence);
  }

  private Path results(String name) throws Exception {
    Path results = Files.createDirectory(folder.resolve(name));
    Files.writeString(
        results.resolve("jmh.json"),
        """
        [{"benchmark": "a.B.vector",
          "primaryMetric": {"score": 2, "scoreError": 1, "scoreUnit": "us/op"}}]\
        """);
    return results;
  }
}
