package dev.superlane.cli;

/**
 * Turns SIGINT and SIGTERM into a request to stop. The JVM then lives until {@link #end}, by which
 * all must be saved and said, and ends with {@link Main#INTERRUPTED}. A command that runs another
 * may have one around the other's: the JVM lives until both have ended.
 */
final class Interruption {
  private static final Object LOCK = new Object();

  /** How many must still end. */
  private static int open;

  private final Thread hook;

  /** 1 until the end, 0 where the JVM need not wait for it. */
  private int waited;

  /**
   * @param stop called on another thread
   */
  Interruption(Runnable stop) {
    this(stop, 1);
  }

  private Interruption(Runnable stop, int waited) {
    this.waited = waited;
    synchronized (LOCK) {
      open += waited;
    }
    hook =
        new Thread(() -> {
          stop.run();
          awaitSaved();
          System.out.flush();
          // The JVM's own exit code would tell SIGTERM from SIGINT.
          Runtime.getRuntime().halt(Main.INTERRUPTED);
        });
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The signal came just before.
      stop.run();
    }
  }

  /** For work that leaves nothing to save: the JVM ends as soon as {@code last} has run. */
  static Interruption atOnce(Runnable last) {
    return new Interruption(last, 0);
  }

  private static void awaitSaved() {
    synchronized (LOCK) {
      while (open > 0) {
        try {
          LOCK.wait();
        } catch (InterruptedException e) {
          // Nobody interrupts this thread: only what is saved may end the wait.
        }
      }
    }
  }

  /** All is saved and said. */
  void end() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // Shutting down already: the hook waits for this.
    }
    synchronized (LOCK) {
      open -= waited;
      waited = 0;
      LOCK.notifyAll();
    }
  }
}
