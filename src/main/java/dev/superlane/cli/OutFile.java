package dev.superlane.cli;

import dev.superlane.train.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A file that a command is told to write.
 *
 * @param option the option that names it, with its dashes
 * @param name as typed
 * @param allowed what a refusal says is allowed
 */
record OutFile(String option, String name, String allowed) {

  /**
   * The file, in a folder that was just written to.
   *
   * @throws IllegalArgumentException one sentence, if it cannot be written
   */
  Path writable() {
    try {
      Path file = Path.of(name);
      // A rename would put the file in the place of a device, and root may do it.
      if (Files.exists(file) && !Files.isDirectory(file) && !Files.isRegularFile(file)) {
        throw refusal("which is a device or a pipe");
      }
      if (!name.isBlank() && !Files.isDirectory(file)) {
        Files.delete(Files.createTempFile(file.toAbsolutePath().getParent(), "write", ".tmp"));
        return file;
      }
    } catch (InvalidPathException e) {
      // Said below.
    } catch (IOException e) {
      throw refusal("which cannot be written to (%s)".formatted(Reason.of(e)));
    }
    throw refusal("which is not the name of a file");
  }

  IllegalArgumentException refusal(String reason) {
    return new IllegalArgumentException(
        "%s is %s, %s: allowed is %s"
            .formatted(option, name.isBlank() ? "'" + name + "'" : name, reason, allowed));
  }
}
