package dev.superlane.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.text.AttributedString;
import javax.imageio.ImageIO;

/** Draws pixels, one a unit of length. */
final class PngCanvas implements Canvas {
  private final BufferedImage image;
  private final Graphics2D graphics;

  PngCanvas(double width, double height) {
    image = new BufferedImage((int) width, (int) height, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
  }

  byte[] end() throws IOException {
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  @Override
  public void line(double[] x, double[] y, Color colour, Stroke stroke) {
    graphics.setColor(colour);
    graphics.setStroke(stroke(stroke));
    graphics.draw(path(x, y));
  }

  private static BasicStroke stroke(Stroke stroke) {
    float width = (float) stroke.width();
    if (stroke.dashes().length == 0) {
      return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    }
    float[] dashes = {(float) stroke.dashes()[0], (float) stroke.dashes()[1]};
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0);
  }

  @Override
  public void area(double[] x, double[] y, Color colour, double opacity) {
    graphics.setColor(
        new Color(
            colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(255 * opacity)));
    Path2D path = path(x, y);
    path.closePath();
    graphics.fill(path);
  }

  @Override
  public void disc(double x, double y, double radius, Color colour) {
    graphics.setColor(colour);
    graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  @Override
  public void text(double x, double y, double size, Anchor anchor, Color colour, Words words) {
    double width = words.runs().stream().mapToDouble(run -> layout(run, size).getAdvance()).sum();
    double start =
        switch (anchor) {
          case START -> x;
          case MIDDLE -> x - width / 2;
          case END -> x - width;
        };
    graphics.setColor(colour);
    for (Words.Run run : words.runs()) {
      TextLayout layout = layout(run, size);
      layout.draw(graphics, (float) start, (float) (y - run.shift() * size));
      start += layout.getAdvance();
    }
  }

  private TextLayout layout(Words.Run run, double size) {
    int style = run.italic() ? Font.ITALIC : Font.PLAIN;
    float points = (float) (run.small() ? Words.SMALL * size : size);
    Font font = new Font(Font.SANS_SERIF, style, 1).deriveFont(points);
    AttributedString text = new AttributedString(run.text());
    text.addAttribute(TextAttribute.FONT, font);
    return new TextLayout(text.getIterator(), graphics.getFontRenderContext());
  }

  @Override
  public void upright(double x, double y, double size, Anchor anchor, Color colour, Words words) {
    AffineTransform before = graphics.getTransform();
    graphics.translate(x, y);
    graphics.rotate(-Math.PI / 2);
    text(0, 0, size, anchor, colour, words);
    graphics.setTransform(before);
  }

  @Override
  public void clip(double left, double top, double right, double bottom) {
    graphics.setClip(new Rectangle2D.Double(left, top, right - left, bottom - top));
  }

  @Override
  public void whole() {
    graphics.setClip(null);
  }

  private static Path2D path(double[] x, double[] y) {
    Path2D path = new Path2D.Double();
    path.moveTo(x[0], y[0]);
    for (int i = 1; i < x.length; i++) {
      path.lineTo(x[i], y[i]);
    }
    return path;
  }
}
