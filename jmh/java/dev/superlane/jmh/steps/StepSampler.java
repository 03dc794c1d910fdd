package dev.superlane.jmh.steps;

import dev.superlane.jmh.StepBenchmark;
import dev.superlane.jmh.TrainedStep;
import dev.superlane.kernel.VectorKernels;
import dev.superlane.model.Embedding;
import dev.superlane.model.StepPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a sparse step spends its time: JFR's execution samples of the thread that takes steps, by
 * the model's methods on each stack. Needs -XX:+DebugNonSafepoints, or inlined methods would be
 * credited to whoever reaches the next safepoint.
 */
public final class StepSampler {
  private static final String MODEL = "dev.superlane.model.";
  private static final String SAMPLE = "jdk.ExecutionSample";
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final Duration RECORDED = Duration.ofSeconds(10);

  /** As long as the benchmark's iterations: what the gates close in that time is undone. */
  private static final long ROUND_NS = 300_000_000;

  private final TrainedStep step;
  private long steps;
  private long stepNs;

  private StepSampler(TrainedStep step) {
    this.step = step;
  }

  /**
   * @param args the JSON file to write, the embedding, N×K×B
   */
  public static void main(String[] args) throws IOException {
    Embedding embedding = Embedding.valueOf(args[1]);
    String nkb = args[2];
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("embedding", embedding.name());
    result.put("nkb", nkb);
    try (TrainedStep step =
        StepBenchmark.trained(nkb, embedding, StepPath.SPARSE, VectorKernels.INSTANCE, 1)) {
      result.putAll(new StepSampler(step).measure());
    }
    Files.writeString(
        Path.of(args[0]),
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(result) + "\n");
  }

  private Map<String, Object> measure() throws IOException {
    run(WARM_UP);
    Path file = Files.createTempFile("steps", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable(SAMPLE).withPeriod(Duration.ofMillis(1));
      recording.start();
      run(RECORDED);
      recording.stop();
      recording.dump(file);
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("milliseconds_a_step", stepNs / 1e6 / steps);
      result.put("samples", samples(file));
      return result;
    } finally {
      Files.delete(file);
    }
  }

  private void run(Duration duration) {
    steps = 0;
    stepNs = 0;
    while (stepNs < duration.toNanos()) {
      step.reset();
      long start = System.nanoTime();
      long elapsed;
      do {
        step.advance();
        elapsed = System.nanoTime() - start;
      } while (elapsed < ROUND_NS);
      stepNs += elapsed;
      steps += step.taken();
      step.requireMoved();
    }
  }

  /** Samples of this thread by {@link #place}. */
  private static Map<String, Integer> samples(Path file) throws IOException {
    Map<String, Integer> samples = new TreeMap<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      if (event.getEventType().getName().equals(SAMPLE)
          && event.getThread("sampledThread").getJavaThreadId()
              == Thread.currentThread().threadId()) {
        samples.merge(place(event), 1, Integer::sum);
      }
    }
    if (samples.isEmpty()) {
      throw new IllegalStateException("JFR took no execution sample of the steps");
    }
    return samples;
  }

  /**
   * The model's methods as {@link Part#of} reads them; where there is none, the whole name of the
   * innermost method at all.
   */
  private static String place(RecordedEvent event) {
    if (event.getStackTrace() == null) {
      return "no stack";
    }
    List<String> frames =
        event.getStackTrace().getFrames().stream()
            .map(frame -> frame.getMethod().getType().getName() + "." + frame.getMethod().getName())
            .toList();
    // A region's lambda object has a class of its own, which calls the method that is meant.
    String model =
        frames.stream()
            .filter(frame -> frame.startsWith(MODEL) && !frame.contains("$$Lambda"))
            .map(frame -> frame.substring(MODEL.length()))
            .collect(Collectors.joining(" < "));
    return model.isEmpty() ? frames.getFirst() : model;
  }
}
