package dev.superlane.latency;

import java.util.Locale;

/**
 * Something that the JVM did besides.
 *
 * @param start as {@link System#nanoTime}
 * @param ns how long; 0 for a moment
 * @param what by whose reason, or which method
 */
public record JvmEvent(Kind kind, long start, long ns, String what) {
  /** Pauses stop all threads; a compilation runs on a thread of its own; the others are moments. */
  public enum Kind {
    GC_PAUSE("GC pause"),
    SAFEPOINT("safepoint"),
    DEOPTIMIZATION("deoptimization"),
    COMPILATION("compilation");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** Its name for a person. */
    public String words() {
      return words;
    }
  }

  /** Nanoseconds that it shares with a time; −1 if none, 0 if it is a moment within. */
  long overlap(long from, long length) {
    long first = Math.max(0, start - from);
    long last = Math.min(length, start + ns - from);
    return first > length || last < first ? -1 : last - first;
  }

  /** Kind, reason and length in one phrase. */
  public String phrase() {
    String length = ns == 0 ? "" : String.format(Locale.ROOT, ", %.1f us", ns / 1e3);
    return kind.words + " (" + what + length + ")";
  }
}
