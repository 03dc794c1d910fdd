package dev.superlane.figure;

import dev.superlane.figure.Canvas.Anchor;
import dev.superlane.figure.Canvas.Stroke;
import java.awt.Color;
import java.util.List;

/**
 * Tables of numbers side by side, coloured by one scale: white at its middle.
 *
 * @param title for readers who cannot see it
 * @param columns their names, from the left
 * @param rows their names, from the top
 * @param scaleLabel what the numbers are, in {@link Words}' marks, as are the names
 */
public record Heatmaps(
    String title,
    String columnLabel,
    List<String> columns,
    String rowLabel,
    List<String> rows,
    List<Table> tables,
    String scaleLabel,
    Colours colours)
    implements Figure {
  /**
   * How a number is coloured.
   *
   * @param logarithmic whether by ratios: all three are then above 0
   * @param low deepest blue
   * @param middle white
   * @param high deepest vermilion
   */
  public record Colours(boolean logarithmic, double low, double middle, double high) {
    private double place(double value) {
      return logarithmic ? Math.log(value) : value;
    }

    private Color of(double value) {
      return Palette.diverging(place(value), place(low), place(middle), place(high));
    }

    /** The number at a share of the scale. */
    private double at(double share) {
      return logarithmic ? low * Math.pow(high / low, share) : low + share * (high - low);
    }

    private double share(double value) {
      return (place(value) - place(low)) / (place(high) - place(low));
    }
  }

  /**
   * @param title above it
   * @param cells row by row, each as long as the columns
   */
  public record Table(String title, List<List<Cell>> cells) {}

  /**
   * @param value by which it is coloured; NaN for a cell without a number
   * @param lines the first large, the others small
   */
  public record Cell(double value, List<String> lines) {}

  private static final double TEXT = 26;
  private static final double LARGE = 34;
  private static final double SMALL = 19;
  private static final double BESIDE = 70; // the rows' label
  private static final double TOP = 70;
  private static final double CELL_WIDTH = 216;
  private static final int FEW_ROWS = 4;
  private static final double GAP = 46;
  private static final double BELOW = 100;
  private static final double BAR = 28;
  private static final int BAR_STEPS = 64;

  /**
   * @throws IllegalArgumentException if a table is not of that shape
   */
  public Heatmaps {
    for (Table table : tables) {
      boolean shaped = table.cells().size() == rows.size();
      for (List<Cell> row : table.cells()) {
        shaped &= row.size() == columns.size();
      }
      if (!shaped) {
        throw new IllegalArgumentException(
            "table %s is not of %d rows and %d columns"
                .formatted(table.title(), rows.size(), columns.size()));
      }
    }
  }

  @Override
  public double width() {
    return barLeft() + BAR + 120;
  }

  @Override
  public double height() {
    return TOP + cellHeight() * rows.size() + BELOW;
  }

  private double cellHeight() {
    return rows.size() <= FEW_ROWS ? 128 : 96;
  }

  /** Where the rows' names end. */
  private double names() {
    double longest = rows.stream().mapToDouble(row -> Words.of(row).width()).max().orElse(0);
    return BESIDE + TEXT * longest;
  }

  private double left(int table) {
    return names() + table * (CELL_WIDTH * columns.size() + GAP);
  }

  private double barLeft() {
    return left(tables.size());
  }

  @Override
  public void draw(Canvas canvas) {
    double bottom = TOP + cellHeight() * rows.size();
    for (int t = 0; t < tables.size(); t++) {
      Table table = tables.get(t);
      double middleX = left(t) + CELL_WIDTH * columns.size() / 2;
      text(canvas, middleX, TOP - 24, TEXT, table.title());
      for (int r = 0; r < rows.size(); r++) {
        for (int c = 0; c < columns.size(); c++) {
          double x = left(t) + CELL_WIDTH * c;
          cell(canvas, table.cells().get(r).get(c), x, TOP + cellHeight() * r);
        }
      }
      for (int c = 0; c < columns.size(); c++) {
        text(canvas, left(t) + CELL_WIDTH * (c + 0.5), bottom + 38, TEXT, columns.get(c));
      }
      text(canvas, middleX, bottom + 80, TEXT, columnLabel);
    }
    for (int r = 0; r < rows.size(); r++) {
      double y = TOP + cellHeight() * (r + 0.5) + 9;
      canvas.text(names() - 16, y, TEXT, Anchor.END, Palette.INK, Words.of(rows.get(r)));
    }
    double middleY = (TOP + bottom) / 2;
    canvas.upright(34, middleY, TEXT, Anchor.MIDDLE, Palette.INK, Words.of(rowLabel));
    bar(canvas, bottom);
  }

  private void cell(Canvas canvas, Cell cell, double left, double top) {
    boolean missing = Double.isNaN(cell.value());
    double[] x = {left, left + CELL_WIDTH, left + CELL_WIDTH, left, left};
    double[] y = {top, top, top + cellHeight(), top + cellHeight(), top};
    canvas.area(x, y, missing ? Palette.MISSING : colours.of(cell.value()), 1);
    canvas.line(x, y, Palette.GREY, new Stroke(1.5));
    double size = missing ? SMALL : LARGE;
    double height = size + (cell.lines().size() - 1) * (SMALL + 6);
    double baseline = top + (cellHeight() - height) / 2 + 0.85 * size;
    for (String line : cell.lines()) {
      text(canvas, left + CELL_WIDTH / 2, baseline, size, line);
      size = SMALL;
      baseline += SMALL + 6;
    }
  }

  private void bar(Canvas canvas, double bottom) {
    double x = barLeft();
    double step = (bottom - TOP) / BAR_STEPS;
    for (int i = 0; i < BAR_STEPS; i++) {
      double y = TOP + step * i;
      canvas.area(
          new double[] {x, x + BAR, x + BAR, x},
          new double[] {y, y, y + step + 0.5, y + step + 0.5},
          colours.of(colours.at(1 - (i + 0.5) / BAR_STEPS)),
          1);
    }
    double[] xs = {x, x + BAR, x + BAR, x, x};
    canvas.line(xs, new double[] {TOP, TOP, bottom, bottom, TOP}, Palette.INK, new Stroke(1.5));
    for (double value : new double[] {colours.low(), colours.middle(), colours.high()}) {
      double y = bottom - colours.share(value) * (bottom - TOP);
      Words words = Words.of(Double.toString(value).replaceAll("\\.0$", ""));
      canvas.line(
          new double[] {x + BAR, x + BAR + 8}, new double[] {y, y}, Palette.INK, new Stroke(1.5));
      canvas.text(x + BAR + 16, y + 9, TEXT, Anchor.START, Palette.INK, words);
    }
    canvas.upright(
        x + BAR + 84, (TOP + bottom) / 2, TEXT, Anchor.MIDDLE, Palette.INK, Words.of(scaleLabel));
  }

  private static void text(Canvas canvas, double x, double y, double size, String marked) {
    canvas.text(x, y, size, Anchor.MIDDLE, Palette.INK, Words.of(marked));
  }
}
