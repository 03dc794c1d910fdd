package dev.superlane.bench;

import dev.superlane.machine.Doctor;
import dev.superlane.machine.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import one.profiler.AsyncProfilerLoader;

/** JMH's {@code -prof}: words of ours, and whether this machine has what a profiler needs. */
final class Profilers {
  /** Its class, which nothing outside the benchmarks sees. */
  private static final String ROOFLINE = "dev.superlane.jmh.RooflineProfiler";

  private Profilers() {}

  /**
   * @param profiler as typed, options behind a colon
   * @throws IllegalArgumentException one sentence, if this machine lacks what it needs
   */
  static void require(String profiler) {
    switch (name(profiler)) {
      case "async" -> {
        if (!options(profiler).contains("libPath=") && !AsyncProfilerLoader.isSupported()) {
          throw refusal(profiler, "async-profiler has no build for this system");
        }
      }
      case "perfasm" -> {
        requirePerf(profiler);
        if (Doctor.assembly().level() != Finding.Level.OK) {
          throw refusal(profiler, Doctor.assembly().text());
        }
      }
      case "perf", "perfnorm" -> requirePerf(profiler);
      default -> {
        // JMH's own, and other people's: JMH says what is wrong with them.
      }
    }
  }

  /**
   * As JMH is to have it.
   *
   * @param folder where files go that a profiler writes
   */
  static String resolved(String profiler, Path folder) throws IOException {
    String options = options(profiler);
    return switch (name(profiler)) {
      case "roofline" -> ROOFLINE + (options.isEmpty() ? "" : ":" + options);
      case "async" -> {
        String library =
            options.contains("libPath=")
                ? ""
                : ";libPath=" + AsyncProfilerLoader.getAsyncProfilerPath();
        String place = options.contains("dir=") ? "" : ";dir=" + folder.resolve("async");
        yield "async:" + (options + library + place).replaceFirst("^;", "");
      }
      default -> profiler;
    };
  }

  /** Whether they differ by their options alone. */
  static boolean same(String one, String other) {
    return shortName(one).equals(shortName(other));
  }

  private static String shortName(String profiler) {
    return name(profiler).equals(ROOFLINE) ? "roofline" : name(profiler);
  }

  private static String name(String profiler) {
    return profiler.split(":", 2)[0];
  }

  private static String options(String profiler) {
    String[] parts = profiler.split(":", 2);
    return parts.length < 2 ? "" : parts[1];
  }

  /** Counting is the proof: a virtual machine may list counters that it does not have. */
  private static void requirePerf(String profiler) {
    String event = options(profiler).contains("events=cpu-clock") ? "cpu-clock" : "cycles";
    String out;
    try {
      Process perf =
          new ProcessBuilder("perf", "stat", "-e", event, "true").redirectErrorStream(true).start();
      out = new String(perf.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw refusal(profiler, "the program perf is not installed");
    }
    if (List.of("not supported", "not counted", "No permission", "rror").stream()
        .anyMatch(out::contains)) {
      Finding counters = Doctor.counters();
      String reason =
          counters.level() == Finding.Level.WARN
              ? "counters: " + counters.text()
              : "perf cannot count " + event;
      boolean needless = profiler.equals("perfasm");
      throw refusal(
          profiler, reason + (needless ? "; perfasm:events=cpu-clock does without them" : ""));
    }
  }

  private static IllegalArgumentException refusal(String profiler, String reason) {
    return new IllegalArgumentException(
        "-prof is %s, which this machine cannot do: %s".formatted(profiler, reason));
  }
}
