package dev.superlane.figure;

import java.awt.Color;
import java.util.Locale;

/** Draws SVG: lines, polygons, circles and text, no script, no reference to anything else. */
final class SvgCanvas implements Canvas {
  /** Of a unit of length, in pixels of a screen: text is then as large as that around it. */
  private static final double SIZE = 0.5;

  private final StringBuilder out = new StringBuilder();
  private final String id;
  private int clips;

  /**
   * @param id of this figure among those of one page: letters and digits
   */
  SvgCanvas(String id, double width, double height, String title) {
    this.id = id;
    add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\"", width, height);
    add(" width=\"%.0f\" height=\"%.0f\"", SIZE * width, SIZE * height);
    add(" role=\"img\" aria-label=\"%s\" font-family=\"sans-serif\">\n", escaped(title));
    add("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n");
  }

  String end() {
    return out.append("</svg>\n").toString();
  }

  @Override
  public void line(double[] x, double[] y, Color colour, Stroke stroke) {
    add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\"", points(x, y), hex(colour));
    add(" stroke-width=\"%.1f\" stroke-linejoin=\"round\"", stroke.width());
    if (stroke.dashes().length > 0) {
      add(" stroke-dasharray=\"%.0f %.0f\"", stroke.dashes()[0], stroke.dashes()[1]);
    }
    out.append("/>\n");
  }

  @Override
  public void area(double[] x, double[] y, Color colour, double opacity) {
    add("<polygon points=\"%s\" fill=\"%s\"", points(x, y), hex(colour));
    if (opacity < 1) {
      add(" fill-opacity=\"%.2f\"", opacity);
    }
    out.append("/>\n");
  }

  @Override
  public void disc(double x, double y, double radius, Color colour) {
    add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\"/>\n", x, y, radius, hex(colour));
  }

  @Override
  public void text(double x, double y, double size, Anchor anchor, Color colour, Words words) {
    add("<text x=\"%.1f\" y=\"%.1f\"", x, y);
    content(size, anchor, colour, words);
  }

  @Override
  public void upright(double x, double y, double size, Anchor anchor, Color colour, Words words) {
    add("<text transform=\"translate(%.1f %.1f) rotate(-90)\"", x, y);
    content(size, anchor, colour, words);
  }

  private void content(double size, Anchor anchor, Color colour, Words words) {
    add(" font-size=\"%.0f\" fill=\"%s\"", size, hex(colour));
    add(" text-anchor=\"%s\">", anchor.name().toLowerCase(Locale.ROOT));
    double height = 0;
    for (Words.Run run : words.runs()) {
      double shift = run.shift() * size;
      if (run.italic() || run.small() || height != shift) {
        add("<tspan dy=\"%.1f\"", height - shift);
        out.append(run.italic() ? " font-style=\"italic\"" : "");
        if (run.small()) {
          add(" font-size=\"%.1f\"", Words.SMALL * size);
        }
        out.append('>').append(escaped(run.text())).append("</tspan>");
        height = shift;
      } else {
        out.append(escaped(run.text()));
      }
    }
    out.append("</text>\n");
  }

  @Override
  public void clip(double left, double top, double right, double bottom) {
    String name = id + "-" + ++clips;
    add("<clipPath id=\"%s\"><rect x=\"%.1f\" y=\"%.1f\"", name, left, top);
    add(" width=\"%.1f\" height=\"%.1f\"/></clipPath>\n", right - left, bottom - top);
    add("<g clip-path=\"url(#%s)\">\n", name);
  }

  @Override
  public void whole() {
    out.append("</g>\n");
  }

  private static String points(double[] x, double[] y) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < x.length; i++) {
      points.append(format(i == 0 ? "%.1f,%.1f" : " %.1f,%.1f", x[i], y[i]));
    }
    return points.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String hex(Color colour) {
    return "#%06x".formatted(colour.getRGB() & 0xFFFFFF);
  }

  private void add(String format, Object... arguments) {
    out.append(format(format, arguments));
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
