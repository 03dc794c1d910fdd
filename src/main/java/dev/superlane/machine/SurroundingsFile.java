package dev.superlane.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/**
 * surroundings.json, for results in a format that has no place of its own for them: {@code machine}
 * as in {@link Machine#facts}, {@code vectors} as in {@link VectorUse#facts}, {@code surroundings}
 * as in {@link Disturbance}.
 */
public final class SurroundingsFile {
  /** Its name in every folder. */
  public static final String NAME = "surroundings.json";

  private SurroundingsFile() {}

  /** Written beside its name and then renamed. */
  public static void write(Path folder, FastVectors vectors, Disturbance disturbance)
      throws IOException {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("machine", Machine.facts());
    root.put("vectors", VectorUse.facts(vectors));
    root.put("surroundings", disturbance.facts());
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
    Path beside = folder.resolve(NAME + ".tmp");
    Files.writeString(
        beside, new JsonMapper().writer().with(printer).writeValueAsString(root) + "\n");
    Files.move(
        beside,
        folder.resolve(NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
