package dev.superlane.figure;

import java.io.IOException;

/** A drawing of a fixed size. */
public sealed interface Figure permits Panels, Heatmaps, LegendSample {
  /** What it shows, for readers who cannot see it. */
  String title();

  double width();

  double height();

  /** Draws all of it. */
  void draw(Canvas canvas);

  /**
   * As SVG; equal figures give equal text.
   *
   * @param id of this figure among those of one page: letters, digits and dashes
   */
  default String svg(String id) {
    SvgCanvas canvas = new SvgCanvas(id, width(), height(), title());
    draw(canvas);
    return canvas.end();
  }

  /** As a PNG file's bytes, one pixel a unit of length. */
  default byte[] png() throws IOException {
    PngCanvas canvas = new PngCanvas(width(), height());
    draw(canvas);
    return canvas.end();
  }
}
