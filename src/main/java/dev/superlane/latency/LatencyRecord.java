package dev.superlane.latency;

import dev.superlane.file.ResultFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** latency.json, written anew after every measurement. */
public final class LatencyRecord {
  private static final JsonMapper JSON = new JsonMapper();

  /** What the figures are, for every place that shows them. */
  public static final String KIND = "service time: a closed loop has no arrival schedule";

  private final Path folder;
  private final Map<String, Object> facts;
  private final List<Map<String, Object>> rows = new ArrayList<>();

  /**
   * @param facts options, machine, vectors
   */
  public LatencyRecord(Path folder, Map<String, Object> facts) {
    this.folder = folder;
    this.facts = facts;
  }

  /** Saves one more. */
  public void add(Measured measured) throws IOException {
    rows.add(measured.json());
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("kind", KIND);
    root.putAll(facts);
    root.put("rows", rows);
    ResultFile.replace(folder.resolve("latency.json"), ResultFile.json(JSON, root));
  }
}
