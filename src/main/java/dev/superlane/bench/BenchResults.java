package dev.superlane.bench;

import dev.superlane.file.ResultFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * What JMH's runs gave, written after each: {@code jmh.json} holds JMH's own rows of all of them,
 * or where there are several JDKs {@code jdk-1/jmh.json}, {@code jdk-2/jmh.json}, … those of each.
 */
public final class BenchResults {
  private final Path folder;
  private final Axes axes;
  private final Map<Path, ArrayNode> files = new LinkedHashMap<>();
  private final Map<List<String>, BenchRow> rows = new LinkedHashMap<>();

  public BenchResults(Path folder, Axes axes) {
    this.folder = folder;
    this.axes = axes;
  }

  /**
   * Adds a run's results.
   *
   * @param json JMH's file, which is then no longer needed
   */
  public void add(BenchPlan.Run run, Path json) throws IOException {
    Path file = file(run.jdk());
    Files.createDirectories(file.getParent());
    ArrayNode all = files.computeIfAbsent(file, none -> JsonMapper.shared().createArrayNode());
    JsonMapper.shared().readTree(json).forEach((JsonNode row) -> all.add(row));
    ResultFile.replace(file, ResultFile.jsonOfShortArrays(JsonMapper.shared(), all));
    for (JmhScore score : JmhScore.read(json)) {
      BenchRow row = BenchRow.of(score, axes, run);
      rows.merge(List.of(row.label(), row.column(), row.unit()), row, BenchRow::and);
    }
    Files.delete(json);
  }

  /** Where the rows of one of the axes' JDKs are. */
  public Path file(int jdk) {
    return axes.jdks().size() == 1
        ? folder.resolve("jmh.json")
        : folder.resolve("jdk-" + (jdk + 1)).resolve("jmh.json");
  }

  /** In the order of their first run. */
  public List<BenchRow> rows() {
    return List.copyOf(rows.values());
  }
}
