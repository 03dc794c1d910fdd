package dev.superlane.train;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configuration with which a saved training goes on. */
final class Resume {
  private static final List<String> MAY_DIFFER = List.of("steps", "threads", "kernels");
  private static final List<String> FILES = List.of("spectrum", "init");

  private Resume() {}

  /**
   * @param given options as typed; those absent are the run's own
   * @throws IllegalArgumentException if one differs that must not
   */
  static TrainConfig config(RunRecord.Saved saved, Map<String, String> given, Path out) {
    Map<String, String> options = new LinkedHashMap<>(saved.options());
    for (Map.Entry<String, String> entry : given.entrySet()) {
      String name = entry.getKey();
      if (MAY_DIFFER.contains(name)) {
        options.put(name, entry.getValue());
      } else if (!agrees(saved, name, entry.getValue())) {
        throw new IllegalArgumentException(
            "--%s is %s, but the run in %s has %s: with --resume only --steps, --threads and --kernels may differ"
                .formatted(name, entry.getValue(), out, options.getOrDefault(name, "none")));
      }
    }
    return TrainConfig.of(options);
  }

  private static boolean agrees(RunRecord.Saved saved, String name, String typed) {
    String own = saved.options().get(name);
    if (own == null) {
      return false;
    }
    return typed.equalsIgnoreCase(own)
        || sameNumber(typed, own)
        || FILES.contains(name) && sameFile(typed, own)
        // What the run derived may be asked for again.
        || name.equals("lr") && saved.rate().auto() && typed.equalsIgnoreCase("auto")
        || name.equals("path") && typed.equalsIgnoreCase(saved.path().name());
  }

  private static boolean sameNumber(String typed, String own) {
    try {
      return new BigDecimal(typed).compareTo(new BigDecimal(own)) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean sameFile(String typed, String own) {
    try {
      return Path.of(typed).toAbsolutePath().normalize().equals(Path.of(own));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
