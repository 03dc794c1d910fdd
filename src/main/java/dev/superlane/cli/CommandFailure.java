package dev.superlane.cli;

/** A command's work failed for a reason that the message says in one sentence: exit 3. */
final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1;

  CommandFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
