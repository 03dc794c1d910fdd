package dev.superlane.machine;

import dev.superlane.file.ResultFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * surroundings.json, for results in a format that has no place of its own for them: {@code machine}
 * as in {@link Machine#facts}, {@code vectors} as in {@link VectorUse#facts}, {@code surroundings}
 * as in {@link Disturbance}.
 */
public final class SurroundingsFile {
  /** Its name in a folder of one result. */
  public static final String NAME = "surroundings.json";

  private SurroundingsFile() {}

  /** Its name where a folder has several results. */
  public static String of(String result) {
    return result + "-" + NAME;
  }

  /** Written beside its name and then renamed. */
  public static void write(Path file, FastVectors vectors, Disturbance disturbance)
      throws IOException {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("machine", Machine.facts());
    root.put("vectors", VectorUse.facts(vectors));
    root.put("surroundings", disturbance.facts());
    ResultFile.replace(file, ResultFile.json(JsonMapper.shared(), root));
  }
}
