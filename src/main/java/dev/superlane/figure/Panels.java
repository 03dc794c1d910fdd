package dev.superlane.figure;

import dev.superlane.figure.Canvas.Anchor;
import dev.superlane.figure.Canvas.Stroke;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plots side by side, with one legend at their right.
 *
 * @param title for readers who cannot see it; a paper's caption says it there
 * @param size of a plot's square area
 */
public record Panels(String title, double size, List<Panel> panels) implements Figure {
  /**
   * @param title above the plot, in {@link Words}' marks
   * @param series drawn in this order
   */
  public record Panel(String title, Scale x, Scale y, List<Series> series) {}

  private static final double TEXT = 26;
  private static final double LEFT = 130;
  private static final double TOP = 60;
  private static final double BELOW = 100;
  private static final double GAP = 64;
  private static final double LEGEND_LINE = 40;
  private static final Stroke THIN = new Stroke(1.5);

  @Override
  public double width() {
    return legendLeft() + legendWidth() + 10;
  }

  @Override
  public double height() {
    return Math.max(TOP + size + BELOW, TOP + LEGEND_LINE * legend().size() + GAP);
  }

  /** A panel whose axis is that of the panel at its left does not repeat its labels. */
  private boolean shares(int panel) {
    return panel > 0 && panels.get(panel).y().equals(panels.get(panel - 1).y());
  }

  private double left(int panel) {
    double left = LEFT;
    for (int p = 1; p <= panel; p++) {
      left += size + (shares(p) ? GAP : GAP + LEFT);
    }
    return left;
  }

  private double legendLeft() {
    return left(panels.size() - 1) + size + GAP;
  }

  private double legendWidth() {
    double longest =
        legend().keySet().stream().mapToDouble(label -> Words.of(label).width()).max().orElse(0);
    return longest == 0 ? 0 : 90 + TEXT * longest;
  }

  private Map<String, Series> legend() {
    Map<String, Series> legend = new LinkedHashMap<>();
    for (Panel panel : panels) {
      for (Series series : panel.series()) {
        if (!series.label().isEmpty()) {
          legend.putIfAbsent(series.label(), series);
        }
      }
    }
    return legend;
  }

  @Override
  public void draw(Canvas canvas) {
    for (int p = 0; p < panels.size(); p++) {
      draw(canvas, p);
    }
    double y = TOP + LEGEND_LINE / 2;
    for (Map.Entry<String, Series> entry : legend().entrySet()) {
      double x = legendLeft();
      SeriesPainter.sample(canvas, entry.getValue(), x, y, 64);
      canvas.text(x + 80, y + 9, TEXT, Anchor.START, Palette.INK, Words.of(entry.getKey()));
      y += LEGEND_LINE;
    }
  }

  private void draw(Canvas canvas, int p) {
    Panel panel = panels.get(p);
    double left = left(p);
    double bottom = TOP + size;
    double right = left + size;
    double middle = left + size / 2;
    canvas.text(middle, TOP - 20, TEXT, Anchor.MIDDLE, Palette.INK, Words.of(panel.title()));
    for (Scale.Mark mark : panel.x().marks()) {
      double x = left + size * panel.x().share(mark.value());
      boolean small = mark.text().isEmpty();
      if (!small) {
        segment(canvas, x, TOP, x, bottom, false);
        Words words = Words.of(mark.text());
        canvas.text(x, bottom + 42, TEXT, Anchor.MIDDLE, Palette.INK, words);
      }
      segment(canvas, x, bottom, x, bottom + (small ? 6 : 12), true);
    }
    for (Scale.Mark mark : panel.y().marks()) {
      double y = bottom - size * panel.y().share(mark.value());
      boolean small = mark.text().isEmpty();
      if (!small) {
        segment(canvas, left, y, right, y, false);
      }
      segment(canvas, left - (small ? 6 : 12), y, left, y, true);
      if (!small && !shares(p)) {
        Words words = Words.of(mark.text());
        canvas.text(left - 20, y + 9, TEXT, Anchor.END, Palette.INK, words);
      }
    }
    Words below = Words.of(panel.x().label());
    canvas.text(middle, bottom + 84, TEXT, Anchor.MIDDLE, Palette.INK, below);
    if (!shares(p)) {
      double y = TOP + size / 2;
      Words beside = Words.of(panel.y().label());
      canvas.upright(left - 96, y, TEXT, Anchor.MIDDLE, Palette.INK, beside);
    }
    canvas.clip(left, TOP, right, bottom);
    for (Series series : panel.series()) {
      new SeriesPainter(canvas, panel, left, TOP, size).paint(series);
    }
    canvas.whole();
    double[] x = {left, right, right, left, left};
    double[] y = {TOP, TOP, bottom, bottom, TOP};
    canvas.line(x, y, Palette.INK, new Stroke(2));
  }

  private static void segment(
      Canvas canvas, double x1, double y1, double x2, double y2, boolean tick) {
    canvas.line(
        new double[] {x1, x2}, new double[] {y1, y2}, tick ? Palette.INK : Palette.GRID, THIN);
  }
}
