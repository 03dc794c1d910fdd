package dev.superlane.fit;

/** The constants of the one rule by which every loss curve is measured. */
final class Rule {
  private Rule() {}

  /**
   * No window begins before this step: 12.5 γ(γ+1) at γ = 1, from where on discrete steps bend a
   * 1/t law by less than 2 %.
   */
  static final double FIRST_STEP = 25;

  /** The window ends at this multiple of the floor: there two thirds of the loss still fall. */
  static final double ABOVE_FLOOR = 3;

  /** A window's last step over its first, at least; the latest window that has it is taken. */
  static final double DECADE = 10;

  /**
   * The loss must fall by this factor from the window's begin to the last step for a floor to be
   * told from a slow law. Over a fall of 5 the fitted floor's standard deviation is about 8 times
   * the noise, in last losses; over a fall of 2 it is 30 times.
   */
  static final double FALL = 5;

  /**
   * A fitted floor below this share of the last loss is none: three of those standard deviations at
   * a noise of 2 %. The curve steepens.
   */
  static final double LOWEST_FLOOR = -0.5;

  /** The loss must fall by this factor in the window: t^−0.09 over a decade, the slowest law. */
  static final double LEAST_FALL = 1.2;

  /** And ln L by this many times the scatter about the line: noise falls by chance, too. */
  static final double FALL_OVER_SCATTER = 5;

  /**
   * The local exponent may change by this multiple of α over the window. For an exponential it
   * changes from a tenth of its last value.
   */
  static final double MOST_BEND = 1;

  /** Losses in a window, at least; recorded are 16 a decade. */
  static final int LEAST_POINTS = 8;

  /** A local exponent looks at this many losses on either side: half a decade in all. */
  static final int LOCAL_POINTS = 4;

  /** Of a seed interval. */
  static final double CONFIDENCE = 0.95;
}
