package dev.superlane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anything is written; its parts have tests of their own. */
class RunCommandTest {
  @TempDir Path folder;

  @Test
  void aFolderThatHoldsSomethingIsRefused() throws Exception {
    Path held = Files.writeString(folder.resolve("held"), "mine");
    CommandLineRun run = CommandLineRun.of("run", "--out", folder.toString());
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "superlane: --out is %s, which is not empty: allowed is a folder that is empty or can be made\n"
                .formatted(folder));
    assertThat(held).hasContent("mine");
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void whatIsNoOptionIsRefused() {
    CommandLineRun run = CommandLineRun.of("run", "PeakBenchmark");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1);
  }

  @Test
  void aJvmWithoutTheVectorApiIsRefused() throws Exception {
    Path out = folder.resolve("results");
    Process run =
        CommandLineRun.startBare(folder, false, List.of(), "run", "--out", out.toString());
    assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).isEqualTo(2);
    assertThat(folder.resolve("err")).content().contains("jdk.incubator.vector");
    assertThat(out).doesNotExist();
  }
}
