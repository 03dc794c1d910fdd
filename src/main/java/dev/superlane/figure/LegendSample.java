package dev.superlane.figure;

/** What a series looks like, for a legend of text beside the figure. */
public record LegendSample(Series series) implements Figure {
  private static final double LENGTH = 64;
  private static final double HEIGHT = 28;

  @Override
  public String title() {
    return series.label();
  }

  @Override
  public double width() {
    return LENGTH;
  }

  @Override
  public double height() {
    return HEIGHT;
  }

  @Override
  public void draw(Canvas canvas) {
    SeriesPainter.sample(canvas, series, 0, HEIGHT / 2, LENGTH);
  }
}
