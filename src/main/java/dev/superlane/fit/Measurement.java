package dev.superlane.fit;

/** What came of measuring an exponent. */
public sealed interface Measurement {
  /**
   * @param law α is its exponent; a floor a little below 0 stands for none, as 0 does
   * @param from first step of the window
   * @param to last step of the window
   */
  record Exponent(FlooredLaw law, double from, double to) implements Measurement {}

  /**
   * @param reason a clause, as in "no power law here: …"
   */
  record NoPowerLaw(String reason) implements Measurement {}
}
