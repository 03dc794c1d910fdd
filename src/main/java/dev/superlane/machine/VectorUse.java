package dev.superlane.machine;

import java.util.LinkedHashMap;
import java.util.Map;

/** Whether vector instructions ran, as far as the probe of {@link FastVectors} can tell. */
public enum VectorUse {
  /** Nothing allocated, and faster than any scalar code of the same sum. */
  USED("used"),
  /** The VM cannot, or the vectors are objects. */
  NOT_USED("not used"),
  /** Nothing allocated, but no faster either: another's load on the machine, say. */
  UNKNOWN("cannot tell");

  private final String words;

  VectorUse(String words) {
    this.words = words;
  }

  public static VectorUse of(FastVectors probe) {
    if (probe.fast()) {
      return USED;
    }
    return probe.bytesPerCall() == 0 && !Double.isNaN(probe.speedup()) ? UNKNOWN : NOT_USED;
  }

  /** One line for a person. */
  public static String sentence(FastVectors probe) {
    String flag = VmFlags.value("UseAVX").map(avx -> " (UseAVX=" + avx + ")").orElse("");
    return of(probe).words + flag + ": " + probe.sentence();
  }

  /** The same for a results file. */
  public static Map<String, Object> facts(FastVectors probe) {
    return facts(of(probe).words, probe.sentence());
  }

  /** For a result that the probe would hold up. */
  public static Map<String, Object> notProbed(String reason) {
    return facts("not probed", reason);
  }

  private static Map<String, Object> facts(String instructions, String evidence) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("instructions", instructions);
    facts.put("evidence", evidence);
    return facts;
  }
}
