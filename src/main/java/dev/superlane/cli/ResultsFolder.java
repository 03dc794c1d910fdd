package dev.superlane.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Where a command leaves its files. */
final class ResultsFolder {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ResultsFolder() {}

  /** The present time as folder names have it. */
  static String timestamp() {
    return UTC.format(Instant.now());
  }

  /**
   * Makes a folder that is empty or not there yet.
   *
   * @param out as typed, or null for reports/local/KIND-UTC
   * @throws IllegalArgumentException one sentence that names --out
   */
  static Path create(String out, String kind) {
    if (out == null) {
      return make(Path.of("reports", "local", kind + "-" + timestamp()).toString());
    }
    return make(out);
  }

  private static Path make(String out) {
    try {
      Path folder = Path.of(out);
      Files.createDirectories(folder);
      try (var entries = Files.list(folder)) {
        if (!out.isBlank() && entries.findAny().isEmpty() && Files.isWritable(folder)) {
          return folder;
        }
      }
    } catch (IOException | InvalidPathException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "--out is '" + out + "', allowed is a folder that is empty or can be made");
  }
}
