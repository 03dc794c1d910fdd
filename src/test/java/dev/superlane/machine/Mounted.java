package dev.superlane.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files as if proc and sys were mounted below a folder. */
final class Mounted {
  private Mounted() {}

  static void file(Path root, String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
