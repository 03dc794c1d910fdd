package dev.superlane.verify;

import java.util.List;

/**
 * Checks of one kind.
 *
 * @param heading what they show, in one line
 * @param leftOut what this machine cannot check, a line each with the reason
 */
public record Group(String heading, List<Check> checks, List<String> leftOut) {
  public Group(String heading, List<Check> checks) {
    this(heading, checks, List.of());
  }
}
