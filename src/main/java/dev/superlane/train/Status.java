package dev.superlane.train;

/** How far a training came; {@code summary.status} of run.json holds the name in lower case. */
public enum Status {
  /** Not over, or ended without a word (killed). */
  RUNNING,
  /** All steps are done. */
  FINISHED,
  /** Stopped by a signal; all steps so far are saved. */
  INTERRUPTED,
  /** A parameter or the loss left the finite numbers. */
  DIVERGED,
  /** All steps are done, but every gate was shut at the last two recorded steps. */
  DEAD
}
