package dev.superlane.latency;

import dev.superlane.file.ResultFile;
import dev.superlane.machine.Disturbance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The service times of one kind of step or kernel, and what the JVM and the machine did meanwhile.
 *
 * @param name of its files, without ending
 * @param facts what was measured: path or kernel, threads, warm-up
 * @param begun when recording began, as {@link System#nanoTime}
 * @param jvm by their start; empty where the VM has no flight recorder
 * @param jvmReadable whether it has one
 */
public record Measured(
    String name,
    Map<String, Object> facts,
    ServiceTimes times,
    long begun,
    List<JvmEvent> jvm,
    boolean jvmReadable,
    Disturbance disturbance) {

  /** What there was during a step without any of it. */
  public static final String NOTHING = "no pause or compilation of the JVM's";

  private static final List<String> PERCENTILES = List.of("50", "90", "99", "99.9", "99.99");

  /**
   * What the JVM did during one of the longest: pauses and deoptimizations first, then what was
   * compiled on another thread. Empty where there was nothing, for which {@link #NOTHING} stands.
   */
  public List<String> during(int rank) {
    List<String> during = new ArrayList<>();
    for (JvmEvent.Kind kind : JvmEvent.Kind.values()) {
      jvm.stream()
          .filter(event -> event.kind() == kind)
          .filter(
              event -> event.overlap(times.longest().start(rank), times.longest().ns(rank)) >= 0)
          .map(JvmEvent::phrase)
          .forEach(during::add);
    }
    return during;
  }

  /** Number and nanoseconds of each kind of event. */
  private Map<String, Object> jvmTotals() {
    Map<String, Object> totals = new LinkedHashMap<>();
    for (JvmEvent.Kind kind : JvmEvent.Kind.values()) {
      List<JvmEvent> events = jvm.stream().filter(event -> event.kind() == kind).toList();
      Map<String, Object> total = new LinkedHashMap<>();
      total.put("count", events.size());
      total.put("total_ns", events.stream().mapToLong(JvmEvent::ns).sum());
      total.put("longest_ns", events.stream().mapToLong(JvmEvent::ns).max().orElse(0));
      totals.put(kind.words().replace(' ', '_').toLowerCase(Locale.ROOT), total);
    }
    return totals;
  }

  /** One line for a person. */
  public String jvmSummary() {
    if (!jvmReadable) {
      return "the JVM's pauses are not readable here: it has no flight recorder";
    }
    List<String> kinds = new ArrayList<>();
    for (JvmEvent.Kind kind : JvmEvent.Kind.values()) {
      List<JvmEvent> events = jvm.stream().filter(event -> event.kind() == kind).toList();
      double us = events.stream().mapToLong(JvmEvent::ns).sum() / 1e3;
      kinds.add(
          events.size()
              + " "
              + kind.words()
              + (events.size() == 1 ? "" : "s")
              + (us == 0 ? "" : String.format(Locale.ROOT, " (%.0f us)", us)));
    }
    return String.join(", ", kinds);
  }

  /** All of it for latency.json. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.putAll(facts);
    json.put("recorded", times.recorded());
    json.put("mean_ns", times.mean());
    Map<String, Object> percentiles = new LinkedHashMap<>();
    for (String percentile : PERCENTILES) {
      percentiles.put("p" + percentile, times.percentile(Double.parseDouble(percentile)));
    }
    json.put("percentiles_ns", percentiles);
    json.put("max_ns", times.longest().ns(0));
    json.put("jvm", jvmReadable ? jvmTotals() : "not readable here");
    List<Map<String, Object>> longest = new ArrayList<>();
    for (int rank = 0; rank < times.longest().count(); rank++) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("step", times.longest().step(rank));
      one.put("ns", times.longest().ns(rank));
      one.put("during", during(rank));
      longest.add(one);
    }
    json.put("longest", longest);
    json.put("surroundings", disturbance.facts());
    return json;
  }

  /** Writes NAME.hlog, NAME.txt and, where the VM tells them, its events as NAME-jvm.csv. */
  public void write(Path folder, Iterable<String> comments) throws IOException {
    times.write(folder, name, comments);
    if (jvmReadable) {
      ResultFile.print(
          folder.resolve(name + "-jvm.csv"),
          out -> {
            out.print("start_us,duration_us,kind,what\n");
            for (JvmEvent event : jvm) {
              out.print(
                  String.format(
                      Locale.ROOT,
                      "%.3f,%.3f,%s,\"%s\"%n",
                      (event.start() - begun) / 1e3,
                      event.ns() / 1e3,
                      event.kind().words(),
                      event.what().replace("\"", "\"\"")));
            }
          });
    }
  }
}
