package dev.superlane.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What results files say of the machine and of what else it did meanwhile. */
final class Surrounded {
  private final Map<String, String> reasons = new LinkedHashMap<>();
  private final Map<String, String> machines = new LinkedHashMap<>();

  /**
   * @param result with {@code surroundings} as {@link dev.superlane.machine.Disturbance} writes
   *     them; older ones have none
   */
  void add(String source, JsonNode result) {
    JsonNode surroundings = result.path("surroundings");
    if (surroundings.path("disturbed").asBoolean(false)) {
      reasons.put(source, surroundings.path("reason").asString("for a reason not recorded"));
    }
    machines.put(source, Html.facts(result.path("machine")));
  }

  /** Whether a file says anything of it. */
  boolean has(String source) {
    return machines.containsKey(source);
  }

  Optional<String> reason(String source) {
    return Optional.ofNullable(reasons.get(source));
  }

  /** By file, those that were disturbed. */
  Map<String, String> reasons() {
    return Collections.unmodifiableMap(reasons);
  }

  /** Empty if it is not known. */
  String machine(String source) {
    return machines.getOrDefault(source, "");
  }
}
