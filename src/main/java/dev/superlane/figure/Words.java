package dev.superlane.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of text with symbols: {@code *x*} is italic, {@code ^{x}} raised, {@code _{x}} lowered.
 *
 * @param runs in order
 */
public record Words(List<Run> runs) {
  /** The mean width of a letter, in font sizes, rounded up: an SVG has no font to measure with. */
  private static final double LETTER = 0.55;

  /** Of raised and lowered text, in font sizes. */
  static final double SMALL = 0.7;

  static final double RAISED = 0.36;
  static final double LOWERED = -0.2;

  /**
   * Letters of one kind.
   *
   * @param shift above the baseline, in font sizes
   */
  record Run(String text, boolean italic, double shift) {
    boolean small() {
      return shift != 0;
    }
  }

  static Words of(String marked) {
    List<Run> runs = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    boolean italic = false;
    double shift = 0;
    for (int i = 0; i < marked.length(); i++) {
      char c = marked.charAt(i);
      boolean opens = shift == 0 && i + 1 < marked.length() && marked.charAt(i + 1) == '{';
      if (c == '*' || opens && (c == '^' || c == '_') || c == '}' && shift != 0) {
        add(runs, text, italic, shift);
        italic ^= c == '*';
        if (c != '*') {
          shift = c == '^' ? RAISED : c == '_' ? LOWERED : 0;
          i += c == '}' ? 0 : 1;
        }
      } else {
        text.append(c);
      }
    }
    add(runs, text, italic, shift);
    return new Words(List.copyOf(runs));
  }

  private static void add(List<Run> runs, StringBuilder text, boolean italic, double shift) {
    if (!text.isEmpty()) {
      runs.add(new Run(text.toString(), italic, shift));
      text.setLength(0);
    }
  }

  /** About, in font sizes. */
  double width() {
    return runs.stream()
        .mapToDouble(run -> LETTER * run.text().length() * (run.small() ? SMALL : 1))
        .sum();
  }
}
