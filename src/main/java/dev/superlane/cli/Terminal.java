package dev.superlane.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person is watching. */
final class Terminal {
  private Terminal() {}

  /** Whether stdout is a terminal; Java's console also asks for stdin to be one. */
  static boolean stdout() {
    return open(1);
  }

  /** Whether stderr is a terminal; Java's console only knows about stdin and stdout. */
  static boolean stderr() {
    return open(2);
  }

  private static boolean open(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      // No /proc on this system.
      return System.console() != null && System.console().isTerminal();
    }
  }
}
