package dev.superlane.latency;

import dev.superlane.latency.JvmEvent.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * Pauses and compilations of this JVM, from a flight recording of just these events: no samples, no
 * stack traces, nothing written before the end. What it costs falls on events, not on steps between
 * them: 12 pairs of 8000 sparse steps with it and a {@link dev.superlane.machine.RunWatch} and
 * without, in turns, took 1.001 ± 0.016 times as long.
 */
public final class JvmEvents implements AutoCloseable {
  /**
   * Laid down at the start with the timer's reading: it puts JFR's clock and the timer's over each
   * other.
   */
  @Name("dev.superlane.ClockMark")
  @Label("Clock mark")
  static final class ClockMark extends Event {
    @Label("Timer")
    long nanoTime;

    static void lay() {
      ClockMark mark = new ClockMark();
      mark.begin();
      mark.nanoTime = System.nanoTime();
      mark.commit();
    }
  }

  private final Recording recording;

  private JvmEvents(Recording recording) {
    this.recording = recording;
  }

  /** Whether this VM has a flight recorder. */
  public static boolean available() {
    return FlightRecorder.isAvailable();
  }

  /** Starts to record; takes up to a second the first time. */
  public static JvmEvents start() {
    Recording recording = new Recording();
    recording.setToDisk(false);
    for (String event :
        List.of(
            "jdk.GarbageCollection",
            "jdk.GCPhasePause",
            "jdk.SafepointBegin",
            "jdk.SafepointEnd",
            "jdk.ExecuteVMOperation",
            "jdk.Compilation",
            "jdk.Deoptimization",
            "dev.superlane.ClockMark")) {
      recording.enable(event).withoutStackTrace().withThreshold(Duration.ZERO);
    }
    recording.start();
    ClockMark.lay();
    return new JvmEvents(recording);
  }

  /**
   * Ends the recording.
   *
   * @return its events by their start
   */
  public List<JvmEvent> stop() throws IOException {
    Path file = Files.createTempFile("superlane", ".jfr");
    try {
      recording.dump(file);
      recording.stop();
      return events(RecordingFile.readAllEvents(file));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @Override
  public void close() {
    recording.close();
  }

  private static List<JvmEvent> events(List<RecordedEvent> recorded) throws IOException {
    RecordedEvent mark =
        recorded.stream()
            .filter(event -> name(event).equals("dev.superlane.ClockMark"))
            .findFirst()
            .orElseThrow(() -> new IOException("the flight recording lacks its first event"));
    Instant origin = mark.getStartTime();
    long timer = mark.getLong("nanoTime");
    Map<Long, String> causes = new HashMap<>();
    Map<Long, String> operations = new HashMap<>();
    Map<Long, RecordedEvent> begun = new HashMap<>();
    for (RecordedEvent event : recorded) {
      switch (name(event)) {
        case "jdk.GarbageCollection" ->
            causes.put(
                event.getLong("gcId"), event.getString("name") + ", " + event.getString("cause"));
        case "jdk.ExecuteVMOperation" ->
            operations.put(event.getLong("safepointId"), event.getString("operation"));
        case "jdk.SafepointBegin" -> begun.put(event.getLong("safepointId"), event);
        default -> {}
      }
    }
    List<JvmEvent> events = new ArrayList<>();
    for (RecordedEvent event : recorded) {
      long start = timer + origin.until(event.getStartTime(), ChronoUnit.NANOS);
      long ns = event.getDuration().toNanos();
      switch (name(event)) {
        case "jdk.GCPhasePause" ->
            events.add(
                new JvmEvent(
                    Kind.GC_PAUSE, start, ns, causes.getOrDefault(event.getLong("gcId"), "GC")));
        case "jdk.SafepointEnd" -> {
          RecordedEvent begin = begun.get(event.getLong("safepointId"));
          if (begin != null) {
            long from = timer + origin.until(begin.getStartTime(), ChronoUnit.NANOS);
            String operation =
                operations.getOrDefault(event.getLong("safepointId"), "no operation");
            events.add(new JvmEvent(Kind.SAFEPOINT, from, start + ns - from, operation));
          }
        }
        case "jdk.Compilation" ->
            events.add(new JvmEvent(Kind.COMPILATION, start, ns, compiled(event)));
        case "jdk.Deoptimization" ->
            events.add(
                new JvmEvent(
                    Kind.DEOPTIMIZATION,
                    start,
                    0,
                    event.getString("reason") + " in " + method(event)));
        default -> {}
      }
    }
    events.sort(Comparator.comparingLong(JvmEvent::start));
    return events;
  }

  private static String name(RecordedEvent event) {
    return event.getEventType().getName();
  }

  private static String compiled(RecordedEvent event) {
    return "%s level %d of %s"
        .formatted(event.getString("compiler"), event.getShort("compileLevel"), method(event));
  }

  private static String method(RecordedEvent event) {
    if (event.getValue("method") instanceof RecordedMethod method) {
      // A hidden class has its address behind its name.
      String type = method.getType().getName().replaceAll("[./]0x[0-9a-f]+$", "");
      return type.substring(type.lastIndexOf('.') + 1) + "." + method.getName();
    }
    return "an unknown method";
  }
}
