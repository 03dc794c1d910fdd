package dev.superlane.compare;

import java.util.Locale;

/** What can be said about a row. In the order of the table: what matters stands last. */
public enum Verdict {
  /** The whole interval lies within the threshold: equivalence, not lack of proof. */
  SAME,
  /** Neither is shown. */
  TOO_NOISY_TO_SAY,
  /** The interval clears the threshold, and so does the test after correction for all rows. */
  FASTER,
  /** As {@link #FASTER}, the other way. */
  SLOWER;

  /** In words. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
