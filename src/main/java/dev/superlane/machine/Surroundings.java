package dev.superlane.machine;

import static dev.superlane.machine.Finding.ok;
import static dev.superlane.machine.Finding.okIf;
import static dev.superlane.machine.Finding.warn;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the doctor finds around the JVM: cores, clock, load, memory, disk, and profilers' needs. */
final class Surroundings {
  private static final Path ROOT = Path.of("/");
  private static final double GIB = 1L << 30;

  private Surroundings() {}

  /**
   * What the machine is.
   *
   * @param facts as {@link Machine#facts} gives them
   */
  static List<Finding> hardware(Map<String, Object> facts) {
    String source =
        Stream.of("commit", "jar")
            .filter(facts::containsKey)
            .map(name -> name + " " + facts.get(name))
            .collect(Collectors.joining(", "));
    return List.of(
        ok("source", source.isEmpty() ? Finding.NOT_READABLE : source),
        ok("CPU", String.valueOf(facts.getOrDefault("cpu", Finding.NOT_READABLE))),
        ok("caches", caches(facts)),
        pages(facts));
  }

  private static String caches(Map<String, Object> facts) {
    List<String> caches = new ArrayList<>();
    facts.forEach((name, value) -> {
      if (name.matches("l\\dd?_bytes") && value instanceof Long bytes) {
        String level = name.substring(0, name.indexOf('_'));
        caches.add("L" + level.substring(1) + " " + (bytes >> 10) + " KiB");
      }
    });
    return caches.isEmpty()
        ? Finding.NOT_READABLE + ": superlane profile measures them"
        : String.join(", ", caches);
  }

  /** Small or huge: both can be measured, so neither is a warning. */
  static Finding pages(Map<String, Object> facts) {
    if (!facts.containsKey("page_bytes")) {
      return ok("pages", Finding.NOT_READABLE);
    }
    boolean huge =
        Boolean.TRUE.equals(facts.get("use_large_pages"))
            || Boolean.TRUE.equals(facts.get("use_transparent_huge_pages"));
    Object kernel = facts.getOrDefault("transparent_huge_pages", "not readable");
    return ok(
        "pages",
        "%s bytes, transparent huge pages: %s, the heap %s"
            .formatted(
                facts.get("page_bytes"),
                kernel,
                huge
                    ? "asks for huge ones"
                    : "does not ask for them (-XX:+UseTransparentHugePages does)"));
  }

