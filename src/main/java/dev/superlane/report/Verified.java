package dev.superlane.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A verify.json and the curves beside it.
 *
 * @param curves a trained trajectory beside its theory each
 */
record Verified(String source, JsonNode root, List<Trained> curves) {

  /** Names as in the row that the curves belong to. */
  record Trained(String name, double[] steps, double[] theory, double[] trained) {}

  static Verified read(Path json, String source) throws IOException {
    JsonNode root = JsonMapper.shared().readTree(Files.readString(json));
    if (!root.path("rows").isArray()) {
      throw new IllegalArgumentException("it has no rows");
    }
    List<Trained> curves = new ArrayList<>();
    for (JsonNode row : root.path("rows")) {
      String name = row.path("curve").asString("");
      // Only a name beside the file: what it holds decides nothing about where is read.
      if (name.matches("curve-\\d+")) {
        Path csv = json.resolveSibling(name + ".csv");
        // A record may keep the checks without their curves.
        if (!Files.exists(csv)) {
          continue;
        }
        double[][] columns = TrainedRun.columns(csv, 3);
        String check = row.path("name").asString("");
        curves.add(new Trained(check, columns[0], columns[1], columns[2]));
      }
    }
    return new Verified(source, root, curves);
  }
}
