package dev.superlane.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A train run folder: run.json and trajectory.csv.
 *
 * @param steps one a recorded row
 * @param losses one a recorded row
 */
record TrainedRun(String source, JsonNode run, double[] steps, double[] losses) {

  /**
   * @throws IllegalArgumentException if a row has no step or loss
   */
  static TrainedRun read(Path folder, String source) throws IOException {
    JsonNode run = JsonMapper.shared().readTree(Files.readString(folder.resolve("run.json")));
    double[][] columns = columns(folder.resolve("trajectory.csv"), 2);
    return new TrainedRun(source, run, columns[0], columns[1]);
  }

  /** The first columns of a CSV with a header. */
  static double[][] columns(Path csv, int count) throws IOException {
    List<String> lines = Files.readAllLines(csv);
    double[][] columns = new double[count][Math.max(0, lines.size() - 1)];
    for (int row = 1; row < lines.size(); row++) {
      String[] fields = lines.get(row).split(",", -1);
      if (fields.length < count) {
        throw new IllegalArgumentException(
            "line %d of %s has %d fields, not %d or more"
                .formatted(row + 1, csv.getFileName(), fields.length, count));
      }
      for (int column = 0; column < count; column++) {
        columns[column][row - 1] = Double.parseDouble(fields[column]);
      }
    }
    return columns;
  }

  Curve curve(String label) {
    return new Curve(label, steps, losses, Curve.Style.MEASURED);
  }

  /** NaN where nothing is recorded. */
  double lastLoss() {
    return losses.length == 0 ? Double.NaN : losses[losses.length - 1];
  }

  /** The options, as they could be typed. */
  String command() {
    return "train"
        + run.path("config")
            .propertyStream()
            .filter(option -> !option.getValue().isNull())
            .map(option -> " --" + option.getKey() + " " + option.getValue().asString())
            .collect(Collectors.joining());
  }
}