  static List<Finding> computing() {
    return List.of(
        cores(Runtime.getRuntime().availableProcessors(), Cgroup.cpus(ROOT)),
        pinning(
            SystemSettings.cpusAllowed(ROOT),
            SystemFiles.read(ROOT.resolve("sys/devices/system/cpu/online"))),
        clock(SystemSettings.governor(ROOT), SystemSettings.megahertz(ROOT)),
        load(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
  }

  static List<Finding> resources() {
    return List.of(
        memory(
            Machine.memory(),
            SystemFiles.read(Path.of("/proc/meminfo"))
                .map(text -> SystemFiles.memory(text, "MemAvailable"))
                .orElse(OptionalLong.empty())),
        heap(Runtime.getRuntime().maxMemory()),
        disk(Path.of("").toAbsolutePath()),
        counters(),
        assembly());
  }

  static Finding counters() {
    return counters(
        SystemFiles.read(Path.of("/proc/sys/kernel/perf_event_paranoid")),
        !SystemFiles.list(Path.of("/sys/bus/event_source/devices"), "{cpu,arm}*").isEmpty());
  }

  static Finding assembly() {
    return assembly(
        Stream.concat(
                Stream.of("lib/server", "lib").map(Path.of(javaHome())::resolve),
                searchPath("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"))
            .toList());
  }

  static Finding cores(int cores, OptionalDouble quota) {
    String text =
        cores
            + (cores == 1 ? " core" : " cores")
            + (quota.isPresent() ? ", control group limit " + decimal(quota.getAsDouble()) : "");
    if (quota.isPresent() && quota.getAsDouble() < cores) {
      return warn(
          "cores", text + ": the group is stopped when it passes its limit, so use fewer threads");
    }
    return okIf(
        cores > 1, "cores", text, "the JVM's own threads share it with what is timed, use more");
  }

  /**
   * Whether the process is tied to some of the cores. Both are fine, but not to be compared.
   *
   * @param allowed list of the cores that the process may use
   * @param online list of those that there are
   */
  static Finding pinning(Optional<String> allowed, Optional<String> online) {
    if (allowed.isEmpty()) {
      return ok("pinning", Finding.NOT_READABLE);
    }
    boolean pinned =
        online.isPresent()
            && !SystemSettings.count(allowed.get()).equals(SystemSettings.count(online.get()));
    return ok(
        "pinning",
        (pinned
            ? "pinned to cores " + allowed.get() + " of " + online.get()
            : "not pinned, cores " + allowed.get() + " (taskset -c LIST pins)"));
  }

  /** Without a governor the clock is anyone's: the hypervisor's, or the firmware's. */
  static Finding clock(Optional<String> governor, Optional<Double> megahertz) {
    String now =
        megahertz
            .map(mhz -> String.format(Locale.ROOT, "core 0 at %.0f MHz", mhz))
            .orElse("frequency " + Finding.NOT_READABLE);
    if (governor.isEmpty()) {
      return warn(
          "clock",
          "governor not readable here, "
              + now
              + ": compare only what one run measured side by side");
    }
    return okIf(
        governor.get().equals("performance"),
        "clock",
        "governor " + governor.get() + ", " + now,
        "sudo cpupower frequency-set -g performance");
  }

  /** Negative where the system does not tell. */
  static Finding load(double average) {
    return average < 0
        ? ok("load", Finding.NOT_READABLE)
        : okIf(
            average < 0.5,
            "load",
            decimal(average) + " over the last minute",
            "wait until it is low");
  }

  static Finding memory(OptionalLong total, OptionalLong available) {
    if (total.isEmpty()) {
      return ok("memory", Finding.NOT_READABLE);
    }
    String text = gib(total.getAsLong());
    if (available.isEmpty()) {
      return ok("memory", text);
    }
    // The system's figure knows nothing of a container's limit.
    long free = Math.min(total.getAsLong(), available.getAsLong());
    return okIf(
        free >= GIB,
        "memory",
        text + ", " + gib(free) + " available",
        "end other programs, or what is timed may swap");
  }

  static Finding heap(long most) {
    return okIf(most >= GIB, "heap", "at most " + gib(most), "raise it with -Xmx2g");
  }

  static Finding disk(Path folder) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      return okIf(free >= GIB, "disk", gib(free) + " free here", "make room for results");
    } catch (IOException e) {
      return warn("disk", "free space of " + folder + " not readable: go to another folder");
    }
  }

  /**
   * Hardware counters, which only some profilers need.
   *
   * @param paranoid kernel.perf_event_paranoid: up to 2 a user may count his own processes
   * @param counters whether the kernel knows any
   */
  static Finding counters(Optional<String> paranoid, boolean counters) {
    if (paranoid.isEmpty() || !counters) {
      return warn("counters", "not readable here: -prof perfnorm needs another machine");
    }
    boolean allowed = paranoid.get().matches("-?\\d+") && Integer.parseInt(paranoid.get()) <= 2;
    return okIf(
        allowed,
        "counters",
        "kernel.perf_event_paranoid is " + paranoid.get(),
        "sudo sysctl kernel.perf_event_paranoid=2");
  }

  static Finding assembly(List<Path> folders) {
    return folders.stream()
        .flatMap(folder -> SystemFiles.list(folder, "{hsdis-,libhsdis-}*").stream())
        .findFirst()
        .map(file -> ok("assembly", file + " disassembles compiled code"))
        .orElseGet(() ->
            warn(
                "assembly",
                "no hsdis found: to read compiled code put one into "
                    + Path.of(javaHome(), "lib", "server")));
  }

  private static String javaHome() {
    return System.getProperty("java.home", "");
  }

  private static Stream<Path> searchPath(String... variables) {
    return Stream.of(variables)
        .map(System::getenv)
        .filter(path -> path != null)
        .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
        .filter(path -> !path.isBlank())
        .map(Path::of);
  }

  private static String gib(long bytes) {
    return decimal(bytes / GIB) + " GiB";
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
