package dev.superlane.reproduce;

import java.util.List;

/**
 * A sentence of the abstract, or a part of one, that can be checked.
 *
 * @param sentence as the abstract has it
 * @param asked what is measured, and where a verdict has its bound
 * @param measured the figures with their intervals
 * @param target whether a verdict other than holds makes {@code reproduce} exit with 1
 * @param folders of the runs behind it
 */
public record Claim(
    String sentence,
    String asked,
    String measured,
    Verdict verdict,
    boolean target,
    List<String> folders) {
  public boolean missed() {
    return target && verdict.kind() != Verdict.Kind.HOLDS;
  }
}
