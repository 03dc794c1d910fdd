package dev.superlane.figure;

import java.awt.Color;

/** Colours that colour-blind readers tell apart: those of Okabe and Ito, and a scale of two. */
public final class Palette {
  public static final Color BLUE = new Color(0x0072B2);
  public static final Color VERMILION = new Color(0xD55E00);
  public static final Color GREEN = new Color(0x009E73);
  public static final Color PURPLE = new Color(0xCC79A7);
  public static final Color ORANGE = new Color(0xE69F00);
  public static final Color SKY = new Color(0x56B4E9);
  public static final Color INK = new Color(0x202020);
  public static final Color GREY = new Color(0x707070);

  static final Color GRID = new Color(0xE2E2E2);
  static final Color MISSING = new Color(0xEEEEEE);

  private static final Color[] IN_TURN = {BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY};

  /** Black text stays readable on it. */
  private static final double DEEPEST = 0.75;

  private Palette() {}

  /** The n-th colour of a plot; after the last the first comes again. */
  public static Color of(int n) {
    return IN_TURN[n % IN_TURN.length];
  }

  /** White at the middle, blue at one end, vermilion at the other. */
  static Color diverging(double value, double low, double middle, double high) {
    double share =
        value < middle ? (value - low) / (middle - low) : (high - value) / (high - middle);
    double depth = DEEPEST * (1 - Math.clamp(share, 0, 1));
    Color end = value < middle ? BLUE : VERMILION;
    return new Color(
        mixed(end.getRed(), depth), mixed(end.getGreen(), depth), mixed(end.getBlue(), depth));
  }

  private static int mixed(int end, double depth) {
    return (int) Math.round(255 + depth * (end - 255));
  }
}
