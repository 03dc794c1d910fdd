package dev.superlane.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Frequencies from a file: one non-negative decimal count a line, as many lines as features. */
public final class CountsFile {
  private static final Pattern DECIMAL =
      Pattern.compile("(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
  private static final int QUOTED = 40;

  private CountsFile() {}

  /**
   * Reads the counts; blanks around a number are ignored.
   *
   * @param features the number of lines there must be
   * @return one count a feature, at least one above 0
   * @throws IllegalArgumentException if the content is anything else
   * @throws IOException if the file cannot be read
   */
  public static double[] read(Path file, int features) throws IOException {
    double[] counts = new double[features];
    boolean allZero = true;
    // Latin-1 decodes any bytes: what is wrong with a binary file is then said as for any other.
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (int i = 0; i < features; i++) {
        String line = in.readLine();
        if (line == null) {
          throw new IllegalArgumentException(
              "%s: line %d is missing (there are %d), allowed is one count a line for each of %d features"
                  .formatted(file, i + 1, i, features));
        }
        counts[i] = count(file, i + 1, line);
        allZero &= counts[i] == 0;
      }
      String extra = in.readLine();
      if (extra != null) {
        throw new IllegalArgumentException(
            "%s: line %d is '%s', allowed is one count a line for each of %d features"
                .formatted(file, features + 1, quoted(extra), features));
      }
    }
    if (allZero) {
      throw new IllegalArgumentException(
          "%s: lines 1 to %d are all 0, allowed is at least one count above 0"
              .formatted(file, features));
    }
    return counts;
  }

  private static double count(Path file, int number, String line) {
    String text = line.strip();
    double count = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (!Double.isFinite(count)) {
      throw new IllegalArgumentException(
          "%s: line %d is '%s', allowed is a non-negative decimal number such as 12 or 0.5"
              .formatted(file, number, quoted(line)));
    }
    return count;
  }

  private static String quoted(String line) {
    String start = line.length() > QUOTED ? line.substring(0, QUOTED) + "..." : line;
    return start.replaceAll("[^ -~]", "?");
  }
}
