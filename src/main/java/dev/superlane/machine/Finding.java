package dev.superlane.machine;

/**
 * One line of a diagnosis.
 *
 * @param subject what was looked at
 * @param text what was found, and what to do where that is not well
 */
public record Finding(Level level, String subject, String text) {
  /** Where this system, or this VM, does not tell. */
  static final String NOT_READABLE = "not readable here";

  /** BAD makes measuring worthless, a warning makes it less certain. */
  public enum Level {
    OK("ok"),
    WARN("warn"),
    BAD("BAD");

    private final String marker;

    Level(String marker) {
      this.marker = marker;
    }

    /** The word that stands in front of the line. */
    public String marker() {
      return marker;
    }
  }

  static Finding ok(String subject, String text) {
    return new Finding(Level.OK, subject, text);
  }

  static Finding warn(String subject, String text) {
    return new Finding(Level.WARN, subject, text);
  }

  static Finding bad(String subject, String text) {
    return new Finding(Level.BAD, subject, text);
  }

  /** ok, or a warning that says what to do. */
  static Finding okIf(boolean good, String subject, String text, String remedy) {
    return good ? ok(subject, text) : warn(subject, text + ": " + remedy);
  }
}
