package dev.superlane.cli;

import java.util.Optional;

/** A run that was disturbed is marked in its result; whoever watches is told too. */
final class DisturbedRun {
  private DisturbedRun() {}

  /**
   * One line on stderr.
   *
   * @param reason empty if it was not disturbed: then nothing is said
   */
  static void say(Optional<String> reason) {
    reason.ifPresent(
        sentence -> System.err.println("superlane: warning: this run was disturbed: " + sentence));
  }
}
