package dev.superlane.cli;

import dev.superlane.file.FolderLock;
import dev.superlane.train.Reason;
import java.io.Closeable;
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
   * Makes the folder that {@link #path} names.
   *
   * @throws IllegalArgumentException one sentence that names --out
   */
  static Path create(String out, String kind) {
    return make(path(out, kind));
  }

  /**
   * Where results go; not made yet.
   *
   * @param out as typed, or null for reports/local/KIND-UTC
   * @throws IllegalArgumentException one sentence, if it is no name of a folder
   */
  static Path path(String out, String kind) {
    return path(out, kind, "");
  }

  /**
   * @param ending of the default's name
   */
  static Path path(String out, String kind, String ending) {
    return out == null
        ? Path.of("reports", "local", kind + "-" + timestamp() + ending)
        : named(out);
  }

  /**
   * The folder that --resume goes on in.
   *
   * @param out as typed, or null
   * @throws IllegalArgumentException one sentence, if it is no name of a folder
   */
  static Path toResume(String out) {
    if (out == null) {
      throw new IllegalArgumentException(
          "--resume is given without --out, allowed is with the folder to go on in");
    }
    return named(out);
  }

  private static Path named(String out) {
    try {
      if (!out.isBlank()) {
        return Path.of(out);
      }
    } catch (InvalidPathException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "--out is '%s', allowed is the name of a folder".formatted(out));
  }

  /**
   * Keeps a folder, made if it is not there, to this process.
   *
   * @return what gives it free
   * @throws IllegalArgumentException one sentence, if another has it
   */
  static Closeable lock(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (!FolderLock.take(folder)) {
      throw new IllegalArgumentException(
          "--out is %s, where another superlane is at work: allowed is another folder, or to wait"
              .formatted(folder));
    }
    return () -> FolderLock.release(folder);
  }

  /**
   * Makes a folder that is empty or not there yet.
   *
   * @throws IllegalArgumentException one sentence that names --out
   */
  static Path make(Path folder) {
    String out = folder.toString();
    try {
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
