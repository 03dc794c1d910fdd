package dev.superlane.reproduce;

import dev.superlane.fit.LossCurve;
import dev.superlane.train.Trajectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads run folders. */
final class RunFiles {
  private RunFiles() {}

  /**
   * @param name as results.json has it
   */
  static Run read(Path folder, String name) throws IOException {
    String rows = Files.readString(folder.resolve("trajectory.csv"));
    LossCurve curve = Trajectory.parse(rows).curve();
    JsonNode run = json(folder);
    double learningRate = run.path("config").path("lr").doubleValue();
    return new Run(name, learningRate, curve, failure(run.path("summary")));
  }

  private static Optional<String> failure(JsonNode summary) {
    int steps = summary.path("steps_done").asInt(0);
    return switch (summary.path("status").asString("")) {
      case "finished" -> Optional.empty();
      case "dead" -> Optional.of("every gate was shut");
      case "diverged" -> Optional.of("it diverged after step " + steps);
      default -> Optional.of("it is not finished");
    };
  }

  static double elapsedNanos(Path folder) throws IOException {
    return json(folder).path("elapsed_ns").doubleValue();
  }

  private static JsonNode json(Path folder) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(folder.resolve("run.json")));
  }
}
