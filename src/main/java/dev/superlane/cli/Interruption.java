package dev.superlane.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Turns SIGINT and SIGTERM into a request to stop. The JVM then lives until {@link #end}, by which
 * all must be saved and said, and ends with {@link Main#INTERRUPTED}.
 */
final class Interruption {
  private final CountDownLatch saved = new CountDownLatch(1);
  private final Thread hook;

  /**
   * @param stop called on another thread
   */
  Interruption(Runnable stop) {
    hook =
        new Thread(() -> {
          stop.run();
          awaitSaved();
          System.out.flush();
          // The JVM's own exit code would tell SIGTERM from SIGINT.
          Runtime.getRuntime().halt(Main.INTERRUPTED);
        });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void awaitSaved() {
    while (true) {
      try {
        saved.await();
        return;
      } catch (InterruptedException e) {
        // Nobody interrupts this thread: only what is saved may end the wait.
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
    saved.countDown();
  }
}
