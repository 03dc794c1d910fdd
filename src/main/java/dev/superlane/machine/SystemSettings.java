package dev.superlane.machine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings of a Linux system that timings depend on: clock, pinning, pages. */
final class SystemSettings {
  private static final Pattern CHOSEN = Pattern.compile("\\[(\\w+)]");

  /** The key of the page size in a process's auxiliary vector. */
  private static final long AT_PAGESZ = 6;

  private SystemSettings() {}

  /**
   * Adds those that are readable.
   *
   * @param root where proc and sys are mounted: "/"
   */
  static void put(Map<String, Object> facts, Path root) {
    cpusAllowed(root).ifPresent(list -> facts.put("cpus_allowed", list));
    governor(root).ifPresent(name -> facts.put("governor", name));
    megahertz(root).ifPresent(mhz -> facts.put("core_0_mhz", mhz));
    pageBytes(root).ifPresent(bytes -> facts.put("page_bytes", bytes));
    hugePages(root).ifPresent(when -> facts.put("transparent_huge_pages", when));
  }

  /** The cores that this process may run on, such as 0-1,4. */
  static Optional<String> cpusAllowed(Path root) {
    return SystemFiles.read(root.resolve("proc/self/status"))
        .flatMap(status -> SystemFiles.field(status, "Cpus_allowed_list"));
  }

  /** Cores of a list such as 0-1,4; empty if it is no such list. */
  static OptionalLong count(String cpus) {
    if (!cpus.matches("\\d{1,6}(-\\d{1,6})?(,\\d{1,6}(-\\d{1,6})?)*")) {
      return OptionalLong.empty();
    }
    long count = 0;
    for (String range : cpus.split(",")) {
      String[] ends = range.split("-");
      count += Long.parseLong(ends[ends.length - 1]) - Long.parseLong(ends[0]) + 1;
    }
    return OptionalLong.of(count);
  }

  static Optional<String> governor(Path root) {
    return SystemFiles.read(cpufreq(root).resolve("scaling_governor"));
  }

  /** The clock of core 0 as the driver says it, else as /proc/cpuinfo does. */
  static Optional<Double> megahertz(Path root) {
    return SystemFiles.read(cpufreq(root).resolve("scaling_cur_freq"))
        .filter(text -> text.matches("\\d{1,12}"))
        .map(text -> Long.parseLong(text) / 1e3)
        .or(() ->
            SystemFiles.read(root.resolve("proc/cpuinfo"))
                .flatMap(text -> SystemFiles.field(text, "cpu MHz"))
                .filter(text -> text.matches("\\d{1,9}(\\.\\d{1,9})?"))
                .map(Double::valueOf));
  }

  static OptionalLong pageBytes(Path root) {
    try {
      ByteBuffer pairs =
          ByteBuffer.wrap(Files.readAllBytes(root.resolve("proc/self/auxv")))
              .order(ByteOrder.nativeOrder());
      while (pairs.remaining() >= 2 * Long.BYTES) {
        long key = pairs.getLong();
        long value = pairs.getLong();
        if (key == AT_PAGESZ) {
          return OptionalLong.of(value);
        }
      }
    } catch (IOException | RuntimeException unreadable) {
      // Said by the result.
    }
    return OptionalLong.empty();
  }

  /** Whether the kernel gives huge pages: always, to who asks (madvise), or never. */
  static Optional<String> hugePages(Path root) {
    return SystemFiles.read(root.resolve("sys/kernel/mm/transparent_hugepage/enabled"))
        .map(CHOSEN::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1));
  }

  private static Path cpufreq(Path root) {
    return root.resolve("sys/devices/system/cpu/cpu0/cpufreq");
  }
}
