package dev.superlane.report;

import java.util.ArrayList;
import java.util.List;
import org.jfree.data.Range;

/** Where a logarithmic axis is marked, and with what. */
enum Marks {
  /** A label at each power of ten, a small mark at 2, 3, … 9 times it. */
  DECADES {
    @Override
    List<Mark> of(Range range) {
      List<Mark> marks = new ArrayList<>();
      int last = (int) Math.floor(Math.log10(range.getUpperBound()));
      int first = (int) Math.floor(Math.log10(range.getLowerBound()));
      for (int exponent = first; exponent <= last; exponent++) {
        String power = (exponent < 0 ? "\u2212" : "") + Math.abs(exponent);
        for (int digit = 1; digit <= 9; digit++) {
          // Parsed, so that a bound that is a power of ten meets its own mark.
          double value = Double.parseDouble(digit + "e" + exponent);
          if (range.contains(value)) {
            marks.add(digit == 1 ? new Mark(value, "10", power) : new Mark(value, "", ""));
          }
        }
      }
      return marks;
    }
  },

  /** A plain label at each power of two from 1 up. */
  DOUBLINGS {
    @Override
    List<Mark> of(Range range) {
      List<Mark> marks = new ArrayList<>();
      for (long value = 1; value <= range.getUpperBound(); value *= 2) {
        if (range.contains(value)) {
          marks.add(new Mark(value, Long.toString(value), ""));
        }
      }
      return marks;
    }
  };

  /**
   * One mark.
   *
   * @param text empty for a small mark without a label
   * @param exponent set above the line behind the text
   */
  record Mark(double value, String text, String exponent) {
    boolean labelled() {
      return !text.isEmpty();
    }
  }

  /** Ascending. */
  abstract List<Mark> of(Range range);
}
