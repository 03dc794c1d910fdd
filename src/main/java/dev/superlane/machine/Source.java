package dev.superlane.machine;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Which sources this program is made of. */
final class Source {
  private Source() {}

  /**
   * The commit that is checked out where this program lies, with {@code -dirty} behind it where
   * files differ from it; empty outside of a clone, or without git. Asked once.
   */
  static Optional<String> commit() {
    return Commit.HERE;
  }

  /** The jar's file name, to which the launcher gives a hash of its sources; empty if no jar. */
  static Optional<String> jar() {
    return program().map(Path::getFileName).map(Path::toString).filter(n -> n.endsWith(".jar"));
  }

  private static final class Commit {
    static final Optional<String> HERE = program().flatMap(Source::commitAbove);
  }

  private static Optional<Path> program() {
    try {
      return Optional.of(
          Path.of(Source.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException | RuntimeException unknown) {
      return Optional.empty();
    }
  }

  /** Another project's clone, into which the jar was copied, says nothing of the jar. */
  static Optional<String> commitAbove(Path program) {
    return Stream.iterate(program.toAbsolutePath(), path -> path != null, Path::getParent)
        .filter(folder -> Files.exists(folder.resolve(".git")))
        .findFirst()
        .filter(clone -> Files.isDirectory(clone.resolve("src/main/java/dev/superlane")))
        .flatMap(Source::describe);
  }

  private static Optional<String> describe(Path clone) {
    try {
      Process git =
          new ProcessBuilder(
                  "git",
                  "-C",
                  clone.toString(),
                  "describe",
                  "--always",
                  "--abbrev=40",
                  "--dirty",
                  "--exclude=*")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        if (!git.waitFor(5, TimeUnit.SECONDS) || git.exitValue() != 0) {
          return Optional.empty();
        }
        String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return Optional.of(text.strip()).filter(word -> word.matches("[0-9a-f]{40,64}(-dirty)?"));
      } finally {
        git.destroyForcibly();
      }
    } catch (IOException absent) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
