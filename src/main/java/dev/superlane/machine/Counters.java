package dev.superlane.machine;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What the kernel has counted up to one moment; whatever it does not tell is empty.
 *
 * @param cpu ticks of all cores
 * @param ownTicks ticks of this process and of the children that it has waited for
 * @param thread the Java thread that reads
 * @param waitedNs time that this thread stood ready and had no core
 * @param involuntary times that a core was taken from this thread
 * @param pressureUs time in which any task of the machine stood ready and had no core
 * @param throttledNs time that this process's control groups were stopped at their limit
 * @param load the three load averages
 * @param kilohertz the clock of core 0
 */
record Counters(
    long nanoTime,
    Optional<CpuTimes> cpu,
    OptionalLong ownTicks,
    long thread,
    OptionalLong waitedNs,
    OptionalLong involuntary,
    OptionalLong pressureUs,
    OptionalLong throttledNs,
    Optional<String> load,
    OptionalLong kilohertz) {

  /** The counters that {@link #ownTicks} adds, each rounded down to whole ticks. */
  static final int OWN_COUNTERS = 4;

  private static final String WHOLE = "\\d{1,18}";

  /**
   * Reads them in the calling thread.
   *
   * @param root where proc and sys are mounted: "/"
   */
  static Counters read(Path root) {
    Path proc = root.resolve("proc");
    return new Counters(
        System.nanoTime(),
        SystemFiles.read(proc.resolve("stat")).flatMap(CpuTimes::parse),
        ownTicks(SystemFiles.read(proc.resolve("self/stat")).orElse("")),
        Thread.currentThread().threadId(),
        word(SystemFiles.read(proc.resolve("thread-self/schedstat")).orElse(""), 1),
        word(
            SystemFiles.read(proc.resolve("thread-self/status"))
                .flatMap(status -> SystemFiles.field(status, "nonvoluntary_ctxt_switches"))
                .orElse(""),
            0),
        pressure(SystemFiles.read(proc.resolve("pressure/cpu")).orElse("")),
        Cgroup.throttledNs(root),
        SystemFiles.read(proc.resolve("loadavg"))
            .map(text -> text.replaceFirst("^(\\S+ \\S+ \\S+) .*", "$1")),
        word(
            SystemFiles.read(root.resolve("sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq"))
                .orElse(""),
            0));
  }

  /** utime, stime, cutime and cstime behind the name, which may hold spaces and brackets. */
  private static OptionalLong ownTicks(String stat) {
    String[] words = stat.substring(stat.lastIndexOf(')') + 1).strip().split("\\s+");
    if (words.length < 15) {
      return OptionalLong.empty();
    }
    long sum = 0;
    for (int i = 11; i < 11 + OWN_COUNTERS; i++) {
      if (!words[i].matches(WHOLE)) {
        return OptionalLong.empty();
      }
      sum += Long.parseLong(words[i]);
    }
    return OptionalLong.of(sum);
  }

  private static OptionalLong word(String text, int index) {
    String[] words = text.split("\\s+");
    return words.length > index && words[index].matches(WHOLE)
        ? OptionalLong.of(Long.parseLong(words[index]))
        : OptionalLong.empty();
  }

  private static OptionalLong pressure(String text) {
    return text.lines()
        .filter(line -> line.startsWith("some "))
        .flatMap(line -> Stream.of(line.split(" ")))
        .filter(word -> word.matches("total=" + WHOLE))
        .mapToLong(word -> Long.parseLong(word.substring("total=".length())))
        .findFirst();
  }

  /** What was read, by name, for a results file. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    cpu.ifPresent(ticks -> {
      facts.put("busy_ticks", ticks.busy());
      facts.put("stolen_ticks", ticks.stolen());
    });
    ownTicks.ifPresent(ticks -> facts.put("own_ticks", ticks));
    waitedNs.ifPresent(ns -> facts.put("waited_ns", ns));
    involuntary.ifPresent(count -> facts.put("involuntary_switches", count));
    pressureUs.ifPresent(us -> facts.put("pressure_us", us));
    throttledNs.ifPresent(ns -> facts.put("throttled_ns", ns));
    load.ifPresent(averages -> facts.put("load", averages));
    kilohertz.ifPresent(khz -> facts.put("core_0_khz", khz));
    return facts;
  }
}
