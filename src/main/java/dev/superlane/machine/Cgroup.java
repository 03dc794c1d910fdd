package dev.superlane.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** CPU quotas, and what they cost, of this process's control groups, version 1 or 2. */
final class Cgroup {
  private Cgroup() {}

  /**
   * The smallest quota from this process's group up to the root, in cores; empty without a quota.
   *
   * @param root where proc and sys are mounted: "/"
   */
  static OptionalDouble cpus(Path root) {
    return folders(root).flatMap(folder -> quota(folder).stream()).mapToDouble(q -> q).min();
  }

  /** Time that this process's group, or one above it, was stopped at its quota; the longest. */
  static OptionalLong throttledNs(Path root) {
    return folders(root).flatMap(folder -> throttled(folder).stream()).mapToLong(ns -> ns).max();
  }

  /** Of the CPU controller, this process's group first, its parents after it. */
  private static Stream<Path> folders(Path root) {
    Path mounts = root.resolve("sys/fs/cgroup");
    return SystemFiles.read(root.resolve("proc/self/cgroup")).stream()
        .flatMap(String::lines)
        .map(line -> line.split(":", 3))
        .filter(parts -> parts.length == 3)
        .flatMap(parts -> folders(mounts, List.of(parts[1].split(",")), parts[2]));
  }

  private static Stream<Path> folders(Path mounts, List<String> controllers, String group) {
    boolean second = controllers.equals(List.of(""));
    if (!second && !controllers.contains("cpu")) {
      return Stream.empty();
    }
    Path top = second ? mounts : mounts.resolve("cpu");
    // In a container the named group may lie outside what is mounted: then only the top is seen.
    return Stream.iterate(Path.of(group), path -> path != null, Path::getParent)
        .map(path -> top.resolve(Path.of("/").relativize(path)));
  }

  private static Optional<Double> quota(Path folder) {
    return second(folder).or(() -> first(folder));
  }

  private static Optional<Long> throttled(Path folder) {
    return SystemFiles.read(folder.resolve("cpu.stat"))
        .flatMap(stat ->
            stat.lines()
                .map(line -> line.split(" "))
                .filter(words -> words.length == 2 && words[1].matches("\\d{1,15}"))
                .flatMap(words ->
                    switch (words[0]) {
                      // Version 2 counts microseconds, version 1 nanoseconds.
                      case "throttled_usec" -> Stream.of(1000 * Long.parseLong(words[1]));
                      case "throttled_time" -> Stream.of(Long.parseLong(words[1]));
                      default -> Stream.<Long>empty();
                    })
                .findFirst());
  }

  private static Optional<Double> second(Path folder) {
    return SystemFiles.read(folder.resolve("cpu.max"))
        .map(text -> text.split("\\s+"))
        .filter(words -> words.length == 2)
        .flatMap(words -> cores(words[0], words[1]));
  }

  private static Optional<Double> first(Path folder) {
    return SystemFiles.read(folder.resolve("cpu.cfs_quota_us"))
        .flatMap(quota ->
            SystemFiles.read(folder.resolve("cpu.cfs_period_us"))
                .flatMap(period -> cores(quota, period)));
  }

  /** Version 2 says "max" and version 1 says -1 where there is no quota. */
  private static Optional<Double> cores(String quota, String period) {
    return quota.matches("\\d+") && period.matches("[1-9]\\d*")
        ? Optional.of(Double.parseDouble(quota) / Double.parseDouble(period))
        : Optional.empty();
  }
}
