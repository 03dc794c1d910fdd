package dev.superlane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceCommandTest {
  @TempDir private Path folder;

  private void refused(String sentence, String... args) throws IOException {
    CommandLineRun run = CommandLineRun.of(args);
    assertThat(run.exit()).isEqualTo(Main.USAGE);
    assertThat(run.err()).isEqualTo("superlane: " + sentence + "\n");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void whatCannotBeIsRefusedBeforeAnythingIsWritten() throws IOException {
    refused("--quick and --all are given, allowed is one of them", "reproduce", "--quick", "--all");
    refused(
        "--resume is given without --out, allowed is with the folder to go on in",
        "reproduce",
        "--resume");
    String out = folder.toString();
    refused(
        "--out is %s, which holds no recipe.json: --resume needs the folder of a reproduction"
            .formatted(out),
        "reproduce",
        "--resume",
        "--out",
        out);
    Files.writeString(folder.resolve("recipe.json"), "{}");
    refused(
        "--out is %s, whose recipe.json is another: allowed is one of the same recipe"
            .formatted(out),
        "reproduce",
        "--resume",
        "--out",
        out);
    refused(
        "--out is %s, which is not empty: allowed is a folder that is empty or can be made"
            .formatted(out),
        "reproduce",
        "--out",
        out);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }
}
