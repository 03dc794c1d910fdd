package dev.superlane.cli;

import dev.superlane.train.Reason;
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
    if (out.isBlank()) {
      throw refusal("'" + out + "'", "not the name of a folder");
    }
    try {
      Path folder = Path.of(out);
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw refusal(out, "not a folder");
      }
      Files.createDirectories(folder);
      try (var entries = Files.list(folder)) {
        if (entries.findAny().isPresent()) {
          throw refusal(out, "not empty");
        }
      }
      Files.delete(Files.createTempFile(folder, "write", ".tmp"));
      return folder;
    } catch (InvalidPathException e) {
      throw refusal(out, "not the name of a folder");
    } catch (IOException e) {
      throw refusal(out, "not writable (" + Reason.of(e) + ")");
    }
  }

  private static IllegalArgumentException refusal(String out, String reason) {
    return new IllegalArgumentException(
        "--out is %s, which is %s: allowed is a folder that is empty or can be made"
            .formatted(out, reason));
  }
}
