package dev.superlane.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files of /proc and /sys, and what their texts say. What cannot be read or understood is empty.
 */
final class SystemFiles {
  private static final Pattern SIZE = Pattern.compile("(\\d+)([KMG]?)");

  private SystemFiles() {}

  static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  /** Names in a folder that a glob matches, sorted. */
  static List<Path> list(Path folder, String glob) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
      entries.forEach(found::add);
    } catch (IOException | RuntimeException unreadable) {
      return List.of();
    }
    found.sort(null);
    return found;
  }

  /** The value of the first line {@code name : value}, as in /proc/cpuinfo and /proc/meminfo. */
  static Optional<String> field(String text, String name) {
    return text.lines()
        .map(line -> line.split(":", 2))
        .filter(parts -> parts.length == 2 && parts[0].strip().equals(name))
        .map(parts -> parts[1].strip())
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  /** The CPU's name from /proc/cpuinfo; ARM gives numbers only. */
  static Optional<String> cpuModel(String cpuinfo) {
    Optional<String> part =
        field(cpuinfo, "CPU part")
            .map(p -> "ARM " + field(cpuinfo, "CPU implementer").orElse("?") + " part " + p);
    return field(cpuinfo, "model name").or(() -> field(cpuinfo, "Model")).or(() -> part);
  }

  /** A field of /proc/meminfo in bytes, such as {@code MemAvailable}. */
  static OptionalLong memory(String meminfo, String name) {
    return field(meminfo, name)
        .filter(value -> value.endsWith(" kB"))
        .map(value -> size(value.replace(" kB", "K")))
        .orElse(OptionalLong.empty());
  }

  /** Bytes of a size such as 32K, 1M or 512. */
  static OptionalLong size(String text) {
    Matcher matcher = SIZE.matcher(text.strip());
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    int shift = 10 * " KMG".indexOf(matcher.group(2).isEmpty() ? " " : matcher.group(2));
    return OptionalLong.of(Long.parseLong(matcher.group(1)) << shift);
  }
}
