package dev.superlane.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunWatchTest {
  /** On this machine, whatever it is: the file says it, and JSON can hold it. */
  @Test
  void whatWasWatchedIsOnRecord(@TempDir Path folder) throws Exception {
    Disturbance disturbance;
    try (RunWatch watch = RunWatch.begin()) {
      disturbance = watch.soFar();
    }
    FastVectors vectors = new FastVectors(false, "not tried", Double.NaN, Double.NaN);
    SurroundingsFile.write(folder.resolve(SurroundingsFile.NAME), vectors, disturbance);
    JsonNode root =
        new JsonMapper().readTree(Files.readString(folder.resolve("surroundings.json")));
    assertThat(root.propertyNames()).containsExactly("machine", "vectors", "surroundings");
    JsonNode surroundings = root.get("surroundings");
    assertThat(surroundings.get("seconds").asDouble()).isPositive();
    assertThat(surroundings.has("disturbed")).isTrue();
    assertThat(surroundings.at("/bounds/steal_share").asDouble()).isEqualTo(0.01);
    assertThat(folder.toFile().list()).containsExactly("surroundings.json");
  }

  @Test
  void itsThreadEndsWithIt() {
    RunWatch.begin().close();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("run queue"));
  }
}
