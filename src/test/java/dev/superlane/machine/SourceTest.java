package dev.superlane.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTest {
  @TempDir Path clone;

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-C", clone.toString(), "-c", "user.name=a", "-c", "user.email=a@b"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).as(command.toString()).isZero();
  }

  @BeforeEach
  void commit() throws IOException, InterruptedException {
    Files.createDirectories(clone.resolve("src/main/java/dev/superlane"));
    Files.writeString(clone.resolve("README.md"), "one\n");
    git("init", "-q");
    git("add", "-A");
    git("commit", "-q", "-m", "one");
  }

  @Test
  void theCommitIsThatOfTheCloneAboveTheJar() throws IOException {
    Path jar = clone.resolve("target/benchmarks.jar");
    assertThat(Source.commitAbove(jar)).get().asString().matches("[0-9a-f]{40}");
    Files.writeString(clone.resolve("README.md"), "two\n");
    assertThat(Source.commitAbove(jar)).get().asString().matches("[0-9a-f]{40}-dirty");
  }

  @Test
  void anotherProjectsCloneSaysNothing() throws IOException {
    Files.delete(clone.resolve("src/main/java/dev/superlane"));
    assertThat(Source.commitAbove(clone.resolve("target/benchmarks.jar"))).isEmpty();
  }

  @Test
  void outsideOfAnyCloneThereIsNone(@TempDir Path folder) {
    assertThat(Source.commitAbove(folder.resolve("benchmarks.jar"))).isEmpty();
  }
}
