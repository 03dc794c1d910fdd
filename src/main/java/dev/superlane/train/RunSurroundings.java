package dev.superlane.train;

import dev.superlane.machine.Disturbance;
import dev.superlane.machine.RunWatch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What else the machine did during a training. What disturbed it before a resumption still counts.
 */
final class RunSurroundings implements AutoCloseable {
  private final Map<String, Object> earlier;
  private RunWatch watch;

  /**
   * @param earlier what {@link #facts} gave before the resumption; empty in a new training
   */
  RunSurroundings(Map<String, Object> earlier) {
    this.earlier = earlier;
  }

  /** By the thread that trains. */
  void begin() {
    watch = RunWatch.begin();
  }

  /** Those of {@link Disturbance}, and those before a resumption as {@code earlier}. */
  Map<String, Object> facts() {
    Disturbance now = watch.soFar();
    Map<String, Object> facts = new LinkedHashMap<>(now.facts());
    if (!earlier.isEmpty()) {
      if (earlierReason().isPresent()) {
        facts.put("disturbed", true);
        facts.put("reason", reason(now).orElseThrow());
      }
      facts.put("earlier", earlier);
    }
    return facts;
  }

  /** Why the training is marked as disturbed; empty if it is not. */
  Optional<String> reason() {
    return reason(watch.soFar());
  }

  private Optional<String> reason(Disturbance now) {
    Optional<String> before = earlierReason().map(reason -> "before it was resumed, " + reason);
    return now.reason()
        .map(reason -> before.map(first -> reason + "; " + first).orElse(reason))
        .or(() -> before);
  }

  private Optional<String> earlierReason() {
    return Boolean.TRUE.equals(earlier.get("disturbed"))
        ? Optional.of(String.valueOf(earlier.get("reason")).replace("before it was resumed, ", ""))
        : Optional.empty();
  }

  @Override
  public void close() {
    watch.close();
  }
}
