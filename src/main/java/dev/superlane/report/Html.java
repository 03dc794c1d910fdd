package dev.superlane.report;

import dev.superlane.bench.JmhScore;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Pieces of HTML; every text that comes in goes out escaped. */
final class Html {
  /** Above this a table starts with its filter; below it is read at a glance. */
  private static final int FILTERED = 12;

  /**
   * A cell.
   *
   * @param text shown, escaped when written
   * @param value what the column sorts by; NaN for text
   */
  record Cell(String text, double value) {
    static Cell text(String text) {
      return new Cell(text, Double.NaN);
    }

    static Cell number(double value) {
      return new Cell(Double.isFinite(value) ? Html.number(value) : "", value);
    }
  }

  /** The page has the classes s0 to s6. */
  static final int COLOURS = 7;

  private Html() {}

  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> escape(out, c));
    return out.toString();
  }

  private static void escape(StringBuilder out, int c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      case '\n', '\t' -> out.append((char) c);
      // HTML and UTF-8 have no place for control characters and lone surrogates.
      default -> out.appendCodePoint(c < 0x20 || c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c);
    }
  }

  /**
   * Whole numbers as they are, others with four significant digits, without an exponent where the
   * number can do without.
   */
  static String number(double value) {
    double size = Math.abs(value);
    if (size < 1e9 && size == Math.rint(size)) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    if (size < 1e-3 || size >= 1e9) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    int digits = Math.clamp(3 - (int) Math.floor(Math.log10(size)), 0, 6);
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** GFLOP/s where they are known, else the score as it is. */
  static String amount(JmhScore score) {
    return score.gflops() > 0
        ? number(score.gflops()) + " GFLOP/s"
        : number(score.score()) + " " + score.unit();
  }

  /** What a results file says of the machine, in one line. */
  static String facts(JsonNode machine) {
    return machine
        .propertyStream()
        .map(fact -> fact.getKey() + " " + fact.getValue().asString(fact.getValue().toString()))
        .collect(Collectors.joining(", "));
  }

  /** A table whose columns sort by a click and whose rows a text filters. */
  static String table(String caption, List<String> columns, List<List<Cell>> rows) {
    StringBuilder out = new StringBuilder("<div class=\"rows\">");
    if (rows.size() > FILTERED) {
      out.append("<label>Filter <input type=\"search\" class=\"filter\"></label> <output>")
          .append(rows.size())
          .append(" rows</output>");
    }
    out.append("<div class=\"wide\"><table><caption>").append(escape(caption));
    out.append("</caption><thead><tr>");
    for (String column : columns) {
      out.append("<th scope=\"col\"><button type=\"button\">")
          .append(escape(column))
          .append("</button></th>");
    }
    out.append("</tr></thead><tbody>\n");
    for (List<Cell> row : rows) {
      out.append(row.stream().map(Html::cell).collect(Collectors.joining("", "<tr>", "</tr>\n")));
    }
    return out.append("</tbody></table></div></div>\n").toString();
  }

  private static String cell(Cell cell) {
    return Double.isNaN(cell.value())
        ? "<td>" + escape(cell.text()) + "</td>"
        : "<td data-v=\"" + cell.value() + "\">" + escape(cell.text()) + "</td>";
  }
}
