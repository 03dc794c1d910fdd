package dev.superlane.cli;

/** A plot that cannot be drawn, on a server without fonts say, is said in a line and no failure. */
final class Drawing {
  private Drawing() {}

  /** Draws and writes. */
  @FunctionalInterface
  interface Plot {
    void write() throws Exception;
  }

  /** Returns whether it was drawn. */
  static boolean draw(String name, Plot plot) {
    try {
      plot.write();
      return true;
    } catch (Exception | LinkageError e) {
      System.err.println(
          "warning: %s could not be drawn: %s"
              .formatted(
                  name,
                  String.valueOf(
                          e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
                      .replaceAll("\\R.*", "")));
      return false;
    }
  }
}
